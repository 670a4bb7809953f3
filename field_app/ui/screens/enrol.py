"""Koppelen: make this the phone of an officer, with the address and the code that the administrator gave."""

from __future__ import annotations

import flet as ft

from field_app.rules import text_nl as rules_nl
from field_app.rules.refusals import Refused
from field_app.ui import safe
from field_app.ui.parts import buttons, frame, surface, text
from field_app.ui.parts.fields import Field, TextBox
from field_app.ui.state import TODAY, AppState, use_app
from field_app.ui.text_nl import exchange, general
from field_app.ui.theme import Tone


@safe.screen
def EnrolScreen() -> ft.View:  # noqa: N802 - a component
    """The whole screen; it is the only one until the phone belongs to somebody."""
    return frame.view(use_app(), TODAY, EnrolForm())


@safe.component
def EnrolForm() -> ft.Control:  # noqa: N802 - a component
    """The two fields and the button."""
    app = use_app()
    t = app.t
    nothing: str | None = None
    server, set_server = ft.use_state("")
    code, set_code = ft.use_state("")
    problem, set_problem = ft.use_state(nothing)
    busy, set_busy = ft.use_state(False)

    async def link() -> None:
        if busy:
            return
        set_busy(True)
        set_problem(await _enrol(app, server.strip(), code.strip()))
        set_busy(False)

    return frame.column(
        app,
        text.quiet(t, general.APP),
        text.title(t, exchange.ENROL_TITLE),
        text.body(t, exchange.ENROL_NOTE),
        TextBox(_server_field(), server, set_server),
        TextBox(Field(exchange.ENROL_CODE, identifier="code"), code, set_code),
        *([surface.notice(t, problem, Tone.BAD, "problem")] if problem else []),
        *([ft.ProgressBar(color=t.accent, bgcolor=t.raised, semantics_label=exchange.ENROL_BUSY)] if busy else []),
        buttons.primary(t, exchange.ENROL_BUSY if busy else exchange.ENROL_DO, link, "enrol"),
        width=520,
    )


def _server_field() -> Field:
    return Field(
        exchange.ENROL_SERVER,
        exchange.ENROL_SERVER_HINT,
        identifier="server",
        keyboard=ft.KeyboardType.URL,
    )


async def _enrol(app: AppState, server: str, code: str) -> str | None:
    """Link the phone; the answer is the sentence of what went wrong, None when it worked."""
    if not server or not code:
        return exchange.ENROL_EMPTY
    try:
        await app.phone.enrol(server, code)
    except Refused as no:
        return rules_nl.refusal(no.code.value)
    await app.refresh()
    if not app.is_enrolled:
        return exchange.ENROL_UNREACHABLE
    await app.load_preferences()
    return None
