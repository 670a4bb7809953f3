"""The time of the first tap, shown large; moving it asks a reason, and the first tap stays."""

from __future__ import annotations

from datetime import datetime

import flet as ft

from field_app.rules.vocabulary import local
from field_app.ui import safe
from field_app.ui.desk import Desk
from field_app.ui.parts import buttons, surface, text
from field_app.ui.parts.fields import Field, TextBox
from field_app.ui.text_nl import general, look, words
from field_app.ui.theme import Tokens, Tone
from field_app.workday.views import DraftView


def begin_time(desk: Desk, view: DraftView) -> ft.Control:
    """The time with its seconds, the case and its day."""
    t = desk.app.t
    large = t.scale > buttons.STACK_FROM
    time = _time(t, view.draft.began_at)
    return ft.Row(
        [time if large else ft.Container(time, expand=True), text.quiet(t, look.head(view), 16)],
        vertical_alignment=ft.CrossAxisAlignment.END,
        wrap=large,
    )


@safe.component
def ChangeTime(desk: Desk, view: DraftView) -> ft.Control:  # noqa: N802 - a component
    """The way to put the time right, folded away."""
    is_open, set_open = ft.use_state(False)
    if is_open:
        return MoveTime(desk, view, lambda: set_open(False))
    return buttons.outlined(desk.app.t, look.TIME_TITLE, lambda: set_open(True), "change-time", icon=ft.Icons.SCHEDULE)


def _time(t: Tokens, at: datetime) -> ft.Control:
    spans = [ft.TextSpan(f" :{local(at):%S}", ft.TextStyle(size=t.sp(24), color=t.muted, weight=ft.FontWeight.W_400))]
    large = ft.Text(words.clock(at), spans=spans, size=t.sp(52), weight=text.BOLD, color=t.text)
    return ft.Semantics(
        identifier="began-at", heading_level=1, container=True, label=words.clock_seconds(at), exclude_semantics=True, content=large
    )


@safe.component
def MoveTime(desk: Desk, view: DraftView, close: safe.Handler) -> ft.Control:  # noqa: N802 - a component
    """Another begin with its reason."""
    t, draft = desk.app.t, view.draft
    nothing: str | None = None
    typed, set_typed = ft.use_state(words.clock(draft.began_at))
    reason, set_reason = ft.use_state(draft.time_reason or "")
    problem, set_problem = ft.use_state(nothing)

    async def move() -> None:
        began_at = moved(draft.first_tap_at, typed)
        if began_at is None:
            set_problem(look.TIME_WRONG)
        elif began_at > draft.first_tap_at:
            set_problem(look.TIME_LATER)
        elif not reason.strip():
            set_problem(general.REASON_NEEDED)
        elif await desk.change(began_at=began_at, time_reason=reason.strip()):
            close()

    return surface.card(
        t,
        text.heading(t, look.TIME_TITLE),
        text.quiet(t, look.TIME_NOTE),
        TextBox(Field(look.TIME_FIELD, identifier="begin-time", keyboard=ft.KeyboardType.DATETIME), typed, set_typed),
        TextBox(Field(look.TIME_REASON, identifier="time-reason"), reason, set_reason),
        *([surface.notice(t, problem, Tone.BAD, "time-problem")] if problem else []),
        buttons.secondary(t, general.SAVE, move, "save-time"),
    )


def moved(first_tap_at: datetime, typed: str) -> datetime | None:
    """The begin that was typed (`06:10`, `6.10` or `0610`) on the day of the first tap; None when it is no time."""
    digits = "".join(each for each in typed if each.isdigit()).zfill(4)
    hour, minute = int(digits[:-2]), int(digits[-2:])
    if len(digits) != 4 or hour > 23 or minute > 59:  # noqa: PLR2004 - hours and minutes of a clock
        return None
    if (hour, minute) == (local(first_tap_at).hour, local(first_tap_at).minute):
        return first_tap_at
    return local(first_tap_at).replace(hour=hour, minute=minute, second=0, microsecond=0).astimezone(first_tap_at.tzinfo)
