"""Zaken: the shared list, the officer's own cases first; on a wide screen the dossier stands beside it."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from field_app.ui import safe
from field_app.ui.parts import choice, frame, surface, text
from field_app.ui.parts.fields import Field, TextBox
from field_app.ui.parts.pull import use_pull
from field_app.ui.screens import list_cards
from field_app.ui.screens.case import LIST_WIDTH, Dossier
from field_app.ui.screens.case_meter import ICONS, TONES
from field_app.ui.screens.paper_cards import paper_cards
from field_app.ui.state import AppState, case_route, use_answer, use_app
from field_app.ui.text_nl import case_file, dossier, general
from field_app.ui.text_nl import caseload as nl
from field_app.ui.theme import Tokens, Tone
from field_app.workday.case_views import CaseLine, CaseloadView

#: A longer list gets a search field.
SEARCH_FROM = 9
#: Nothing draws more rows than this at once.
MOST_ROWS = 100


@safe.component
def Cases(chosen: str | None) -> ft.Control:  # noqa: N802 - a component
    """The list, or the list with the chosen dossier beside it."""
    app = use_app()
    if not app.is_wide:
        return CaseList(None)
    beside = (
        ft.Container(Dossier(chosen), key=f"dossier-{chosen}", expand=True)
        if chosen
        else ft.Container(text.quiet(app.t, dossier.CHOOSE), expand=True, alignment=ft.Alignment.CENTER)
    )
    return ft.Row(
        [ft.Container(CaseList(chosen), width=LIST_WIDTH), ft.VerticalDivider(width=1, color=app.t.line), beside],
        spacing=0,
        expand=True,
        vertical_alignment=ft.CrossAxisAlignment.STRETCH,
    )


@safe.component
def CaseList(chosen: str | None) -> ft.Control:  # noqa: N802 - a component
    """What waits, and in three parts the shared list, one's own caseload and the signals; no address here."""
    app = use_app()
    view, pull = use_answer(lambda day: day.caseload()), use_pull()
    papers = use_answer(lambda day: day.paper_lines()) or ()
    part, set_part = ft.use_state(0)
    query, set_query = ft.use_state("")
    if view is None:
        return frame.column(app, frame.header(app, general.CASES, text.quiet(app.t, general.LOADING)))

    if not view.me.sees_content:
        return frame.column(app, frame.header(app, general.CASES), surface.notice(app.t, nl.NO_CONTENT, Tone.PLAIN), pull=pull)

    def choose(number: int) -> Callable[[], None]:
        return lambda: set_part(number)

    options = [choice.Option(name, part == at, choose(at), f"part-{at}") for at, name in enumerate(nl.PARTS)]
    header = _header(app, view, has_pill=not (app.is_wide and chosen))
    waits = ft.Container(list_cards.Waits(view), key="waits")
    parts = (_listed(app, view, chosen, query, set_query), [list_cards.own_cases(app, view)], [list_cards.signals(app, view)])
    room = LIST_WIDTH if app.is_wide else None
    above = [header, waits, *paper_cards(app, papers), choice.chips(app.t, options)]
    return frame.column(app, *above, *parts[part], room=room, pull=pull)


def _listed(
    app: AppState, view: CaseloadView, chosen: str | None, query: str, set_query: Callable[[str], None]
) -> list[ft.Control]:
    """The shared list, the officer's own cases first, with what waits for a place below it."""
    found = [line for line in view.listed if _matches(line, query)]
    search = [TextBox(Field(dossier.SEARCH, identifier="search"), query, set_query)] if len(view.listed) >= SEARCH_FROM else []
    rows = [_row(app, view, line, line.case.id == chosen) for line in found[:MOST_ROWS]]
    below = [*_nothing(app, view, len(found)), *list_cards.free_places(app, view)]
    return [*search, *rows, *below, list_cards.nominations(app, view), list_cards.elsewhere(app)]


def _header(app: AppState, view: CaseloadView, *, has_pill: bool) -> ft.Control:
    counted = surface.pill(app.t, dossier.list_count(len(view.listed), view.places))
    return frame.header(app, general.CASES, above=ft.Row([counted], tight=True), has_pill=has_pill)


def _nothing(app: AppState, view: CaseloadView, found: int) -> list[ft.Control]:
    """Why nothing stands above."""
    if not view.listed:
        return [surface.notice(app.t, dossier.NO_CASES, Tone.PLAIN)]
    return [] if found else [surface.notice(app.t, dossier.NONE_FOUND, Tone.PLAIN)]


def _matches(line: CaseLine, query: str) -> bool:
    return query.strip().lower() in f"{line.case.code_name} {line.district}".lower()


def _row(app: AppState, view: CaseloadView, line: CaseLine, is_chosen: bool) -> ft.Control:
    t = app.t
    row = ft.Container(
        ft.Column([_name(t, line), _where(t, line), *list_cards.waits(t, line, view)], spacing=4),
        bgcolor=t.raised if is_chosen else t.card,
        border=ft.Border.all(1, t.line),
        border_radius=14,
        padding=ft.Padding.symmetric(horizontal=16, vertical=12),
    )
    chosen = ft.Semantics(selected=is_chosen, content=row) if is_chosen else row
    shape = ft.Container(chosen, border_radius=14)
    return surface.tappable(
        f"case-{line.case.code_name}", shape, lambda: app.go(case_route(line.case.id)), key=f"case-{line.case.id}"
    )


def _name(t: Tokens, line: CaseLine) -> ft.Control:
    name = ft.Row(
        [ft.Text(line.case.code_name, size=t.sp(19), weight=text.BOLD, color=t.text), text.quiet(t, line.district)],
        spacing=10,
        wrap=True,
        expand=True,
    )
    spoken = f"{dossier.budget_spoken(line)}, {case_file.level(line.level)}"
    pill = surface.pill(t, dossier.budget(line), TONES[line.level], ICONS[line.level])
    counted = ft.Semantics(label=spoken, exclude_semantics=True, content=pill)
    return ft.Row([name, counted], spacing=8, vertical_alignment=ft.CrossAxisAlignment.START)


def _where(t: Tokens, line: CaseLine) -> ft.Control:
    owner = text.body(t, dossier.owner(line), Tone.INFO) if line.is_mine else text.quiet(t, dossier.owner(line))
    return ft.Row([text.quiet(t, nl.stands(line), expand=True), owner], spacing=8)
