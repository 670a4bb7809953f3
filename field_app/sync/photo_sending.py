"""Brings photos to the server, beside the exchange and always after it: in small bites, taken up again where they broke off."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import logging
import random
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from functools import partial
from typing import Any, TypeVar

from field_app.rules.refusals import Code
from field_app.rules.vocabulary import Kind
from field_app.rules.wire import canonical
from field_app.store.delivery import is_signed
from field_app.store.phone_store import PhoneStore
from field_app.store.photos import KeptPhoto
from field_app.store.record import is_destroyed
from field_app.store.vault import Damaged, seal_for_office
from field_app.sync.client import Client, Credentials, NotWelcome, Unreachable, Weather
from field_app.sync.pacing import Pace

T = TypeVar("T")
Run = Callable[[Callable[[], T]], Awaitable[T]]
log = logging.getLogger(__name__)

#: So many bytes a request; what is saved in between goes out first.
CHUNK_BYTES = 256 * 1024
_MOST_ASIDE_SECONDS = 30
_TUS = {"Tus-Resumable": "1.0.0"}
_RECEIPT = "ronde-receipt"
#: The server has something else than we thought: begin this one anew, or where it says, at the next go.
_AGAIN = {Code.PHOTO_MISMATCH, Code.PHOTO_OFFSET, Code.PHOTO_KEPT, Code.PHOTO_TOO_LARGE, Code.PHOTO_INVALID}


class PhotoSender:
    """Sends the photos of one enrolled phone. `run` does store work on the store's thread."""

    def __init__(self, store: PhoneStore, client: Client, now: Callable[[], datetime], run: Run[Any]) -> None:
        """Nothing happens before `round` or `keep_sending`."""
        self._store, self._client, self._now, self._run = store, client, now, run
        self._wake = asyncio.Event()
        #: Whether text waits to be sent or is on its way: photos then stand aside.
        self.must_wait: Callable[[], bool] = lambda: False
        self.on_progress: Callable[[], Awaitable[None]] = _nobody

    def wake(self) -> None:
        """An exchange went well: what waits may go."""
        self._wake.set()

    async def keep_sending(self, credentials: Callable[[], Awaitable[Credentials]]) -> None:
        """Send whenever there is something to send, until cancelled: after an exchange, and after a failure some time later."""
        pace, wait = Pace(), None
        while True:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(wait):
                    await self._wake.wait()
            self._wake.clear()
            try:
                await self.round(await credentials())
            except Weather as weather:
                pace = pace.after_failure(self._now(), random.random(), weather.retry_after)  # noqa: S311  # jitter
            except Exception:
                log.exception("sending photos stopped on something that is not the network")
                pace = pace.after_failure(self._now(), 1.0)
            else:
                pace, wait = pace.after_success(self._now()), None
                continue
            wait = pace.wait(self._now()).total_seconds()

    async def round(self, credentials: Credentials) -> int:
        """Send what waits, smallest first; answers how many got a receipt. Raises `Weather`; what was sent stays sent."""
        done = 0
        for photo in await self._run(self._store.photos.to_send):
            try:
                done += await self._send(photo, credentials)
            except Damaged:
                await self._run(partial(self._kept, partial(self._store.photos.damage, photo.sha256)))
            except NotWelcome as no:
                await self._refused(photo, no)
            finally:
                self._store.photos.sent.pop(photo.sha256, None)
                await self.on_progress()
        return done

    async def _send(self, photo: KeptPhoto, credentials: Credentials) -> bool:
        found = await self._found(photo, credentials)
        if found is None or _RECEIPT not in found:
            whole, is_anew = await self._run(partial(self._sealed, photo))
            if found is None or (is_anew and _offset(found)):
                found = await self._begun(photo, whole, credentials, anew=found is not None)
        while _RECEIPT not in found:
            found = await self._bite(photo, _offset(found), credentials)
        await self._run(partial(self._received, photo.sha256, found[_RECEIPT]))
        return True

    async def _bite(self, photo: KeptPhoto, at: int, credentials: Credentials) -> Mapping[str, str]:
        await self._stand_aside()
        bite = await self._run(partial(self._store.photos.files.outgoing, photo.sha256, at, CHUNK_BYTES))
        if not bite:  # what was sealed is shorter than it was
            raise NotWelcome(Code.PHOTO_MISMATCH)
        headers = {**_TUS, "Content-Type": "application/offset+octet-stream", "Upload-Offset": str(at)}
        found = await self._client.upload("PATCH", _path(photo), bite, headers, credentials)
        self._store.photos.sent[photo.sha256] = _offset(found)
        await self.on_progress()
        return found

    def _received(self, sha256: str, receipt: str) -> None:
        self._kept(partial(self._store.photos.receive, sha256, int(receipt)))
        self._store.photos.files.drop_outgoing(sha256)

    async def _found(self, photo: KeptPhoto, credentials: Credentials) -> Mapping[str, str] | None:
        """What the server has of this photo; None when it has nothing."""
        try:
            found = await self._client.upload("HEAD", _path(photo), b"", _TUS, credentials)
        except NotWelcome as no:
            if no.code != Code.PHOTO_UNKNOWN:
                raise
            return None
        self._store.photos.sent[photo.sha256] = _offset(found)
        return found

    async def _begun(self, photo: KeptPhoto, whole: int, credentials: Credentials, *, anew: bool) -> Mapping[str, str]:
        """An upload from its first byte; one of other bytes, sealed for another key, is given up."""
        if anew:
            await self._client.upload("DELETE", _path(photo), b"", _TUS, credentials)
        metadata = "sha256 " + base64.b64encode(photo.sha256.encode()).decode()
        headers = {**_TUS, "Upload-Length": str(whole), "Upload-Metadata": metadata}
        await self._client.upload("POST", "/v1/photos", b"", headers, credentials)
        return {"upload-offset": "0"}

    def _sealed(self, photo: KeptPhoto) -> tuple[int, bool]:
        """Seal the photo for the server, once, so that an upload taken up again sends the same bytes.

        Answers how many these are, and whether they are other ones than before.
        """
        key, photos = self._key(), self._store.photos
        size = photos.files.outgoing_size(photo.sha256)
        if size is not None and photo.sealed_for == key:
            return size, False
        sealed = seal_for_office(photos.files.raw(photo.sha256), bytes.fromhex(key))
        photos.files.keep_outgoing(photo.sha256, sealed)
        self._kept(partial(photos.seal_for, photo.sha256, key))
        return len(sealed), True

    def _key(self) -> str:
        """The server's key for photos, signed by the key that this phone was given when it was enrolled."""
        enrolment, said = self._store.enrolment(), self._client.photo_key
        key, signature = said.get("photo_key", ""), said.get("photo_key_signature", "")
        if enrolment is None or not is_signed(enrolment.log_key, canonical({"photo_key": key}), signature):
            raise NotWelcome(Code.PROOF_INVALID)
        return key

    async def _refused(self, photo: KeptPhoto, no: NotWelcome) -> None:
        """What the server has is not what we sent: seal anew. Any other no is the phone's, not this photo's. Raises it."""
        if no.code == Code.PHOTO_UNKNOWN:
            await self._run(partial(self._kept, partial(self._drop_destroyed, photo)))
            await self._run(self._store.photos.sweep)
        elif no.code in _AGAIN:
            log.warning("a photo has to be sent anew: %s", no.code)
            if no.code != Code.PHOTO_OFFSET:
                await self._run(partial(self._kept, partial(self._store.photos.seal_for, photo.sha256, None)))
            raise Unreachable(no.code)
        else:
            raise no

    def _drop_destroyed(self, photo: KeptPhoto) -> None:
        """The case was destroyed, so that the server takes nothing of it any more. Else it may yet: this one waits."""
        if is_destroyed(self._store.casebook.row(Kind.CASE, photo.case_id)):
            self._store.photos.give_up(photo.sha256)

    async def _stand_aside(self) -> None:
        """Text goes first; but not for ever, should it be stuck."""
        until = asyncio.get_running_loop().time() + _MOST_ASIDE_SECONDS
        while self.must_wait() and asyncio.get_running_loop().time() < until:
            await asyncio.sleep(0.05)

    def _kept(self, work: Callable[[], None]) -> None:
        with self._store.saving():
            work()


def _path(photo: KeptPhoto) -> str:
    return f"/v1/photos/{photo.sha256}"


def _offset(found: Mapping[str, str]) -> int:
    try:
        return int(found["upload-offset"])
    except (KeyError, ValueError):
        raise Unreachable("unreadable-answer") from None


async def _nobody() -> None:
    """Nobody listens yet."""
