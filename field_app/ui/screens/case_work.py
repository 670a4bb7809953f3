"""The dossier besides looks: what still runs, the decisions, the plans, the case file, and who had the case."""

from __future__ import annotations

import flet as ft

from field_app.rules.dossier.plan_records import Plan
from field_app.ui import actions
from field_app.ui.parts import buttons, surface, text
from field_app.ui.screens import case_event
from field_app.ui.state import AppState
from field_app.ui.text_nl import case_file, case_story, closed, words
from field_app.workday.case_views import CaseView, Event

#: Nothing draws more pieces of work than this at once.
_MOST = 20


def cards(app: AppState, view: CaseView) -> list[ft.Control]:
    """All cards that have something in them."""
    found = [_open_ends(app, view), _decisions(app, view), _plans(app, view), _file(app, view), _owners(app, view)]
    return [each for each in found if each is not None]


def _open_ends(app: AppState, view: CaseView) -> ft.Control | None:
    """Letters to send, calls to make, papers to receive: each with the way to finish it."""
    t = app.t
    events = [each for each in view.events if case_event.open_acts(each)][:_MOST]
    rows = [_open_end(app, view, each) for each in events]
    return surface.card(t, text.heading(t, case_story.OPEN_ENDS), *_parted(app, rows)) if rows else None


def _open_end(app: AppState, view: CaseView, event: Event) -> ft.Control:
    (name, said), *others = case_event.open_acts(event)
    first = case_event.act_button(app, view, event, name, said)
    rest = [case_event.act_button(app, view, event, *each) for each in others]
    pair = [buttons.pair(app.t, (rest[0], 1), (rest[1], 1))] if len(rest) > 1 else rest
    line = text.body(app.t, words.upper_first(case_story.line(event)))
    return ft.Column([line, first, *pair], spacing=8, key=f"open-{event.id}", horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


def _file(app: AppState, view: CaseView) -> ft.Control | None:
    t, case, names = app.t, view.line.case, view.names
    rows = [
        *((case_file.SIGNAL, case_file.signal(each)) for each in view.work.signals),
        (case_file.HYPOTHESIS, case.hypothesis), (case_file.COUNTER, case.counter_hypothesis),
        (case_file.PERIOD, case_file.period(case)), (case_file.BASIS, case.legal_basis),
        (case_file.MEANS, "\n".join(case_file.mean(each) for each in case.lighter_means)),
        (case_file.CIRCUMSTANCES, case.circumstances), (case_file.PEOPLE, ", ".join(each.name for each in case.subjects)),
        (case_file.NOMINATION, case_file.nomination(case.nomination, names)),
        (case_file.BUDDY, names.get(case.buddy_id or "", "")), (case_file.INFORM, closed.informing(case.informing)),
    ]  # fmt: skip
    known = [(name, said) for name, said in rows if said]
    return surface.card(t, text.heading(t, case_file.FILE), surface.facts(t, known)) if known else None


def _plans(app: AppState, view: CaseView) -> ft.Control | None:
    """Newest first, and before it the one that waits."""
    t = app.t
    plans = [_plan(app, view, each) for each in reversed(view.work.plans)]
    checks = [(case_file.MID_CHECKS, case_file.mid_check(each, view.names)) for each in reversed(view.line.case.mid_checks)]
    parts = [*plans, *([surface.facts(t, checks)] if checks else [])]
    return surface.card(t, text.heading(t, case_file.PLANS), *_parted(app, parts)) if parts else None


def _plan(app: AppState, view: CaseView, plan: Plan) -> ft.Control:
    """A plan that waits or is in force can be ended by who leads the case."""

    async def end() -> None:
        await actions.open_form(app, "withdraw-plan", view.line.case.id, plan.id)

    may_end = "submit-plan" in view.openings and (plan.is_waiting or (plan.is_approved and view.plan == plan))
    button = [buttons.link(app.t, case_file.WITHDRAW_PLAN, end, f"withdraw-plan-{plan.id}")] if may_end else []
    return ft.Column([surface.facts(app.t, case_file.plan(plan, view.names)), *button], spacing=4)


def _decisions(app: AppState, view: CaseView) -> ft.Control | None:
    t = app.t
    found = [surface.facts(t, case_file.decision(each, view.names)) for each in reversed(view.work.decisions)]
    return surface.card(t, text.heading(t, case_file.DECISIONS), *_parted(app, found)) if found else None


def _parted(app: AppState, parts: list[ft.Control]) -> list[ft.Control]:
    return [each for part in parts for each in (surface.divider(app.t), part)][1:]


def _owners(app: AppState, view: CaseView) -> ft.Control | None:
    t, changes = app.t, view.line.case.owners
    if not changes:
        return None
    rows = [(case_file.handed(each, view.names), f"{each.reason}. {each.note}") for each in reversed(changes)]
    return surface.card(t, text.heading(t, case_file.OWNERS), surface.facts(t, rows))
