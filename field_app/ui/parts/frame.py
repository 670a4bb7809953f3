"""The frame around every screen: navigation below or at the side, the status pill, and room for the thumb."""

from __future__ import annotations

from dataclasses import dataclass

import flet as ft

from field_app.ui import safe
from field_app.ui.parts import buttons, panic, surface, text
from field_app.ui.ports import ExchangeStatus, Link
from field_app.ui.state import CASES, MORE, ROSTER, TODAY, AppState
from field_app.ui.text_nl import exchange, general
from field_app.ui.theme import Tokens, Tone

#: Wider than this a line of text is tiring to read.
READABLE = 760
EDGE = 16


@dataclass(frozen=True, slots=True)
class _Tab:
    route: str
    name: str
    icon: ft.IconData
    chosen: ft.IconData


_TABS = (
    _Tab(TODAY, general.TODAY, ft.Icons.DIRECTIONS_CAR_OUTLINED, ft.Icons.DIRECTIONS_CAR_FILLED),
    _Tab(CASES, general.CASES, ft.Icons.SUBJECT, ft.Icons.SUBJECT),
    _Tab(ROSTER, general.ROSTER, ft.Icons.CALENDAR_MONTH_OUTLINED, ft.Icons.CALENDAR_MONTH),
    _Tab(MORE, general.MORE, ft.Icons.MORE_HORIZ, ft.Icons.MORE_HORIZ),
)


def view(app: AppState, route: str, content: ft.Control, tab: str | None = None, key: str | None = None) -> ft.View:
    """A whole screen. Screens with a `tab` have the navigation; they share one `key`, so that changing tab is no journey."""
    rail = tab is not None and app.has_rail
    inside = (
        ft.Row([_rail(app, tab), ft.VerticalDivider(width=1, color=app.t.line), content], spacing=0, expand=True)
        if rail
        else content
    )
    return ft.View(
        route=key or route,
        padding=0,
        bgcolor=app.t.page,
        controls=[ft.SafeArea(panic.guarded(app, inside), expand=True)],
        navigation_bar=_bar(app, tab) if tab is not None and not rail else None,
    )


def column(
    app: AppState,
    *controls: ft.Control,
    sticky: ft.Control | None = None,
    width: float = READABLE,
    room: float | None = None,
    pull: safe.Handler | None = None,
) -> ft.Control:
    """Everything below each other, scrolling, at most `width` wide, with an optional button that stays under the thumb.

    `room` is how wide the place for it is, when that is not the whole screen; `pull` hears how it scrolls.
    """
    widest = width if (room or app.room) > width else None
    rows = ft.Column(list(controls), spacing=14, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
    scrolling = ft.Column(
        [_centred(ft.Container(rows, padding=ft.Padding.only(left=EDGE, right=EDGE, top=10, bottom=24 + panic.ROOM)), widest)],
        scroll=ft.ScrollMode.AUTO,
        on_scroll=safe.handler(pull) if pull else None,
        expand=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
    if sticky is None:
        return scrolling
    foot = ft.Container(sticky, padding=ft.Padding.only(left=EDGE, right=EDGE, top=buttons.FOOT_TOP, bottom=buttons.FOOT_BOTTOM))
    return ft.Column(
        [scrolling, _centred(foot, widest)], spacing=0, expand=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH
    )


def _centred(content: ft.Container, width: float | None) -> ft.Control:
    if width is None:
        return content
    content.width = width
    return ft.Row([content], alignment=ft.MainAxisAlignment.CENTER)


def header(app: AppState, name: str, *below: ft.Control, above: ft.Control | None = None, has_pill: bool = True) -> ft.Control:
    """The top of a screen: what is above the title, the pill at the right, the title, and what is below it."""
    left = ft.Container(above, expand=True, alignment=ft.Alignment.CENTER_LEFT)
    pill = [status_pill(app)] if has_pill else []
    top: ft.Control = ft.Row([left, *pill], vertical_alignment=ft.CrossAxisAlignment.CENTER, spacing=8)
    if app.t.scale > buttons.STACK_FROM:
        top = ft.Column([ft.Row(list(pill), alignment=ft.MainAxisAlignment.END), *([above] if above else [])], spacing=4)
    return ft.Column([top, text.title(app.t, name), *below], spacing=2, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


def status_pill(app: AppState) -> ft.Control:
    """How the exchange stands, always in sight; a tap exchanges now and goes to what waits."""

    async def act() -> None:
        app.go(MORE)
        await app.phone.exchange_now()

    shape = surface.pill(app.t, exchange.pill(app.status), status_tone(app.status))
    around = ft.Container(shape, padding=ft.Padding.symmetric(vertical=13), border_radius=99)
    return surface.tappable("status-pill", around, act, exchange.PILL_NAME)


def status_tone(status: ExchangeStatus) -> Tone:
    """The colour of the status; its words say the same."""
    if status.refused or status.link in (Link.NOT_WELCOME, Link.TOO_OLD):
        return Tone.BAD
    if status.link is Link.EXCHANGING:
        return Tone.INFO
    return Tone.ACCENT if status.waiting or status.link is Link.OFFLINE else Tone.GOOD


def _selected(tab: str | None) -> int:
    return next((index for index, each in enumerate(_TABS) if each.route == tab), 0)


def _bar(app: AppState, tab: str | None) -> ft.NavigationBar:
    def changed(event: ft.Event[ft.NavigationBar]) -> None:
        app.go(_TABS[event.control.selected_index].route)

    return ft.NavigationBar(
        destinations=[ft.NavigationBarDestination(each.icon, label=each.name, selected_icon=each.chosen) for each in _TABS],
        selected_index=_selected(tab),
        on_change=safe.handler(changed),
        bgcolor=app.t.page,
        border=ft.Border.only(top=ft.BorderSide(1, app.t.line)),
        elevation=0,
    )


def _rail(app: AppState, tab: str | None) -> ft.Control:
    def changed(event: ft.Event[ft.NavigationRail]) -> None:
        app.go(_TABS[event.control.selected_index or 0].route)

    return ft.NavigationRail(
        destinations=[_rail_destination(app.t, each, each.route == tab) for each in _TABS],
        selected_index=_selected(tab),
        label_type=ft.NavigationRailLabelType.ALL,
        on_change=safe.handler(changed),
        bgcolor=app.t.page,
        indicator_color=app.t.soft(Tone.ACCENT),
        min_width=app.t.sp(84),
        scrollable=True,
    )


def _rail_destination(t: Tokens, each: _Tab, is_chosen: bool) -> ft.NavigationRailDestination:
    color = t.ink(Tone.ACCENT) if is_chosen else t.muted
    label = ft.Text(each.name, size=t.sp(13), color=color, weight=text.BOLD if is_chosen else None)
    icon = ft.Icon(each.chosen if is_chosen else each.icon, color=color)
    return ft.NavigationRailDestination(icon=icon, label=label, padding=ft.Padding.symmetric(vertical=4))
