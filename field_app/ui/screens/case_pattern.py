"""The pattern of a case: days x moments, and in plain words what pleads for and against, each line with its entries."""

from __future__ import annotations

from collections.abc import Sequence

import flet as ft

from field_app.rules.pattern import text_nl as pattern_nl
from field_app.rules.pattern.records import QuietLine, SightLine
from field_app.ui import safe
from field_app.ui.parts import buttons, marks, sheet, surface, text
from field_app.ui.state import ENTRIES, AppState, use_app
from field_app.ui.text_nl import case_file, dossier, general, words
from field_app.ui.theme import Tone
from field_app.workday.case_views import CaseView
from field_app.workday.views import Entry

#: Nothing draws more lines or entries than this at once.
_MOST = 40
_STRETCH, _START = ft.CrossAxisAlignment.STRETCH, ft.CrossAxisAlignment.START


@safe.component
def PatternCard(view: CaseView, wide: bool) -> ft.Control:  # noqa: N802 - a component
    """The card; `wide` puts for and against side by side."""
    app = use_app()
    t = app.t
    nothing: tuple[str, ...] = ()
    shown, show = ft.use_state(nothing)
    ft.use_dialog(_entries(app, view, shown, lambda: show(())) if shown else None)
    head = ft.Row(
        [text.heading(t, dossier.PATTERN), text.quiet(t, dossier.pattern_count(view.journal), 14)],
        alignment=ft.MainAxisAlignment.SPACE_BETWEEN,
        wrap=True,
    )
    grid = [marks.grid(t, view.grid), marks.legend(t)] if view.grid else []

    def line(each: SightLine | QuietLine, number: str) -> ft.Control:
        said = pattern_nl.sight(each) if isinstance(each, SightLine) else pattern_nl.quiet(each)
        row = ft.Row([text.body(t, said, expand=True), ft.Icon(ft.Icons.CHEVRON_RIGHT, color=t.muted, size=t.sp(22))], spacing=6)
        shape = ft.Container(row, padding=ft.Padding.symmetric(vertical=17), border_radius=8)
        return surface.tappable(f"pattern-{number}", shape, lambda: show(each.entries))

    def side(name: str, lines: Sequence[SightLine | QuietLine], key: str) -> ft.Control:
        rows = [line(each, f"{key}-{number}") for number, each in enumerate(lines[:_MOST])] or [text.quiet(t, case_file.NO_SIGHT)]
        return ft.Column([text.section(t, name), *rows], spacing=2, horizontal_alignment=_STRETCH)

    pro = side(case_file.FOR, view.pattern.supporting, "for")
    con = side(case_file.AGAINST, view.pattern.opposing, "against")
    beside = ft.Row([ft.Container(pro, expand=1), ft.Container(con, expand=1)], spacing=20, vertical_alignment=_START)
    sides: list[ft.Control] = [beside] if wide else [pro, con]
    gone = [text.quiet(t, pattern_nl.withdrawn(view.pattern), 14)] if view.pattern.withdrawn else []
    return surface.card(t, head, *grid, *sides, side(case_file.QUIET, view.pattern.quiet, "quiet"), *gone)


def _entries(app: AppState, view: CaseView, shown: tuple[str, ...], close: safe.Handler) -> ft.BottomSheet:
    t = app.t
    found = [each for each in view.journal if each.id in set(shown)][:_MOST]
    rows = [_entry(app, each, close) for each in found]
    button = buttons.secondary(t, general.CLOSE, close, "entries-close")
    return sheet.bottom(app, [text.heading(t, case_file.ENTRIES_OF), *rows], button, close)


def _entry(app: AppState, each: Entry, close: safe.Handler) -> ft.Control:
    t = app.t

    async def act() -> None:
        close()
        app.go(ENTRIES + each.id)

    said = f"{words.when(each.began_at, app.now)} · {dossier.who(each)} · {dossier.line(each)}"
    shape = ft.Container(text.body(t, said, Tone.PLAIN), padding=ft.Padding.symmetric(vertical=17), border_radius=8)
    return surface.tappable(f"pattern-entry-{each.id}", shape, act)
