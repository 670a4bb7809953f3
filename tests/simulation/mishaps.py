"""What happens to phones and server without anybody wanting it."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from pathlib import Path

from simulation.casework import Casework
from simulation.handset import Handset
from simulation.office import Office
from simulation.road import Road

_JUMPS = (timedelta(days=1), timedelta(days=-1), timedelta(minutes=3), timedelta(minutes=-3), timedelta(seconds=100))
_TWO_WEEKS = timedelta(days=14)


class Mishaps(Casework):
    """Bad luck, by the same dice."""

    office: Office
    road: Road
    backup: Path | None
    #: Up to which number that backup holds the commands of each phone.
    held: Counter[str]

    def no_coverage(self, phone: Handset) -> None:
        """For some hours, or now and then for two weeks."""
        is_long = self.dice.random() < 0.03
        self.reached["two weeks offline"] += is_long
        phone.offline_until = self.sky.now + (_TWO_WEEKS if is_long else timedelta(hours=self.dice.randrange(1, 30)))
        self.road.offline.add(phone.id)

    def covered_again(self, phones: list[Handset]) -> None:
        """Whose time without coverage is over."""
        for phone in phones:
            if phone.offline_until and phone.offline_until <= self.sky.now:
                phone.offline_until = None
                self.road.offline.discard(phone.id)

    def jump(self, phone: Handset) -> None:
        """Somebody sets the clock of the phone, or sets it right."""
        self.reached["clock jumps"] += 1
        phone.off = timedelta() if phone.off and self.dice.random() < 0.5 else self.dice.choice(_JUMPS)

    def reboot(self, phone: Handset) -> None:
        self.reached["reboots"] += 1
        phone.reboot()
        self.memory.looked_at(phone)

    def arm_phone(self, phone: Handset) -> None:
        """Its power goes at one of the next statements, whatever that is part of."""
        phone.wire.left = self.dice.randrange(30)

    def arm_server(self, phone: Handset) -> None:
        self.office.wire.left = self.dice.randrange(60)

    def back_up(self, phone: Handset) -> None:
        self.office.wire.left = None
        self.backup, self.held = self.office.back_up(), Counter(self.memory.arrived)

    def put_back(self, phone: Handset) -> None:
        """The server's disk is gone; what is left is the newest verified backup.

        Not one that lacks work of a phone that was shut out since: that phone may not bring it again.
        """
        lacks = (each for each in self.memory.phones if self.memory.arrived[each] > self.held[each])
        if self.backup is not None and not any(self.memory.phones[each].is_revoked for each in lacks):
            self.office.put_back(self.backup)
            self.memory.put_back()

    def revoke(self, phone: Handset) -> None:
        """A phone was lost. At most one of a team, or nobody is left."""
        others = (each for each in self.memory.phones.values() if each.person.team_id == phone.person.team_id)
        if not any(each.is_revoked for each in others):
            phone.is_revoked = True
            self.office.shut_out(phone.id)
