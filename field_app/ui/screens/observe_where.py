"""The prefilled line under the time, and behind it everything that it says: place, own position, sightline, light."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import flet as ft

from field_app.rules.vocabulary import Light, Sightline, Vantage
from field_app.ui import safe
from field_app.ui.desk import Desk
from field_app.ui.parts import choice, surface, text
from field_app.ui.parts.fields import Field, TextBox
from field_app.ui.screens.observe_time import ChangeTime
from field_app.ui.text_nl import look, words
from field_app.workday.views import DraftView


@safe.component
def Where(desk: Desk, view: DraftView) -> ft.Control:  # noqa: N802 - a component
    """One line that a tap unfolds."""
    t = desk.app.t
    is_open, set_open = ft.use_state(look.is_where_open(view.draft))
    icon = ft.Icons.EXPAND_LESS if is_open else ft.Icons.EDIT_LOCATION_OUTLINED
    row = ft.Row(
        [text.quiet(t, look.prefilled_line(view), expand=True), ft.Icon(icon, color=t.muted, size=t.sp(22))],
        spacing=10,
    )
    line = ft.Container(
        row,
        bgcolor=t.card,
        border=ft.Border.all(1, t.line),
        border_radius=14,
        padding=ft.Padding.symmetric(horizontal=16, vertical=16),
    )
    tappable = surface.tappable("where", line, lambda: set_open(not is_open), look.WHERE_TITLE)
    details = _details(desk, view) if is_open else []
    return ft.Column([tappable, *details], spacing=14, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


def _details(desk: Desk, view: DraftView) -> list[ft.Control]:
    t, draft = desk.app.t, view.draft
    position = Field(look.OWN_POSITION, look.OWN_POSITION_HINT, 2, identifier="own-position")
    note = Field(look.SIGHTLINE_NOTE, identifier="sightline-note")
    obstructed = draft.sightline in (Sightline.PARTLY, Sightline.LIMITED)
    lamps = choice.switch(t, look.LIGHTING, bool(draft.street_lighting), _switched(desk, "street_lighting"), "street-lighting")
    return [
        *([] if draft.corrects else [ft.Container(ChangeTime(desk, view), key="change-time")]),
        *([choice.group(t, look.PLACE, _places(desk, view))] if len(view.case.places) > 1 else []),
        ft.Container(TextBox(position, draft.own_position, lambda typed: desk.type(own_position=typed)), key="own-position"),
        choice.group(t, look.PUBLIC, _options(desk, "is_public_place", draft.is_public_place, look.YES_NO)),
        choice.group(t, look.VANTAGE_TITLE, _options(desk, "vantage", draft.vantage, words.VANTAGES)),
        choice.group(t, look.SIGHTLINE_TITLE, _options(desk, "sightline", draft.sightline, words.SIGHTLINES)),
        *([ft.Container(_note(desk, note, draft.sightline_note), key="sightline-note")] if obstructed else []),
        choice.group(t, look.LIGHT_TITLE, _options(desk, "light", draft.light, words.LIGHTS)),
        *([] if draft.light is Light.DAYLIGHT else [lamps]),
        surface.divider(t),
    ]


def _note(desk: Desk, field: Field, value: str | None) -> ft.Control:
    return TextBox(field, value or "", lambda typed: desk.type(sightline_note=typed))


def _switched(desk: Desk, name: str) -> safe.Handler:
    async def switched(event: ft.Event[ft.Switch]) -> None:
        await desk.change(**{name: bool(event.control.value)})

    return switched


def _places(desk: Desk, view: DraftView) -> list[choice.Option]:
    def choose(place_id: str) -> Callable[[], object]:
        return lambda: desk.change(place_id=place_id)

    return [choice.Option(each.label, view.draft.place_id == each.id, choose(each.id)) for each in view.case.places]


def _options(
    desk: Desk, name: str, chosen: Vantage | Sightline | Light | bool | None, names: dict[Any, str]
) -> list[choice.Option]:
    def choose(value: Any) -> Callable[[], object]:
        return lambda: desk.change(**{name: value})

    return [choice.Option(words_, chosen is value, choose(value), f"{name}-{value}") for value, words_ in names.items()]
