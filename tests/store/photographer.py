"""What the tests of photos on a phone share: a phone whose case allows photos, and photos to make."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from people import LINDE_PLAN, WORLD
from pictures import camera
from running import Watch, rows_as_changes

from field_app.device import new_id
from field_app.rules.vocabulary import Result
from field_app.store.phone_store import PhoneStore
from field_app.store.record import FedRow
from field_app.workday import Workday
from store.filled import KEY, enrolled


def phone_that_may(path: Path, key: bytes = KEY, photos: int = 9_000) -> PhoneStore:
    """A phone, made when it is new, whose plan for Linde allows so many photos."""
    store = enrolled(path, key)
    if not store.casebook.totals():
        allowing = [replace(each, photos=photos) if each is LINDE_PLAN else each for each in WORLD]
        rows = [FedRow(seq, each.kind, each.id, each.body) for seq, each in enumerate(rows_as_changes(allowing), 1)]
        with store.saving():
            store.casebook.take(rows, 0)
    return store


def workday(store: PhoneStore, watch: Watch | None = None) -> Workday:
    """The officer's verbs on this phone."""
    return Workday(store, (watch or Watch()).clocks(), new_id)


def small_photo(number: int = 0) -> bytes:
    """A photo like no other."""
    return camera.photo(camera.scene(160, 120), comment=f"foto {number}".encode())


def drafted(work: Workday, number: int = 0) -> tuple[str, str]:
    """A draft with one complete photo; its id and the photo's hash."""
    draft = work.begin("linde", Result.NOTHING_SEEN).draft
    photo = work.add_photo(draft.id, small_photo(number)).draft.photos[-1]
    work.change_photo(draft.id, photo.sha256, reason="stand", shows=f"auto {number}")
    return draft.id, photo.sha256
