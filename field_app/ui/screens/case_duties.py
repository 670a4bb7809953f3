"""What is next in a case: each step one button, and what one may always do one tap deeper."""

from __future__ import annotations

import flet as ft

from field_app.rules.cases.duties import Duty, DutyKind
from field_app.rules.dossier.closing_commands import ConfirmDestruction
from field_app.rules.dossier.list_commands import TakePlace
from field_app.ui import actions, safe
from field_app.ui.parts import buttons, sheet, surface, text
from field_app.ui.state import ENTRIES, AppState, use_app
from field_app.ui.text_nl import case_file, closed
from field_app.ui.theme import Tone
from field_app.workday.case_views import CaseView

#: Which form each step opens. A plan that waits has two answers, so both are offered.
FORM_OF = {
    DutyKind.DESCRIBE: "describe-case",
    DutyKind.NOMINATE: "nominate-case",
    DutyKind.SUBMIT_PLAN: "submit-plan",
    DutyKind.APPROVE_PLAN: "approve-plan",
    DutyKind.MID_CHECK: "record-mid-check",
    DutyKind.EXPLAIN_METER: "explain-meter",
    DutyKind.DECIDE: "propose-decision",
    DutyKind.READ_DECISION: "read-decision",
    DutyKind.SETTLE: "settle-decision",
    DutyKind.REVIEW: "review-decision",
    DutyKind.VISIT: "record-visit",
    DutyKind.TALK: "record-talk",
    DutyKind.INFORM: "inform-resident",
    DutyKind.CLOSE: "close-case",
    DutyKind.CALL_BACK: "try-callback",
    DutyKind.RECEIVE: "receive-information",
    DutyKind.LOOK_AGAIN: "reopen-case",
}


async def take_place(app: AppState, case_id: str) -> None:
    """The free place, in one tap."""
    if await actions.tell(app, lambda day: day.say(TakePlace(case_id))):
        actions.say(app, closed.PLACE_TAKEN)


@safe.component
def DutyButton(duty: Duty, name: str = "") -> ft.Control:  # noqa: N802 - a component
    """One step as a button; `name` says of which case where that is not clear."""
    app = use_app()
    t = app.t
    asks, set_asks = ft.use_state(False)

    async def confirm() -> None:
        if await actions.tell(app, lambda day: day.say(ConfirmDestruction(duty.case_id))):
            actions.say(app, closed.DESTROYED_SAID)

    async def act() -> None:
        if duty.kind is DutyKind.TAKE_PLACE:
            await take_place(app, duty.case_id)
        elif duty.kind is DutyKind.ALLOW_ORIGINAL:  # whoever allows it has seen the photo and why it is asked
            app.go(f"{ENTRIES}{duty.about}")
        elif duty.kind is DutyKind.CONFIRM_DESTRUCTION:
            set_asks(True)
        else:
            await actions.open_form(app, FORM_OF[duty.kind], duty.case_id, duty.about)

    async def other() -> None:
        await actions.open_form(app, "return-plan", duty.case_id, duty.about)

    async def later() -> None:
        await actions.open_form(app, "postpone-informing", duty.case_id)

    question = sheet.Question(closed.CONFIRM_ASK, closed.CONFIRM_NOTE, closed.CONFIRM, confirm, "destroy-sure")
    ft.use_dialog(sheet.confirm(app, question, lambda: set_asks(False)) if asks else None)
    words = f"{name}: {case_file.duty(duty)}" if name else case_file.duty(duty)
    identifier = f"duty-{duty.kind.value}-{duty.case_id}"
    first = buttons.secondary(t, words, act, identifier)
    if duty.kind is DutyKind.APPROVE_PLAN and not name:
        return _with(first, buttons.outlined(t, closed.SEND_BACK, other, "return-plan"))
    if duty.kind is DutyKind.INFORM and not name:
        return _with(first, buttons.outlined(t, closed.POSTPONE, later, "postpone"))
    return first


def _with(first: ft.Control, second: ft.Control) -> ft.Control:
    """A step with its other answer below it."""
    return ft.Column([first, second], spacing=8, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


@safe.component
def NextSteps(view: CaseView) -> ft.Control:  # noqa: N802 - a component
    """The card at the top of a dossier."""
    app = use_app()
    t = app.t
    is_open, set_open = ft.use_state(False)
    later = [surface.notice(t, case_file.LATER, Tone.ACCENT, "later-entries")] if view.later else []
    steps = [ft.Container(DutyButton(each), key=f"duty-{each.kind.value}-{each.about}") for each in view.duties]
    none = [] if steps else [text.quiet(t, case_file.NEXT_NONE)]
    theirs = case_file.for_others(view.for_others, view.names)
    others = [text.section(t, case_file.FOR_OTHERS), surface.facts(t, theirs)] if theirs else []
    label = case_file.MORE_HIDE if is_open else case_file.MORE_SHOW
    toggle = [buttons.link(t, label, lambda: set_open(not is_open), "more-to-do")] if view.openings else []
    always = [_opening(app, view, each) for each in view.openings] if is_open else []
    return surface.card(t, text.heading(t, case_file.NEXT), *later, *steps, *none, *others, *toggle, *always, spacing=10)


def _opening(app: AppState, view: CaseView, name: str) -> ft.Control:
    """A remark about the case as a whole names the case."""
    case_id = view.line.case.id

    async def act() -> None:
        await actions.open_form(app, name, case_id, case_id if name == "add-remark" else None)

    return buttons.outlined(app.t, case_file.OPENINGS[name], act, f"do-{name}")
