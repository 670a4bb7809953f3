"""Where simulations begin: a server and its phones founded once for each starting date, and copied for each seed."""

from __future__ import annotations

import shutil
from collections import Counter
from datetime import datetime
from pathlib import Path

from running import found_team

from field_app.store.phone_store import Enrolment
from simulation.chance import dice, seeded
from simulation.handset import Handset
from simulation.office import Office
from simulation.road import Road
from simulation.sky import Sky
from simulation.team import EIGHT, STARTS, TWO, records_of_both
from simulation.turns import turns
from sync_server import identity, phonebook
from sync_server.keys import write_secret
from sync_server.restore import begin_epoch

_MEMORY_DISK = Path("/dev/shm")  # noqa: S108  # a folder in memory, where there is one
PEOPLE = (*EIGHT, *TWO)


def memory_disk() -> Path | None:
    """A folder in memory: these files are written thousands of times, and nobody pulls the plug (another test does)."""
    return _MEMORY_DISK if _MEMORY_DISK.is_dir() else None


def start_of(seed: int) -> datetime:
    """Half the seeds begin on a Thursday, a quarter each on the evening before the clock changes."""
    return STARTS[(0, 1, 0, 2)[seed % 4]]


class Ground:
    """A folder in which simulations begin; what is founded is kept in it for the next seed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def begun(self, seed: int) -> Path:
        """A folder with everything as it is when this seed begins."""
        start = start_of(seed)
        template, begun = self.folder / f"{start:%Y%m%d}", self.folder / f"seed-{seed}"
        if not template.exists():
            self._found(template, start)
        shutil.rmtree(begun, ignore_errors=True)
        shutil.copytree(template, begun)
        return begun

    def found_all(self) -> Ground:
        """With nothing wrong in the code yet."""
        for seed in range(4):
            self.begun(seed)
        return self

    def _found(self, folder: Path, start: datetime) -> None:
        making = folder.with_suffix(".new")
        with seeded("ground", start):
            write_secret(making / "server" / "log.key", bytes(range(32)))
            for records in records_of_both(start):
                found_team(making / "server", *records)
            _enrol_all(making, start)
        making.rename(folder)


def _enrol_all(folder: Path, start: datetime) -> None:
    sky, loop, chance = Sky(start), turns(), dice("ground")
    office = Office(folder / "server", sky, Counter())
    road = Road(chance, office.answers, loop, Counter(), is_good=True)
    begin_epoch(office.store, start)
    phones = [Handset(person, folder / f"{person.device_id}-0.db", sky, road, chance) for person in PEOPLE]
    for phone in phones:
        _enrol(office, phone, start)
    phonebook.renew_all(office.store)
    for phone in phones:
        going = loop.create_task(phone.exchange.round())
        loop.until_idle()
        going.result()
        phone.close()
    office.close()


def _enrol(office: Office, phone: Handset, start: datetime) -> None:
    person, people = phone.person, office.store.people
    code = identity.new_code(people, person.team_id, person.officer.id, start)
    invitation = identity.check_code(people, code, start)
    team = people.team(person.team_id)
    assert invitation is not None
    assert team is not None
    identity.enrol(people, invitation, phone.id, person.signing_key.public_key().public_bytes_raw(), start)
    secret, epoch = person.signing_key.private_bytes_raw().hex(), office.store.meta("epoch")["epoch"]
    phone.store.enrol(
        Enrolment(
            phone.id, person.officer.id, person.team_id, "http://office", secret, team.recovery_key, office.key.public_hex, epoch
        )
    )
