"""One case on Vandaag: where it stands today, and the two buttons that begin a look."""

from __future__ import annotations

from datetime import datetime

import flet as ft

from field_app.ui import actions, safe
from field_app.ui.parts import buttons, marks, surface, text
from field_app.ui.state import DRAFTS, AppState, case_route, use_app
from field_app.ui.text_nl import today
from field_app.ui.theme import Tokens, Tone
from field_app.workday.views import DraftLine, StopView

#: From this many days before the end the card says so.
SOON = 3


@safe.component
def StopCard(stop: StopView, now: datetime) -> ft.Control:  # noqa: N802 - a component
    """The card of one case."""
    app = use_app()
    t, case = app.t, stop.case

    async def observe() -> None:
        await actions.observe(app, case.id)

    async def nothing() -> None:
        await actions.nothing_seen(app, case.id)

    said = today.last(stop.last, now) if stop.last else today.NOT_LOOKED_YET
    column = ft.Column(
        [_head(t, stop), _today(t, stop), text.quiet(t, said)], spacing=6, horizontal_alignment=ft.CrossAxisAlignment.STRETCH
    )
    top = ft.Container(column, border_radius=8)
    return surface.card(
        t,
        surface.tappable(f"case-{case.code_name}", top, lambda: app.go(case_route(case.id))),
        buttons.pair(
            t,
            (buttons.primary(t, today.OBSERVE, observe, f"observe-{case.code_name}"), 6),
            (buttons.secondary(t, today.NOTHING_SEEN, nothing, f"nothing-seen-{case.code_name}"), 5),
        ),
        spacing=14,
    )


def _head(t: Tokens, stop: StopView) -> ft.Control:
    name = ft.Row(
        [ft.Text(stop.case.code_name, size=t.sp(21), weight=text.BOLD, color=t.text), text.quiet(t, stop.district)],
        spacing=10,
        wrap=True,
        run_spacing=0,
        vertical_alignment=ft.CrossAxisAlignment.CENTER,
    )
    pills = ft.Row(_pills(t, stop), spacing=6, tight=True, wrap=True)
    if t.scale > buttons.STACK_FROM:
        return ft.Column([name, pills], spacing=6)
    return ft.Row([ft.Container(name, expand=True), pills], spacing=8, vertical_alignment=ft.CrossAxisAlignment.START)


def _pills(t: Tokens, stop: StopView) -> list[ft.Control]:
    pills = [surface.pill(t, today.OWN_CASE, Tone.INFO)] if stop.is_mine else []
    if stop.plan and stop.days_left <= SOON:
        pills.append(surface.pill(t, today.days_left(stop.days_left), Tone.BAD))
    return pills


def _today(t: Tokens, stop: StopView) -> ft.Control:
    size, large = t.sp(15), t.scale > buttons.STACK_FROM
    shapes = ft.Row([marks.cell(t, state, size, size) for _, state in stop.today], spacing=7, tight=True)
    return ft.Row(
        [
            ft.Semantics(label=today.moments(stop.today), exclude_semantics=True, content=shapes),
            text.quiet(t, today.plan_today(stop), 15, expand=not large),
            text.quiet(t, today.day_of(stop), 15),
        ],
        spacing=14,
        run_spacing=4,
        wrap=large,
        vertical_alignment=ft.CrossAxisAlignment.CENTER,
    )


def draft_card(app: AppState, line: DraftLine) -> ft.Control:
    """A look that waits to be finished."""
    t = app.t

    def open_draft() -> None:
        app.go(DRAFTS + line.id)

    row = ft.Row(
        [
            ft.Icon(ft.Icons.EDIT_NOTE, color=t.ink(Tone.ACCENT), size=t.sp(26)),
            text.body(t, today.draft(line), Tone.ACCENT, bold=True, expand=True),
            *([] if t.scale > buttons.STACK_FROM else [text.body(t, today.CONTINUE, Tone.ACCENT)]),
            ft.Icon(ft.Icons.CHEVRON_RIGHT, color=t.ink(Tone.ACCENT), size=t.sp(24)),
        ],
        spacing=10,
    )
    shape = ft.Container(
        row, bgcolor=t.soft(Tone.ACCENT), border_radius=16, padding=ft.Padding.symmetric(horizontal=16, vertical=17)
    )
    return surface.tappable(f"draft-{line.code_name}", shape, open_draft, key=f"draft-{line.id}")
