"""A button that fetches a file from the server and saves it where the officer says; it is kept nowhere else."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable

import flet as ft

from field_app.rules import text_nl as rules_nl
from field_app.rules.refusals import Refused
from field_app.ui import actions, safe
from field_app.ui.parts import buttons, surface, text
from field_app.ui.state import use_app
from field_app.ui.text_nl import general, papers
from field_app.ui.theme import Tone

log = logging.getLogger("ronde.ui")
Fetch = Callable[[], Awaitable[bytes]]


@safe.component
def SaveFile(said: str, file_name: str, identifier: str, fetch: Fetch) -> ft.Control:  # noqa: N802 - a component
    """One file: while it is made a bar moves, and a no stands below the button."""
    app = use_app()
    t = app.t
    is_busy, set_busy = ft.use_state(False)
    problem, set_problem = ft.use_state("")

    async def save() -> None:
        set_busy(True)
        set_problem("")
        try:
            content = await fetch()
        except Refused as no:
            set_problem(rules_nl.refusal(no.code.value))
            return
        except Exception:
            log.exception("a file could not be fetched")
            set_problem(general.ACTION_FAILED)
            return
        finally:
            set_busy(False)
        saved = await ft.FilePicker().save_file(file_name=file_name, src_bytes=content)
        actions.say(app, papers.SAVED if saved or app.page.web else papers.NOT_SAVED)

    if is_busy:
        bar = ft.ProgressBar(color=t.accent, bgcolor=t.line)
        words = ft.Semantics(live_region=True, content=text.quiet(t, papers.BUSY))
        return ft.Column([words, bar], spacing=8, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
    button = buttons.outlined(t, said, save, identifier, icon=ft.Icons.SAVE_ALT)
    no = [surface.notice(t, problem, Tone.ACCENT, f"{identifier}-problem")] if problem else []
    return ft.Column([button, *no], spacing=8, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
