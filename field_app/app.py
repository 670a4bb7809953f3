"""Starts the phone: the folder and the key from the device, one running phone a process, and its screens."""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import sys
from pathlib import Path

import flet as ft

from field_app.camera import PageCamera
from field_app.device import PageLocator, data_folder, key_keeper
from field_app.phone import Invitation, RunningPhone
from field_app.rules.refusals import Code
from field_app.store.database import StoreError
from field_app.store.vault import Damaged, key_from
from field_app.ui.shell import start
from field_app.ui.stopped import stopped
from field_app.ui.web import page_folder

log = logging.getLogger(__name__)
#: The screen waits this long at most for the store to let go of the interpreter; a large exchange is not stopped to look for rings.
SWITCH_SECONDS = 0.0005
GC_THRESHOLDS = (100_000, 50, 100)


class PhoneProcess:
    """Opens the phone once, however often the platform starts a new session in the same process."""

    def __init__(self, folder: Path, *, is_demo: bool, invitation: Invitation | None) -> None:
        """Nothing is opened before the first page."""
        self._folder, self._invitation = folder, invitation
        self._phone = RunningPhone(is_demo=is_demo)
        self._opened = False
        self._opening: asyncio.Lock | None = None

    async def main(self, page: ft.Page) -> None:
        """One session: one screen of this phone."""
        try:
            await self._open(page)
        except StoreError as trouble:
            log.exception("the phone's file could not be opened")
            stopped(page, trouble.code)
        except Damaged:
            log.exception("the phone's file is damaged")
            stopped(page, Code.RECORD_DAMAGED)
        else:
            self._phone.locate_with(PageLocator())
            camera = PageCamera(page)
            await self._take_back(camera)
            start(page, self._phone, camera)

    async def _take_back(self, camera: PageCamera) -> None:
        """A photo that the camera made while the app was killed goes to its draft, and only then from the temporary folder."""
        made = await camera.left()
        if made and self._phone.is_enrolled:
            await self._phone.ask(lambda day: day.take_back(made))
        await camera.forget()

    async def _open(self, page: ft.Page) -> None:
        self._opening = self._opening or asyncio.Lock()
        async with self._opening:
            if not self._opened:
                self._folder.mkdir(parents=True, exist_ok=True)
                key = await key_from(key_keeper(page, self._folder))
                await self._phone.open(self._folder, key, self._invitation)
                self._opened = True


def run() -> None:
    """Run the app: on a phone as it was packed, elsewhere as a page on this machine only."""
    logging.basicConfig(level=logging.WARNING)
    sys.setswitchinterval(SWITCH_SECONDS)
    gc.set_threshold(*GC_THRESHOLDS)
    logging.getLogger("httpx").setLevel(logging.WARNING)
    server, code = os.environ.get("RONDE_SERVER"), os.environ.get("RONDE_CODE")
    process = PhoneProcess(
        data_folder(),
        is_demo=os.environ.get("RONDE_DEMO") == "1",
        invitation=Invitation(server, code) if server and code else None,
    )
    port = int(os.environ.get("RONDE_PORT", "0"))
    if port:
        os.environ.setdefault("FLET_FORCE_WEB_SERVER", "1")
        assets = page_folder(Path(__file__).resolve().parent.parent / "assets", data_folder() / "page")
        ft.run(process.main, view=None, host="127.0.0.1", port=port, assets_dir=str(assets), no_cdn=True)
    else:
        ft.run(process.main)


if __name__ == "__main__":
    run()
