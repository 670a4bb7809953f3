"""Zaak: how much was looked against the plan, the pattern at a glance, and the journal below."""

from __future__ import annotations

import flet as ft

from field_app.rules.refusals import Refused
from field_app.rules.vocabulary import CaseStatus
from field_app.ui import actions, safe
from field_app.ui.parts import buttons, frame, surface, text
from field_app.ui.screens import case_work
from field_app.ui.screens.case_duties import NextSteps
from field_app.ui.screens.case_meter import Meter
from field_app.ui.screens.case_papers import CasePapers
from field_app.ui.screens.case_pattern import PatternCard
from field_app.ui.screens.journal import Journal
from field_app.ui.screens.stop_card import draft_card
from field_app.ui.state import CASES, AppState, use_app, use_asked
from field_app.ui.text_nl import case_file, casework, dossier, general, words
from field_app.ui.theme import Tokens, Tone
from field_app.workday.case_views import CaseView

#: How wide the list beside the dossier is on a wide screen.
LIST_WIDTH = 380
#: From this width the cards of a dossier stand in two columns.
TWO_COLUMNS = 780


@safe.screen
def CaseScreen() -> ft.View:  # noqa: N802 - a component
    """The dossier as a screen of its own, on a phone."""
    case_id = ft.use_route_params().get("case_id", "")
    content = ft.Container(Dossier(case_id), key=f"dossier-{case_id}", expand=True)
    return frame.view(use_app(), f"{CASES}/{case_id}", content, tab=CASES)


@safe.component
def Dossier(case_id: str) -> ft.Control:  # noqa: N802 - a component
    """The content of a dossier, on a phone and beside the list."""
    app = use_app()
    view = use_asked(lambda day: day.case(case_id), case_id)
    if view is None or isinstance(view, Refused):
        return frame.column(app, frame.header(app, general.CASES, text.instead(app.t, view), above=_back(app)))

    async def observe() -> None:
        await actions.observe(app, case_id)

    sticky = buttons.primary(app.t, dossier.OBSERVE, observe, f"observe-{view.line.case.code_name}") if view.may_look else None
    is_open = view.line.case.status is not CaseStatus.CLOSED
    draft = [draft_card(app, view.draft)] if view.draft else []
    bare = [] if view.may_look or not is_open else [_no_look(app, view, observe)]
    rows = [_header(app, view), *([Addresses(view)] if view.line.case.places else []), *draft, *bare, *_cards(app, view)]
    return frame.column(app, *rows, sticky=sticky, width=1100, room=_room(app))


def _no_look(app: AppState, view: CaseView, observe: safe.Handler) -> ft.Control:
    """No looking without an approved plan; but what was seen all the same is never lost."""
    t = app.t
    said = surface.notice(t, case_file.NO_LOOK[view.no_look], Tone.PLAIN, "no-look") if view.no_look else ft.Container()
    return ft.Column([said, buttons.link(t, case_file.LOOKED_ALREADY, observe, "looked-already")], spacing=4)


def _room(app: AppState) -> float:
    return app.room - (LIST_WIDTH if app.is_wide else 0)


def _back(app: AppState) -> ft.Control:
    if app.is_wide:
        return ft.Container()
    return buttons.link(app.t, general.CASES, lambda: app.go(CASES), "back", tone=Tone.PLAIN, icon=ft.Icons.ARROW_BACK)


def _header(app: AppState, view: CaseView) -> ft.Control:
    t, line = app.t, view.line
    mine = [surface.pill(t, dossier.OWN_CASE, Tone.INFO)] if line.is_mine else [text.quiet(t, line.owner.name)]
    where = " · ".join(each for each in (line.district, words.TOPICS[line.case.topic]) if each)
    state = surface.pill(t, dossier.day_of(line) if view.may_look else casework.STATUSES[line.case.status])
    pills = ft.Row(
        [text.quiet(t, where), *mine, state],
        wrap=True,
        spacing=10,
        run_spacing=6,
    )
    return frame.header(app, line.case.code_name, pills, ft.Container(height=4), *_plan(t, view), above=_back(app))


def _plan(t: Tokens, view: CaseView) -> list[ft.Control]:
    plan = view.plan
    if plan is None:
        return [surface.notice(t, dossier.PLAN_NONE, Tone.PLAIN)]
    counter = [text.quiet(t, f"{dossier.COUNTER}: {plan.counter_hypothesis}")] if plan.counter_hypothesis else []
    approver = view.approver.name if view.approver else None
    return [
        text.body(t, f"{dossier.QUESTION}: {plan.question}"),
        *counter,
        text.quiet(t, f"{words.upper_first(dossier.decide_by(plan))} · {dossier.approved(plan, approver)}"),
    ]


@safe.component
def Addresses(view: CaseView) -> ft.Control:  # noqa: N802 - a component
    """Where the case is: one tap deeper, so that a glance at the screen does not tell."""
    t = use_app().t
    is_shown, set_shown = ft.use_state(False)
    icon = ft.Icons.VISIBILITY_OFF_OUTLINED if is_shown else ft.Icons.PLACE_OUTLINED
    label = dossier.ADDRESS_HIDE if is_shown else dossier.ADDRESS_SHOW
    toggle = buttons.link(t, label, lambda: set_shown(not is_shown), "address", icon=icon)
    if not is_shown:
        return ft.Row([toggle])
    rows = [(f"{each.label} · {each.viewpoint.text}", each.address) for each in view.line.case.places]
    return ft.Column([toggle, surface.card(t, surface.facts(t, rows))], spacing=4)


def _cards(app: AppState, view: CaseView) -> list[ft.Control]:
    """What is next and how much was looked first; on a laptop what was seen stands at the left and the rest at the right."""
    wide = _room(app) >= TWO_COLUMNS * app.t.scale
    meter = ft.Container(Meter(view), key="meter")
    pattern = ft.Container(PatternCard(view, wide), key="pattern")
    steps = ft.Container(NextSteps(view), key="next")
    story = ft.Container(Journal(view), key="story")
    others = [*case_work.cards(app, view), ft.Container(CasePapers(view.line.case), key="papers")]
    if not wide:
        return [steps, meter, pattern, story, *others]
    columns = [_column([pattern, story], 7), _column([steps, meter, *others], 4)]
    return [ft.Row(list(columns), vertical_alignment=ft.CrossAxisAlignment.START, spacing=14)]


def _column(cards: list[ft.Control], share: int) -> ft.Control:
    stretched = ft.Column(cards, spacing=14, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
    return ft.Container(stretched, expand=share)
