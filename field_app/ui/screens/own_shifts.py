"""Mijn diensten: one's own shifts to come, each a tap away, and the way to put them in one's calendar."""

from __future__ import annotations

import flet as ft

from field_app.rules.records import Officer, Shift
from field_app.rules.vocabulary import local
from field_app.ui import actions, safe
from field_app.ui.parts import buttons, surface, text
from field_app.ui.state import SHIFTS, AppState, use_app
from field_app.ui.text_nl import roster as roster_nl
from field_app.ui.text_nl import words

#: So many shifts at first, and so many more with each tap.
PAGE = 8


@safe.component
def MyShifts(mine: tuple[Shift, ...], me: Officer) -> ft.Control:  # noqa: N802 - a component
    """One's own shifts to come, and the way to put them in one's calendar."""
    app = use_app()
    t = app.t
    limit, set_limit = ft.use_state(PAGE)
    head = text.heading(t, roster_nl.MY_SHIFTS)
    if not mine:
        return surface.card(t, head, text.quiet(t, roster_nl.MY_SHIFTS_NONE))
    rows = [_own_row(app, each) for each in mine[:limit]]
    more = [buttons.outlined(t, roster_nl.MY_SHIFTS_MORE, lambda: set_limit(limit + PAGE), "more-shifts")]

    async def export() -> None:
        await _export(app)

    return surface.card(
        t,
        head,
        *rows,
        *(more if len(mine) > limit else []),
        buttons.outlined(t, roster_nl.EXPORT, export, "export", icon=ft.Icons.EVENT_AVAILABLE),
        text.quiet(t, roster_nl.EXPORT_NOTE, 14),
        spacing=8,
    )


def _own_row(app: AppState, shift: Shift) -> ft.Control:
    t = app.t
    day = words.upper_first(words.relative_day(local(shift.begins_at).date(), local(app.now).date()))
    said = ft.Column([text.body(t, day, bold=True), text.quiet(t, roster_nl.shift_line(shift))], spacing=0, expand=True)
    row = ft.Row([said, ft.Icon(ft.Icons.CHEVRON_RIGHT, size=t.sp(22), color=t.muted)], spacing=8)
    shape = ft.Container(row, padding=ft.Padding.symmetric(vertical=8), border_radius=8)
    return surface.tappable(f"shift-{shift.id}", shape, lambda: app.go(SHIFTS + shift.id), key=f"own-{shift.id}")


async def _export(app: AppState) -> None:
    """One's own shifts as a file for the calendar of the phone."""
    told = await actions.tell(app, lambda day: day.my_calendar(), refresh=False)
    if told is None:
        return
    saved = await ft.FilePicker().save_file(file_name=roster_nl.EXPORT_NAME, src_bytes=told.answer)
    actions.say(app, roster_nl.EXPORTED if saved or app.page.web else roster_nl.EXPORT_CANCELLED)
