"""The verbs of photos: make one for a look, say why, blur it, take it out, and ask for an original."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC
from functools import partial

from field_app.pictures import display_copy, inspected
from field_app.rules import photos as judging
from field_app.rules.cases.blurring import unseen
from field_app.rules.dossier.photo_commands import AllowOriginal, AskOriginal, BlurPhoto
from field_app.rules.dossier.photo_records import Blur
from field_app.rules.look import Area, Photo
from field_app.rules.refusals import Code, Refused
from field_app.rules.wire import encode
from field_app.store.photos import KeptPhoto
from field_app.store.vault import Damaged
from field_app.workday import drafting, journal
from field_app.workday.photo_views import PhotoRoom, PhotoStage, PhotoState
from field_app.workday.saying import Saying
from field_app.workday.sketching import DISCARDED_STAYS
from field_app.workday.views import Draft, DraftView

#: Under this name is remembered for which draft the camera is open.
_EXPECTED = "photo_expected_by"
#: With less room than this on the phone the officer is warned; with less than the second no photo is made, text still saves.
LITTLE_ROOM, NO_ROOM = 200_000_000, 50_000_000
_STAGES = {"RECEIVED": PhotoStage.SAFE, "DAMAGED": PhotoStage.DAMAGED}


class Photographing(Saying):
    """Photos on one phone: sealed and on disk before the next tap, and never in a gallery."""

    def photo_room(self, draft_id: str) -> PhotoRoom:
        """Whether the approved plan, the look and the phone have room for another photo. Raises `Refused` without such a draft."""
        draft = self._draft(draft_id)
        plan = self._read().plan(self._case(draft.case_id))
        allowed, here = judging.allowed_by(plan), len(draft.photos)
        in_plan = allowed - judging.made(draft.case_id, self._read().facts) - here
        left = max(0, min(judging.MOST_PHOTOS - here, in_plan))
        if draft.corrects:
            return PhotoRoom(is_allowed=False, left=0, why_not=Code.PHOTO_IN_CORRECTION)
        if not allowed:
            return PhotoRoom(is_allowed=False, left=0, why_not=Code.PHOTOS_NOT_ALLOWED)
        if not left:
            return PhotoRoom(is_allowed=False, left=0, why_not=Code.PHOTOS_USED_UP if in_plan < 1 else Code.PHOTOS_TOO_MANY)
        return self._room_on_phone(left)

    def _room_on_phone(self, left: int) -> PhotoRoom:
        free = self._store.photos.free_bytes()
        if free < NO_ROOM:
            return PhotoRoom(is_allowed=False, left=left, why_not=Code.PHOTO_NO_ROOM)
        return PhotoRoom(is_allowed=True, left=left, why_not=Code.PHOTO_LITTLE_ROOM if free < LITTLE_ROOM else None)

    def add_photo(self, draft_id: str, raw: bytes) -> DraftView:
        """Keep a photo as it came from the camera: first the sealed file, then the draft that names it. Raises `Refused`."""
        draft, room = self._draft(draft_id), self.photo_room(draft_id)
        if not room.is_allowed and room.why_not:
            raise Refused(room.why_not)
        found = inspected(raw)
        if self._store.photos.get(found.sha256):
            raise Refused(Code.PHOTO_TWICE)
        taken_at = found.taken_at or self._clocks.now()
        photo = Photo(found.sha256, found.size, taken_at, "", "", found.width, found.height)
        self._store.photos.keep(draft_id, encode(photo), raw)
        return self._with_photos(draft, (*draft.photos, photo), added=photo)

    def expect_photo(self, draft_id: str) -> None:
        """The camera opens for this draft: what it makes belongs there, also when the app does not live to see it."""
        with self._store.saving():
            self._store.settings.put(_EXPECTED, draft_id)

    def take_back(self, made: Iterable[bytes]) -> int:
        """After a start: photos that the camera made while the app was killed go to the draft that they were made for.

        Answers how many did; what is no whole photo, or is there already, is passed over.
        """
        draft_id, kept = self._store.settings.get(_EXPECTED), 0
        for raw in made if draft_id else ():
            with suppress(Refused):
                self.add_photo(draft_id, raw)
                kept += 1
        return kept

    def change_photo(
        self,
        draft_id: str,
        sha256: str,
        *,
        reason: str | None = None,
        shows: str | None = None,
        blurs: tuple[Area, ...] | None = None,
    ) -> DraftView:
        """Say why a photo was made, what it shows, and which parts must not be seen. Raises `Refused`."""
        draft = self._draft(draft_id)
        said = {"reason": reason, "shows": shows, "blurs": blurs}
        changes = {name: value for name, value in said.items() if value is not None}
        if blurs is not None:
            judging.check_areas(blurs)
        changed = replace(_photo(draft, sha256), **changes)  # type: ignore[arg-type]  # names and values of the fields above
        return self._with_photos(draft, tuple(changed if each.sha256 == sha256 else each for each in draft.photos))

    def remove_photo(self, draft_id: str, sha256: str) -> DraftView:
        """Take a photo out of a draft; its file goes with it, unless an earlier version of the entry has it. Raises `Refused`."""
        draft, photo = self._draft(draft_id), _photo(self._draft(draft_id), sha256)
        kept = tuple(each for each in draft.photos if each != photo)
        view = self._with_photos(draft, kept, removed=None if draft.corrects else photo)
        self._store.photos.sweep()
        return view

    def _with_photos(
        self, draft: Draft, photos: tuple[Photo, ...], added: Photo | None = None, removed: Photo | None = None
    ) -> DraftView:
        changed = drafting.changed(draft, {"photos": photos})
        body = self._readable(changed)
        with self._store.saving():
            self._store.drafts.put(draft.id, draft.case_id, body)
            if added:
                self._store.photos.add(added.sha256, draft.case_id, draft.id, added.size)
            if removed:
                self._store.photos.drop(removed.sha256)
        return self._view(changed)

    def photo_picture(self, sha256: str) -> bytes | None:
        """The copy to look at, as JPEG, when this phone holds the photo. Raises `Refused(PHOTO_DAMAGED)`."""
        drawn = self.photo_drawing(sha256)
        return drawn() if drawn else None

    def photo_drawing(self, sha256: str, *, is_bare: bool = False) -> Callable[[], bytes] | None:
        """The same, drawn when it is called, by who has a thread to spare: nothing that is saved should wait for a picture.

        `is_bare` leaves nothing unseen, for who marks what must not be seen.
        """
        kept = self._store.photos.get(sha256)
        if kept is None or kept.state == "GONE":
            return None
        try:
            raw = self._store.photos.files.raw(sha256)
        except Damaged:
            raise Refused(Code.PHOTO_DAMAGED) from None
        blurs = self._read().facts.records(Blur)
        return partial(display_copy, raw, () if is_bare else unseen(sha256, self._versions_of(kept), blurs))

    def _versions_of(self, kept: KeptPhoto) -> Iterator[Photo]:
        """The photo as drafts and entries of its case have it."""
        for draft in self._open_drafts():
            if draft.case_id == kept.case_id:
                yield from draft.photos
        for seen in self._read().observations(kept.case_id):
            yield from seen.look.photos

    def photo_states(self, observation_id: str) -> tuple[PhotoState, ...]:
        """How far each photo of an entry of one's own is; nothing of a colleague's, whose phone knows. Raises `Refused`."""
        seen = journal.find(self._read(), observation_id)
        if seen is None:
            raise Refused(Code.OBSERVATION_UNKNOWN, observation_id=observation_id)
        return tuple(map(self._state, seen.look.photos)) if seen.officer_id == self._officer_id() else ()

    def _state(self, photo: Photo) -> PhotoState:
        kept, sent = self._store.photos.get(photo.sha256), self._store.photos.sent.get(photo.sha256, 0)
        waits = PhotoStage.SENDING if photo.sha256 in self._store.photos.sent else PhotoStage.HELD
        stage = PhotoStage.SAFE if kept is None else _STAGES.get(kept.state, waits)
        return PhotoState(photo.sha256, stage, photo.size if stage is PhotoStage.SAFE else min(sent, photo.size), photo.size)

    def blur_photo(self, observation_id: str, sha256: str, areas: tuple[Area, ...], reason: str) -> None:
        """Make parts of a sealed photo unseen for everybody. Raises `Refused`."""
        self._say(BlurPhoto(observation_id, sha256, areas, reason))

    def ask_original(self, observation_id: str, sha256: str, reason: str) -> str:
        """Ask for a photo as it was taken; answers the id of the request. Raises `Refused`."""
        return self._say(AskOriginal(observation_id, sha256, reason))

    def allow_original(self, original_id: str, note: str) -> None:
        """Allow that for a day. Raises `Refused`."""
        self._say(AllowOriginal(original_id, note))

    def tidy(self) -> None:
        """What was set aside or left over for a day is gone for good."""
        before = self._clocks.now().astimezone(UTC) - DISCARDED_STAYS
        with self._store.saving():
            self._store.drafts.forget_discarded(before.isoformat())
            self._store.photos.drop_abandoned(before.timestamp())
        self._store.photos.sweep()


def _photo(draft: Draft, sha256: str) -> Photo:
    found = next((each for each in draft.photos if each.sha256 == sha256), None)
    if found is None:
        raise Refused(Code.PHOTO_UNKNOWN)
    return found
