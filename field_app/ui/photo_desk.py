"""The photos of one draft on the screen: which lies open, whether the camera looks, and what goes when it is not wanted back."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

import flet as ft

from field_app.rules.look import Area, Photo
from field_app.ui import actions, safe
from field_app.ui.desk import Desk
from field_app.ui.text_nl import photo as nl

#: A photo goes for good only after the way back is no longer offered.
_STAYS_S = actions.UNDO_MS / 1000 + 2


@ft.observable
@dataclass
class PhotoDesk:
    """`shown` is the photo that lies open; `leaving` one that was taken away and may still come back."""

    desk: Desk
    shown: str | None = None
    is_shooting: bool = False
    is_busy: bool = False
    leaving: str | None = None
    _goes: asyncio.Task[None] | None = None

    @property
    def photos(self) -> tuple[Photo, ...]:
        """The photos of the draft, without the one that is leaving."""
        return tuple(each for each in self._all() if each.sha256 != self.leaving)

    @property
    def open(self) -> Photo | None:
        """The photo that lies open; it may be gone before its screen is."""
        return next((each for each in self.photos if each.sha256 == self.shown), None)

    def _all(self) -> tuple[Photo, ...]:
        return self.desk.view.draft.photos if self.desk.view else ()

    async def begin(self) -> None:
        """Look through the lens, or choose a photo where there is none."""
        await self.let_go()
        draft_id = self.desk.draft_id
        await actions.tell(self.desk.app, lambda day: day.expect_photo(draft_id), refresh=False)
        if self.desk.app.camera.has_lens:
            self.is_shooting = True
        else:
            await self.choose()

    async def choose(self) -> None:
        """A photo that is on this device already."""
        chosen = await self.desk.app.camera.choose()
        if chosen is None:
            actions.say(self.desk.app, nl.NONE_CHOSEN)
        else:
            await self.add(chosen)

    async def shoot(self) -> bool:
        """What the lens sees now, saved before anything else is shown; False when the camera made no photo."""
        if self.is_busy:
            return True
        self.is_busy = True
        try:
            raw = await self.desk.app.camera.take()
            if raw is not None:
                self.is_shooting = False
                await self.add(raw)
        finally:
            self.is_busy = False
        return raw is not None

    async def add(self, raw: bytes) -> None:
        """Keep it, and open it; a no is shown beside the button of the look."""
        draft_id = self.desk.draft_id
        if await self.desk.tell(lambda day: day.add_photo(draft_id, raw)):
            self.shown = self._all()[-1].sha256
        await self.desk.app.camera.forget()

    async def mark(self, sha256: str, areas: tuple[Area, ...]) -> None:
        """Which parts nobody needs to see, saved when this returns."""
        draft_id = self.desk.draft_id
        await self.desk.tell(lambda day: day.change_photo(draft_id, sha256, blurs=areas))

    async def remove(self, sha256: str) -> None:
        """Take a photo away, with a way back; a killed app still has it."""
        await self.let_go()
        await self.desk.flush()
        self.shown, self.leaving = None, sha256
        self._goes = asyncio.create_task(self._after_a_while())
        actions.say(self.desk.app, nl.REMOVED, self.bring_back)

    def bring_back(self) -> None:
        """The photo that was taken away last."""
        self.leaving = None

    async def let_go(self) -> None:
        """What was taken away goes for good now."""
        leaving, self.leaving = self.leaving, None
        if leaving and any(each.sha256 == leaving for each in self._all()):
            draft_id = self.desk.draft_id
            await self.desk.tell(lambda day: day.remove_photo(draft_id, leaving))

    async def _after_a_while(self) -> None:
        leaving = self.leaving
        await asyncio.sleep(_STAYS_S)
        if self.leaving == leaving:
            await safe.effect(self.let_go)()
