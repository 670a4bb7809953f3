"""The shapes of the pattern: each state has its own shape as well as its own colour."""

from __future__ import annotations

import flet as ft

from field_app.rules.pattern.records import CellState, Grid
from field_app.ui.parts import text
from field_app.ui.text_nl import dossier, words
from field_app.ui.theme import Tokens, Tone

_LEGEND = tuple(CellState)
#: Above this text size, or with a longer window, the pattern scrolls sideways instead of shrinking.
_SCROLL_FROM_SCALE = 1.2
_SCROLL_FROM_DAYS = 16


def cell(t: Tokens, state: CellState, height: float, width: float | None = None, expand: bool = False) -> ft.Control:
    """One cell: a dot when seen, plain when nothing was seen, a cross when it could not be, a frame when planned."""
    filled = {CellState.SEEN: t.seen, CellState.NOTHING_SEEN: t.nothing}.get(state)
    framed = state in (CellState.PLANNED, CellState.MISSED, CellState.UNABLE)
    return ft.Container(
        width=width,
        height=height,
        expand=expand or None,
        bgcolor=filled,
        border=ft.Border.all(1.5, t.muted) if framed else None,
        border_radius=min(6, height / 3),
        alignment=ft.Alignment.CENTER,
        content=_inside(t, state, height),
    )


def _inside(t: Tokens, state: CellState, height: float) -> ft.Control | None:
    small = min(height * 0.42, 9)
    match state:
        case CellState.SEEN:
            return ft.Container(width=small, height=small, border_radius=small, bgcolor=t.on_seen)
        case CellState.UNABLE:
            return ft.Icon(ft.Icons.CLOSE, size=min(height * 0.7, 16), color=t.text)
        case CellState.MISSED:
            return ft.Icon(ft.Icons.PRIORITY_HIGH, size=min(height * 0.7, 14), color=t.muted)
        case CellState.NOT_PLANNED:
            return ft.Container(width=6, height=2, bgcolor=t.muted)
    return None


def legend(t: Tokens) -> ft.Control:
    """What each shape means."""
    items = [
        ft.Row([cell(t, state, t.sp(16), t.sp(16)), text.quiet(t, words.CELLS[state], 14)], spacing=6, tight=True)
        for state in _LEGEND
    ]
    return ft.Row(list(items), wrap=True, spacing=14, run_spacing=6)


def grid(t: Tokens, view: Grid) -> ft.Control:
    """Days x moments; every row is one sentence for a screen reader."""
    scrolls = t.scale > _SCROLL_FROM_SCALE or len(view.days) > _SCROLL_FROM_DAYS
    rows: list[ft.Control] = [_row(t, view, index, scrolls) for index in range(len(view.rows))]
    table = ft.Column([*rows, _numbers(t, view, scrolls)], spacing=5)
    return ft.Row([table], scroll=ft.ScrollMode.AUTO) if scrolls else table


def _row(t: Tokens, view: Grid, index: int, scrolls: bool) -> ft.Control:
    moment, states = view.rows[index]
    name = ft.Container(text.quiet(t, words.SHORT_MOMENTS[moment], 13), width=t.sp(52))
    cells = [cell(t, state, 30, _width(t, scrolls), expand=not scrolls) for state in states]
    line = ft.Row([name, *cells], spacing=3)
    return ft.Semantics(label=dossier.row(moment, view.days, states), container=True, exclude_semantics=True, content=line)


def _numbers(t: Tokens, view: Grid, scrolls: bool) -> ft.Control:
    numbers = [_number(t, index + 1, index == view.today, scrolls) for index in range(len(view.days))]
    row = ft.Row([ft.Container(width=t.sp(52)), *numbers], spacing=3)
    return ft.Semantics(exclude_semantics=True, content=row)


def _number(t: Tokens, number: int, is_today: bool, scrolls: bool) -> ft.Control:
    weight = text.BOLD if is_today else None
    label = ft.Text(str(number), size=t.sp(12), color=t.text if is_today else t.muted, weight=weight, no_wrap=True)
    return ft.Container(label, width=_width(t, scrolls), expand=not scrolls or None, alignment=ft.Alignment.CENTER)


def _width(t: Tokens, scrolls: bool) -> float | None:
    return t.sp(20) if scrolls else None


def meter(t: Tokens, name: str, number: int, limit: int) -> ft.Control:
    """How much of the plan's limit was used: words first, a bar below."""
    over = number > limit
    tone = dossier_tone(number, limit)
    color = t.seen if tone is Tone.ACCENT else t.ink(tone)
    line = ft.Row([text.quiet(t, name, 15, expand=True), text.body(t, dossier.of(number, limit), bold=over)], spacing=8)
    share = 1.0 if over or not limit else number / limit
    bar = ft.Semantics(
        exclude_semantics=True,
        content=ft.ProgressBar(value=share, color=color, bgcolor=t.raised, bar_height=8, border_radius=8),
    )
    return ft.MergeSemantics(ft.Column([line, bar], spacing=4, horizontal_alignment=ft.CrossAxisAlignment.STRETCH))


def dossier_tone(number: int, limit: int) -> Tone:
    """Green within the limit, amber when it is nearly used, red above it."""
    if number > limit:
        return Tone.BAD
    return Tone.ACCENT if number >= limit * 0.8 else Tone.GOOD
