"""The dossier besides looks: the file, plans, decisions, all other work, and who had the case."""

from __future__ import annotations

from typing import Any

import flet as ft

from field_app.rules.dossier.work_records import Callback, Letter
from field_app.ui import actions, safe
from field_app.ui.parts import buttons, surface, text
from field_app.ui.state import AppState, use_app
from field_app.ui.text_nl import case_file, closed
from field_app.workday.case_views import CaseView

#: Nothing draws more pieces of work than this at once.
_MOST = 60


def cards(app: AppState, view: CaseView) -> list[ft.Control]:
    """All cards that have something in them."""
    found = [_file(app, view), _decisions(app, view), _plans(app, view), WorkCard(view), _owners(app, view)]
    return [each for each in found if each is not None]


def _file(app: AppState, view: CaseView) -> ft.Control | None:
    t, case = app.t, view.line.case
    rows = [
        (case_file.HYPOTHESIS, case.hypothesis), (case_file.COUNTER, case.counter_hypothesis), (case_file.BASIS, case.legal_basis),
        (case_file.MEANS, "\n".join(case_file.mean(each) for each in case.lighter_means)),
        (case_file.CIRCUMSTANCES, case.circumstances), (case_file.PEOPLE, ", ".join(each.name for each in case.subjects)),
        *((case_file.SIGNAL, case_file.signal(each)) for each in view.work.signals),
        (case_file.BUDDY, view.names.get(case.buddy_id or "", "")), (case_file.INFORM, closed.informing(case.informing)),
    ]  # fmt: skip
    known = [(name, said) for name, said in rows if said]
    return surface.card(t, text.heading(t, case_file.FILE), surface.facts(t, known)) if known else None


def _plans(app: AppState, view: CaseView) -> ft.Control | None:
    t = app.t
    plans = [surface.facts(t, case_file.plan(each, view.names)) for each in reversed(view.work.plans)]
    return surface.card(t, text.heading(t, case_file.PLANS), *_parted(app, plans)) if plans else None


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


@safe.component
def WorkCard(view: CaseView) -> ft.Control:  # noqa: N802 - a component
    """Desk findings, letters, calls, visits and talks, the newest first, each with what can be done with it."""
    app = use_app()
    t, work = app.t, view.work
    every = (
        *work.findings, *work.followings, *work.letters, *work.calls, *work.callbacks, *work.requests, *work.visits, *work.talks,
    )  # fmt: skip
    rows = [_row(app, view, each) for each in reversed(every[-_MOST:])] or [text.quiet(t, case_file.WORK_NONE)]
    return surface.card(t, text.heading(t, case_file.WORK), *rows)


def _row(app: AppState, view: CaseView, each: Any) -> ft.Control:
    t = app.t
    name, said = case_file.work(each)
    remarks = [
        text.quiet(t, f"{view.names.get(one.officer_id, '—')}: {one.text}", 14) for one in view.work.remarks if one.about == each.id
    ]
    lines = ft.MergeSemantics(ft.Column([text.quiet(t, name, 14), text.body(t, said)], spacing=0))
    return ft.Column([lines, *remarks, *_acts(app, view, each)], spacing=4, key=f"work-{each.id}")


def _acts(app: AppState, view: CaseView, each: Any) -> list[ft.Control]:
    t, case_id = app.t, view.line.case.id

    def opens(name: str) -> safe.Handler:
        async def act() -> None:
            await actions.open_form(app, name, case_id, each.id)

        return act

    found = []
    if isinstance(each, Letter) and each.sent_on is None:
        found.append(buttons.link(t, closed.SENT, opens("send-letter"), f"send-{each.id}"))
    if isinstance(each, Callback) and each.is_open:
        found.append(buttons.link(t, closed.PASS_ON, opens("pass-callback"), f"pass-{each.id}"))
        found.append(buttons.link(t, closed.CALLBACK_DONE, opens("close-callback"), f"close-{each.id}"))
    found.append(buttons.link(t, closed.REMARK, opens("add-remark"), f"remark-{each.id}"))
    return [ft.Row(list(found), wrap=True, spacing=8)]
