"""Rooster maken: ask for a proposal, watch it get better, look at the concept, and publish."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import flet as ft

from field_app.rules.roster_records import Roster, RosterStatus
from field_app.rules.vocabulary import local
from field_app.ui import actions, safe
from field_app.ui.parts import buttons, choice, days, frame, panic, sheet, surface, text
from field_app.ui.parts.fields import Field, TextBox
from field_app.ui.screens.planning_card import STATUS_TONES
from field_app.ui.state import ROSTER, AppState, use_answer, use_app
from field_app.ui.text_nl import general, planning
from field_app.ui.theme import Tone
from field_app.workday import Workday

_USUAL_DAYS, _USUAL_SECONDS, _NOTICE_DAYS = 28, 20, 28
_RUNNING = (RosterStatus.ASKED, RosterStatus.PROPOSING)


@safe.screen
def PlanningScreen() -> ft.View:  # noqa: N802 - a component
    """The whole screen."""
    app = use_app()
    return ft.View(
        route="/planning",
        padding=0,
        bgcolor=app.t.page,
        fullscreen_dialog=True,
        controls=[ft.SafeArea(panic.guarded(app, ft.Container(Planning(), key="planning")), expand=True)],
    )


def _known(day: Workday, today: date) -> tuple[tuple[Roster, ...], date | None, dict[str, str]]:
    """What is being made, until when there is a roster, and the names of who collides."""
    view = day.roster(today, 1)
    ids = {each for roster in view.rosters if roster.progress for found in roster.progress.collisions for each in found.officers}
    names = {each: officer.name for each in ids if (officer := day.colleague(each))}
    return view.rosters, view.published_until, names


@safe.component
def Planning() -> ft.Control:  # noqa: N802 - a component
    """The proposals and concepts, and the form for another one."""
    app = use_app()
    t, today = app.t, local(app.now).date()
    found = use_answer(lambda day: _known(day, today), today)
    close = buttons.icon_button(t, ft.Icons.CLOSE, general.CLOSE, app.back, "close")
    head = ft.Row([close, frame.status_pill(app)], alignment=ft.MainAxisAlignment.SPACE_BETWEEN)
    top = ft.Column([head, text.title(t, planning.TITLE), text.quiet(t, planning.NOTE, 16)], spacing=2)
    if found is None:
        return frame.column(app, top, text.quiet(t, general.LOADING))
    rosters, until, names = found
    cards = [ft.Container(Proposal(each, names), key=f"roster-{each.id}") for each in rosters]
    none = [] if cards else [surface.notice(t, planning.NONE, Tone.PLAIN)]
    first = max((until or today) + timedelta(days=1), today + timedelta(days=1))
    return frame.column(app, top, *cards, *none, ft.Container(AskProposal(first), key=f"ask-{first}"))


@safe.component
def AskProposal(first: date) -> ft.Control:  # noqa: N802 - a component
    """The form: from, to, and how long to look."""
    app = use_app()
    t, today = app.t, local(app.now).date()
    nothing: str | None = None
    begins, set_begins = ft.use_state(first)
    ends, set_ends = ft.use_state(first + timedelta(days=_USUAL_DAYS - 1))
    seconds, set_seconds = ft.use_state(_USUAL_SECONDS)
    problem, set_problem = ft.use_state(nothing)

    def begin(on: date) -> None:
        set_begins(on)
        set_ends(max(ends, on))

    async def ask() -> None:
        if ends < begins:
            set_problem(planning.PERIOD_WRONG)
        elif await actions.tell(app, lambda day: day.ask_proposal(begins, ends, seconds), set_problem):
            set_problem(None)
            actions.say(app, planning.ASKED_SAID)

    def pick(number: int) -> Callable[[], None]:
        return lambda: set_seconds(number)

    options = [choice.Option(name, each == seconds, pick(each), f"seconds-{each}") for each, name in planning.SECONDS_OF.items()]
    return surface.card(
        t,
        text.heading(t, planning.ASK_TITLE),
        days.period(
            app,
            days.choose(app, planning.FROM, begins, today, begin, "plan-from"),
            days.choose(app, planning.TO, ends, begins, set_ends, "plan-to"),
        ),
        choice.group(t, planning.SECONDS, options),
        *([surface.notice(t, problem, Tone.BAD, "problem")] if problem else []),
        buttons.primary(t, planning.ASK, ask, "ask-proposal"),
    )


@safe.component
def Proposal(roster: Roster, names: dict[str, str]) -> ft.Control:  # noqa: N802 - a component
    """How one proposal stands: progress in words, who collides, or the concept with the way to publish it."""
    app = use_app()
    t = app.t

    async def stop() -> None:
        if await actions.tell(app, lambda day: day.stop_proposal(roster.id)):
            actions.say(app, planning.STOP_SAID)

    def show() -> None:
        app.week = roster.begins_on - timedelta(days=roster.begins_on.weekday())
        app.jumps += 1
        app.page.navigate(ROSTER)

    title = text.heading(t, planning.roster_title(roster))
    pill = surface.pill(t, planning.STATUSES[roster.status], STATUS_TONES[roster.status])
    running = roster.status in _RUNNING
    bar = [ft.ProgressBar(color=t.accent, bgcolor=t.raised, semantics_label=planning.STATUSES[roster.status])] if running else []
    halt = (
        [buttons.secondary(t, planning.STOP, stop, f"stop-{roster.id}")]
        if roster.status is RosterStatus.PROPOSING and not roster.is_stopped
        else []
    )
    look = [buttons.outlined(t, planning.SHOW, show, f"show-{roster.id}")] if roster.status is RosterStatus.CONCEPT else []
    publish = [ft.Container(Publish(roster), key=f"publish-{roster.id}")] if look else []
    return surface.card(
        t, ft.Column([title, ft.Row([pill], tight=True)], spacing=6), *bar, *_told(app, roster, names), *halt, *look, *publish
    )


def _told(app: AppState, roster: Roster, names: dict[str, str]) -> list[ft.Control]:
    t, progress = app.t, roster.progress
    if roster.status is RosterStatus.FAILED:
        found = [planning.collision(each, names) for each in (progress.collisions if progress else ())]
        said = [planning.FAILED, *found, planning.FAILED_NEXT] if found else [planning.FAILED_UNKNOWN]
        return [surface.notice(t, "\n".join(said), Tone.BAD, f"collides-{roster.id}")]
    if progress is None:
        return [text.quiet(t, planning.ASKED_NOTE)] if roster.status is RosterStatus.ASKED else []
    said = planning.progress(progress, roster.status)
    lines = ft.Column([text.body(t, each) for each in said], spacing=2)
    return [ft.Semantics(identifier=f"progress-{roster.id}", live_region=True, container=True, content=lines)]


@safe.component
def Publish(roster: Roster) -> ft.Control:  # noqa: N802 - a component
    """The button with its question; on short notice the reason comes first (ATW 4:2)."""
    app = use_app()
    t = app.t
    nothing: str | None = None
    why, set_why = ft.use_state("")
    asks, set_asks = ft.use_state(False)
    problem, set_problem = ft.use_state(nothing)
    late = planning.short_notice(roster.begins_on, local(app.now).date())

    async def publish() -> None:
        if await actions.tell(app, lambda day: day.publish_roster(roster.id, why.strip()), set_problem):
            actions.say(app, planning.PUBLISH_SAID)

    def ask() -> None:
        if late and not why.strip():
            set_problem(general.REASON_NEEDED)
        else:
            set_problem(None)
            set_asks(True)

    question = sheet.Question(planning.PUBLISH_ASK, planning.PUBLISH_NOTE, planning.PUBLISH, publish, "publish-sure")
    ft.use_dialog(sheet.confirm(app, question, lambda: set_asks(False)) if asks else None)
    reason = [
        surface.notice(t, late, Tone.ACCENT, "short-notice"),
        TextBox(Field(planning.WHY, planning.WHY_HINT, identifier="publish-why"), why, set_why),
    ]
    return ft.Column(
        [
            *(reason if late else []),
            *([surface.notice(t, problem, Tone.BAD, "problem")] if problem else []),
            buttons.primary(t, planning.PUBLISH, ask, f"publish-{roster.id}"),
        ],
        spacing=10,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
