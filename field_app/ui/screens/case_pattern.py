"""The pattern of a case: days x moments, and in plain words what pleads for and against, each line with its entries."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import flet as ft

from field_app.rules.pattern import text_nl as pattern_nl
from field_app.rules.pattern.records import QuietLine, SightLine
from field_app.ui import safe
from field_app.ui.parts import buttons, marks, sheet, surface, text
from field_app.ui.state import ENTRIES, AppState, use_answer, use_app
from field_app.ui.text_nl import case_file, dossier, general, words
from field_app.ui.theme import Tokens
from field_app.workday.case_views import CaseView
from field_app.workday.views import Entry

#: So many lines are shown of each side at first, and nothing draws more lines or entries than this at once.
_FIRST, _MOST = 3, 40
#: So much height one entry of the sheet takes, and the rest of it.
_ROW, _AROUND = 86, 240
_STRETCH, _START = ft.CrossAxisAlignment.STRETCH, ft.CrossAxisAlignment.START
_Show = Callable[[tuple[str, ...]], object]
_Lines = Sequence[SightLine | QuietLine]


@safe.component
def PatternCard(view: CaseView, wide: bool) -> ft.Control:  # noqa: N802 - a component
    """The card; `wide` puts for and against side by side."""
    app = use_app()
    t, found = app.t, view.pattern
    nothing: tuple[str, ...] = ()
    shown, show = ft.use_state(nothing)
    shows_all, show_all = ft.use_state(False)
    entries = use_answer(lambda day: day.entries(view.line.case.id, shown, _MOST) if shown else (), shown) or ()
    ft.use_dialog(_entries(app, entries, lambda: show(())) if shown else None)
    most = _MOST if shows_all else _FIRST
    pro = _side(t, case_file.FOR, found.supporting[:most], "for", show)
    con = _side(t, case_file.AGAINST, found.opposing[:most], "against", show)
    beside = ft.Row([ft.Container(pro, expand=1), ft.Container(con, expand=1)], spacing=20, vertical_alignment=_START)
    sides: list[ft.Control] = [beside] if wide else [pro, con]
    is_more = max(len(found.supporting), len(found.opposing)) > most
    more = [buttons.link(t, case_file.ALL_LINES, lambda: show_all(True), "pattern-all")] if is_more else []
    quiet = [_side(t, case_file.QUIET, found.quiet, "quiet", show)] if found.quiet else []
    gone = [text.quiet(t, pattern_nl.withdrawn(found), 14)] if found.withdrawn else []
    grid = [marks.grid(t, view.grid), marks.legend(t)] if view.grid else []
    return surface.card(t, _head(t, view), *grid, *sides, *more, *quiet, *gone)


def _head(t: Tokens, view: CaseView) -> ft.Control:
    counted = text.quiet(t, dossier.pattern_count(view), 14)
    return ft.Row([text.heading(t, dossier.PATTERN), counted], alignment=ft.MainAxisAlignment.SPACE_BETWEEN, wrap=True)


def _side(t: Tokens, name: str, lines: _Lines, key: str, show: _Show) -> ft.Control:
    rows = [_line(t, each, f"pattern-{key}-{number}", show) for number, each in enumerate(lines)]
    return ft.Column(
        [text.section(t, name), *(rows or [text.quiet(t, case_file.NO_SIGHT)])], horizontal_alignment=_STRETCH, spacing=2
    )


def _line(t: Tokens, each: SightLine | QuietLine, identifier: str, show: _Show) -> ft.Control:
    said = pattern_nl.sight(each) if isinstance(each, SightLine) else pattern_nl.quiet(each)
    row = ft.Row([text.body(t, said, expand=True), ft.Icon(ft.Icons.CHEVRON_RIGHT, color=t.muted, size=t.sp(22))], spacing=6)
    shape = ft.Container(row, padding=ft.Padding.symmetric(vertical=17), border_radius=8)
    return surface.tappable(identifier, shape, lambda: show(each.entries))


def _entries(app: AppState, entries: Sequence[Entry], close: safe.Handler) -> ft.BottomSheet:
    """The entries behind a line, newest first; each opens whole."""
    t = app.t
    rows = [_entry(app, each, close) for each in entries]
    button = buttons.secondary(t, general.CLOSE, close, "entries-close")
    return sheet.bottom(app, [text.heading(t, case_file.ENTRIES_OF), *rows], button, close, room=_AROUND + _ROW * len(rows))


def _entry(app: AppState, each: Entry, close: safe.Handler) -> ft.Control:
    t = app.t

    async def act() -> None:
        close()
        app.go(ENTRIES + each.id)

    said = f"{words.when(each.began_at, app.now)} · {dossier.who(each)} · {dossier.line(each)}"
    shape = ft.Container(text.body(t, said), padding=ft.Padding.symmetric(vertical=17), border_radius=8)
    return surface.tappable(f"pattern-entry-{each.id}", shape, act)
