"""A server that is killed at any moment of an upload goes on where it was, and a photo with a receipt is whole."""

from __future__ import annotations

import contextlib
import random
import threading
from pathlib import Path

from people import TEAM
from photo_office import allow, photographed, send
from pictures import camera
from running import Office, ServerProcess

from field_app.sync.client import Unreachable
from field_app.workday.photo_views import PhotoStage
from sync_server.photos import PhotoBox

KILLS = 5


def test_a_server_killed_again_and_again_ends_with_every_photo_whole(tmp_path: Path) -> None:
    office, chance = Office(tmp_path, process=True), random.Random(5)  # noqa: S311  # repeatable moments
    assert isinstance(office.server, ServerProcess)
    try:
        allow(office)
        phone = office.phone()
        raws = [camera.noise(1_200 + 50 * number, 1_000, number) for number in range(4)]
        entry = photographed(phone, *raws)
        phone.round()
        while office.server.kills < KILLS:
            killer = threading.Timer(chance.uniform(0.005, 0.25), office.server.kill)
            killer.start()
            with contextlib.suppress(Unreachable):
                send(phone)
            killer.join()
            office.server.start()
            states = {each.sha256: each.state for each in phone.workday.photo_states(entry.id)}
            for sha256, state in states.items():
                if state is PhotoStage.SAFE:
                    assert PhotoBox(office.folder).original(TEAM.id, sha256)
        for _ in range(3):
            send(phone)
        box = PhotoBox(office.folder)
        assert sorted(box.original(TEAM.id, each.sha256) for each in entry.photos) == sorted(raws)
        assert {each.state for each in phone.workday.photo_states(entry.id)} == {PhotoStage.SAFE}
        assert len({each.receipt for each in phone.store.photos.all()}) == len(raws), "a receipt each"
    finally:
        office.close()
