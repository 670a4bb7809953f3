"""The camera of the device, by way of the page that shows the app: photos only, without sound, and never into a gallery."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Iterable
from pathlib import Path

import flet as ft
from flet_camera import Camera, CameraDescription, CameraLensDirection, FlashMode, ResolutionPreset

from field_app.ui.ports import CameraTrouble

log = logging.getLogger(__name__)
_PHONES = (ft.PagePlatform.ANDROID, ft.PagePlatform.IOS)
_KINDS = ["jpg", "jpeg"]
#: The folders of this app alone in which a phone's camera and file chooser leave what they made.
_TEMPORARY = ("FLET_APP_STORAGE_TEMP", "FLET_APP_STORAGE_CACHE")
#: What the platforms call a camera that the officer, or who manages the phone, does not allow.
_DENIED = ("AccessDenied", "AccessRestricted", "permission", "NotAllowed")
_SECONDS_TO_SHOW = 5.0
_GLANCE = 0.05


class PageCamera:
    """One screen's camera and file chooser; held by the session, or Flet would let go of the chooser."""

    def __init__(self, page: ft.Page) -> None:
        """Needs a running page."""
        self._page = page
        self._chooser = ft.FilePicker()
        self._lens: Camera | None = None

    @property
    def has_lens(self) -> bool:
        """Only a phone holds a lens towards the street; a laptop's looks at its owner."""
        return not self._page.web and self._page.platform in _PHONES

    def view(self) -> ft.Control:
        """What the lens sees, for each drawing another: the page takes the newest for the one that it has."""
        self._lens = view = Camera()
        shown: ft.Control = view
        return shown

    async def open(self) -> CameraTrouble | None:
        """Turn the lens on that looks at the street; what stands in the way instead."""
        try:
            lens = await self._shown()
            found = await lens.get_available_cameras()
            if not found:
                return CameraTrouble.NONE
            await lens.initialize(_outward(found), ResolutionPreset.ULTRA_HIGH, enable_audio=False)
            await _without_flash(lens)
        except Exception as trouble:  # noqa: BLE001  # whatever a platform throws: the officer is told what to do
            log.warning("the camera did not open: %s", type(trouble).__name__)
            return CameraTrouble.DENIED if any(each in str(trouble) for each in _DENIED) else CameraTrouble.FAILED
        return None

    async def _shown(self) -> Camera:
        """The view, once the page has drawn it: before that nobody hears what is asked of it."""
        for _ in range(round(_SECONDS_TO_SHOW / _GLANCE)):
            if self._lens is not None and self._lens.parent is not None:
                return self._lens
            await asyncio.sleep(_GLANCE)
        raise TimeoutError("the view of the camera was never drawn")

    async def take(self) -> bytes | None:
        """One photo, None when the platform made none."""
        if self._lens is None:
            return None
        try:
            return bytes(await self._lens.take_picture())
        except Exception as trouble:  # noqa: BLE001  # whatever a platform throws: the officer is told what to do
            log.warning("the camera made no photo: %s", type(trouble).__name__)
            return None

    async def choose(self) -> bytes | None:
        """A JPEG from this device, None when nothing was chosen."""
        found = await self._chooser.pick_files(
            file_type=ft.FilePickerFileType.CUSTOM,
            allowed_extensions=_KINDS,
            with_data=True,
            cancel_upload_on_window_blur=False,
        )
        return found[0].bytes if found else None

    async def left(self) -> list[bytes]:
        """What the platform wrote of photos before the app was killed, oldest first: it was never kept."""
        return await asyncio.to_thread(pictures_left, _folders()) if self.has_lens else []

    async def forget(self) -> None:
        """What the platform wrote of photos in the app's own temporary folders goes: it lies there unsealed."""
        if self.has_lens:
            await asyncio.to_thread(forget_pictures, _folders())


def _folders() -> list[Path]:
    return [Path(os.environ[name]) for name in _TEMPORARY if os.environ.get(name)]


def _pictures(folders: Iterable[Path]) -> list[Path]:
    """Every JPEG in these folders and below."""
    found = (path for folder in folders for path in folder.rglob("*") if path.is_file())
    return [path for path in found if path.suffix.lower().removeprefix(".") in _KINDS]


def pictures_left(folders: Iterable[Path]) -> list[bytes]:
    """What stands in every JPEG in these folders and below, oldest first."""
    return [path.read_bytes() for path in sorted(_pictures(folders), key=lambda path: path.stat().st_mtime)]


def forget_pictures(folders: Iterable[Path]) -> None:
    """Remove every JPEG in these folders and below."""
    for path in _pictures(folders):
        path.unlink(missing_ok=True)


def _outward(found: list[CameraDescription]) -> CameraDescription:
    return next((each for each in found if each.lens_direction is CameraLensDirection.BACK), found[0])


async def _without_flash(lens: Camera) -> None:
    """A flash would be seen from the street; a camera without one has nothing to turn off."""
    try:
        await lens.set_flash_mode(FlashMode.OFF)
    except Exception as trouble:  # noqa: BLE001  # whatever a platform throws: the officer is told what to do
        log.info("the flash could not be set: %s", type(trouble).__name__)
