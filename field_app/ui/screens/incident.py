"""Incidents: write one down in a minute, and read back one's own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import flet as ft

from field_app.rules.safety_commands import IncidentKind
from field_app.rules.safety_records import Incident
from field_app.ui import actions, safe
from field_app.ui.parts import buttons, choice, frame, panic, surface, text
from field_app.ui.parts.fields import Field, TextBox
from field_app.ui.state import INCIDENTS, AppState, use_answer, use_app
from field_app.ui.text_nl import general, safety
from field_app.ui.theme import Tone

#: Nothing draws more incidents than this at once.
_MOST = 50


@safe.screen
def IncidentScreen() -> ft.View:  # noqa: N802 - a component
    """The form and what was written down before."""
    app = use_app()
    content = ft.Container(Incidents(), key="incidents")
    return ft.View(
        route=INCIDENTS,
        padding=0,
        bgcolor=app.t.page,
        fullscreen_dialog=True,
        controls=[ft.SafeArea(panic.guarded(app, content), expand=True)],
    )


@safe.component
def Incidents() -> ft.Control:  # noqa: N802 - a component
    """The screen's content."""
    app = use_app()
    t = app.t
    written, set_written = ft.use_state(0)
    rows = use_answer(lambda day: day.incidents()) or ()
    close = ft.Row([buttons.icon_button(t, ft.Icons.CLOSE, general.CLOSE, app.back, "close")])
    form = ft.Container(IncidentForm(lambda: set_written(written + 1)), key=f"form-{written}")
    lines = [_line(app, each) for each in rows[:_MOST]] or [text.quiet(t, safety.INCIDENTS_NONE)]
    mine = surface.card(t, text.heading(t, safety.MINE), *lines)
    return frame.column(app, close, text.title(t, safety.INCIDENTS), text.quiet(t, safety.INCIDENTS_NOTE), form, mine)


def _line(app: AppState, row: Incident) -> ft.Control:
    said = [text.body(app.t, safety.incident(row, app.now), bold=True), text.body(app.t, row.what)]
    return ft.MergeSemantics(ft.Column(list(said), spacing=2, key=f"incident-{row.id}"))


@safe.component
def IncidentForm(done: Callable[[], None]) -> ft.Control:  # noqa: N802 - a component
    """What, when and the words; a new form stands ready after each."""
    app = use_app()
    t = app.t
    nothing: str | None = None
    no_kind: IncidentKind | None = None
    kind, set_kind = ft.use_state(no_kind)
    ago, set_ago = ft.use_state(0)
    what, set_what = ft.use_state("")
    problem, set_problem = ft.use_state(nothing)

    async def save() -> None:
        if kind is None:
            set_problem(safety.INCIDENT_KIND_MISSING)
        elif not what.strip():
            set_problem(safety.INCIDENT_TEXT_MISSING)
        else:
            at = app.now - timedelta(minutes=ago)
            if await actions.tell(app, lambda day: day.record_incident(kind, at, what), set_problem):
                actions.say(app, safety.INCIDENT_SAVED)
                done()

    def choose_kind(each: IncidentKind) -> Callable[[], None]:
        return lambda: set_kind(each)

    def choose_ago(minutes: int) -> Callable[[], None]:
        return lambda: set_ago(minutes)

    kinds = [choice.Option(words, kind is each, choose_kind(each), f"kind-{each.value}") for each, words in safety.KINDS.items()]
    times = [choice.Option(words, ago == each, choose_ago(each), f"ago-{each}") for each, words in safety.AGO.items()]
    return surface.card(
        t,
        choice.group(t, safety.INCIDENT_KIND, kinds),
        choice.group(t, safety.INCIDENT_WHEN, times),
        TextBox(Field(safety.INCIDENT_WHAT, safety.INCIDENT_HINT, 3, is_checked=True, identifier="incident-what"), what, set_what),
        *([surface.notice(t, problem, Tone.BAD, "problem")] if problem else []),
        buttons.primary(t, safety.INCIDENT_SAVE, save, "save-incident"),
    )
