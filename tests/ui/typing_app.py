"""One text field on a screen that is drawn again fifty times a second: a program of its own, for the test of typing."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path
from typing import Any, cast

import flet as ft

from field_app.camera import PageCamera
from field_app.ui import safe
from field_app.ui.parts.fields import Field, TextBox
from field_app.ui.ports import ExchangeStatus, Link, Phone
from field_app.ui.state import AppContext, AppState, use_app
from field_app.ui.web import page_folder

ROWS, EVERY_S = 60, 0.02


class _NoPhone:
    """What the field needs of a phone: nothing."""

    status = ExchangeStatus(Link.OFFLINE, 0, 0)


@safe.component
def Form() -> ft.Control:  # noqa: N802 - a component
    """The field, and rows that make each drawing take a while."""
    app = use_app()
    rows = [ft.Text(f"{number} {app.version}") for number in range(ROWS)]
    return ft.Column([TextBox(Field("Waarom"), "", lambda _: None), *rows])


@safe.component
def App(app: AppState) -> ft.Control:  # noqa: N802 - a component
    """The session around it."""
    around: ft.Control = AppContext(app, lambda: [Form()])
    return around


def main(page: ft.Page) -> None:
    """Draw, and draw again."""
    app = AppState(cast(Phone, _NoPhone()), page, _NoPhone.status, PageCamera(page), is_enrolled=True)

    async def restless() -> None:
        while True:
            await asyncio.sleep(EVERY_S)
            app.version += 1

    page.run_task(restless)
    page.render(cast(Any, App), app)


if __name__ == "__main__":
    readable = page_folder(Path(__file__).parents[2] / "assets", Path(os.environ["RONDE_DATA"]))
    ft.run(main, view=None, host="127.0.0.1", port=int(os.environ["RONDE_PORT"]), assets_dir=str(readable), no_cdn=True)
