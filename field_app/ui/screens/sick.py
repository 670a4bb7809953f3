"""The sick report: its consequences first, then one question, then it is done and nobody needs to agree."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import flet as ft

from field_app.rules.records import Shift
from field_app.rules.shift_changes import wall
from field_app.rules.vocabulary import ShiftStatus, local
from field_app.ui import actions, safe
from field_app.ui.parts import buttons, days, sheet, surface, text
from field_app.ui.state import use_answer, use_app
from field_app.ui.text_nl import away
from field_app.ui.theme import Tone


@safe.component
def SickReport() -> ft.Control:  # noqa: N802 - a component
    """The card with the last day, and the question that tells what will happen."""
    app = use_app()
    t, today = app.t, local(app.now).date()
    nothing: str | None = None
    last, set_last = ft.use_state(today)
    asks, set_asks = ft.use_state(False)
    problem, set_problem = ft.use_state(nothing)
    view = use_answer(lambda day: day.roster(today, 1), today)
    ends_at = wall(last + timedelta(days=1), time())
    opened = _opened(view.mine if view else (), app.now, ends_at)
    running = view is not None and any(each.status is ShiftStatus.STARTED for each in view.mine)

    async def report() -> None:
        if await actions.tell(app, lambda day: day.report_sick(app.now, ends_at), set_problem):
            actions.say(app, away.SICK_SAID)

    question = sheet.Question(away.SICK_ASK, _note(opened, last, running), away.SICK, report, "sick-sure")
    ft.use_dialog(sheet.confirm(app, question, lambda: set_asks(False)) if asks else None)
    return surface.card(
        t,
        text.heading(t, away.SICK_TITLE),
        text.quiet(t, f"{away.SICK_NOTE} {away.WHY_NOT}"),
        days.choose(app, away.SICK_UNTIL, last, today, set_last, "sick-until"),
        *([surface.notice(t, problem, Tone.BAD, "problem")] if problem else []),
        buttons.secondary(t, away.SICK_TITLE, lambda: set_asks(True), "sick"),
    )


def _note(opened: list[Shift], last: date, running: bool) -> str:
    said = away.consequences(opened, last)
    return f"{said}\n{away.STARTED}" if running else said


def _opened(mine: tuple[Shift, ...], now: datetime, ends_at: datetime) -> list[Shift]:
    """The shifts that will open: all of this time that have not begun."""
    return [each for each in mine if each.status is ShiftStatus.PUBLISHED and each.begins_at < ends_at and each.ends_at > now]
