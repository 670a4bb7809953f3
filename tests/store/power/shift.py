"""A shift on a phone whose power will be cut, written down as it goes: looks, photos, rows of the team, restarts."""

from __future__ import annotations

import contextlib
import random
from functools import cache
from pathlib import Path

from people import look
from pictures import camera

from field_app.rules.vocabulary import FactKind, Kind, Result
from field_app.rules.wire import encode
from field_app.store.phone_store import PhoneStore
from field_app.store.record import FedRow
from field_app.workday import Workday
from store.filled import settled
from store.photographer import phone_that_may, workday

from .calls import calls_written_down
from .disk import Log
from .vfs import written_down

#: Of so many looks the last ones stay when a backup holds them.
_STAY = 6


@cache
def photo(number: int) -> bytes:
    """A photo like no other, and quick to make."""
    return camera.photo(camera.scene(64, 48), comment=f"foto {number}".encode())


def worked(folder: Path, looks: int, seed: int) -> Log:
    """Work a shift of so many looks in this folder, which must be there and empty."""
    log, chance = Log(folder), random.Random(seed)  # noqa: S311  # repeatable shifts
    with contextlib.ExitStack() as stack:
        stack.enter_context(written_down(log))
        stack.enter_context(calls_written_down(log))
        store = phone_that_may(folder / "phone.db")
        log.say("opened", 0)
        for number in range(1, looks + 1):
            _look(log, workday(store), number, chance)
            _around(log, store, number, chance)
            if chance.random() < 1 / 40:
                store.close()
                store = phone_that_may(folder / "phone.db")
        store.close()
    return log


def _look(log: Log, work: Workday, number: int, chance: random.Random) -> None:
    """Each thing is told as soon as the officer sees that it is saved."""
    draft = work.begin("linde", Result.NOTHING_SEEN).draft
    work.add_fact(draft.id, FactKind.ACTIVITY, f"feit {number}")
    log.say("drafted", number)
    if chance.random() < 1 / 6:
        sha256 = work.add_photo(draft.id, photo(number)).draft.photos[-1].sha256
        log.say("photo kept", number, sha256)
        if chance.random() < 1 / 3:
            log.say("photo taken out", number, sha256)
            work.remove_photo(draft.id, sha256)
            log.say("photo gone", number, sha256)
        else:
            work.change_photo(draft.id, sha256, reason="stand", shows="auto")
    work.seal(draft.id)
    log.say("sealed", number)


def _around(log: Log, store: PhoneStore, number: int, chance: random.Random) -> None:
    """What an exchange does: rows come in with the place in the feed, and what a backup holds goes."""
    if chance.random() < 1 / 12:
        body = {"officer_id": "ruben", "look": encode(look())}
        with store.saving():
            store.take([FedRow(1_000 * number + each, Kind.OBSERVATION, f"seen-{number}-{each}", body) for each in range(5)], 0)
            store.settings.put("place", {"cursor": number, "generation": 0})
        log.say("fed", number)
    if chance.random() < 1 / 10 and number > _STAY:
        log.say("may go", number - _STAY)
        settled(store, 1, number)
        with store.saving():
            store.let_go(number - _STAY, 0)
