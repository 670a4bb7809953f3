"""The camera's own screen in a browser that has a lens of its own: a program for its test, since a phone cannot be had here."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, cast

import flet as ft

from field_app.camera import PageCamera
from field_app.ui import safe
from field_app.ui.desk import Desk
from field_app.ui.photo_desk import PhotoDesk
from field_app.ui.ports import ExchangeStatus, Link, Phone
from field_app.ui.screens.camera import CameraSheet
from field_app.ui.state import AppContext, AppState
from field_app.ui.web import page_folder


class _Lens(PageCamera):
    """The camera as on a phone."""

    @property
    def has_lens(self) -> bool:
        """The browser's."""
        return True


class _NoPhone:
    """What the screen needs of a phone: nothing."""

    status = ExchangeStatus(Link.OFFLINE, 0, 0)


class _Kept(PhotoDesk):
    """A look that only counts the bytes of its photos."""

    async def add(self, raw: bytes) -> None:
        """Instead of keeping it."""
        self.shown = f"JPEG {raw[:3].hex()}, {len(raw)} bytes"


@safe.component
def Screen(photos: PhotoDesk) -> ft.Control:  # noqa: N802 - a component
    """The camera, and afterwards what came of it."""
    return CameraSheet(photos) if photos.is_shooting else ft.Text(photos.shown or "")


@safe.component
def App(app: AppState) -> ft.Control:  # noqa: N802 - a component
    """The session around it."""
    photos, _ = ft.use_state(_Kept(Desk(app, "draft"), is_shooting=True))
    around: ft.Control = AppContext(app, lambda: [ft.Container(Screen(photos), expand=True)])
    return around


def main(page: ft.Page) -> None:
    """Look through the lens."""
    page.padding = 0
    app = AppState(cast(Phone, _NoPhone()), page, _NoPhone.status, _Lens(page), is_enrolled=True)
    page.render(cast(Any, App), app)


if __name__ == "__main__":
    readable = page_folder(Path(__file__).parents[2] / "assets", Path(os.environ["RONDE_DATA"]))
    ft.run(main, view=None, host="127.0.0.1", port=int(os.environ["RONDE_PORT"]), assets_dir=str(readable), no_cdn=True)
