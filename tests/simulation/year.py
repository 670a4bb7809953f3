"""One seed's weeks: people and bad luck by turns, then a good network, and then everything must be as promised."""

from __future__ import annotations

import traceback
from collections import Counter, deque
from collections.abc import Callable
from hashlib import sha256

from field_app.sync.client import NotWelcome, Weather
from simulation import checks
from simulation.chance import dice, seeded
from simulation.ground import PEOPLE, Ground, start_of
from simulation.handset import Handset
from simulation.memory import Memory
from simulation.mishaps import Mishaps
from simulation.office import Office
from simulation.power import PowerCut
from simulation.road import Road
from simulation.sky import Sky
from simulation.turns import turns

#: After so many exchanges of everybody over a good network nothing may wait any more.
ROUNDS = 5
STEPS = 1_000
_LAST_STEPS = 25


class Year(Mishaps):
    """A team with its phones and server, from the first step to the last check. `tell` hears of every step."""

    def __init__(self, ground: Ground, seed: int, tell: Callable[[str], None] = lambda _: None) -> None:
        folder = ground.begun(seed)
        self.seed, self.tell, self.loop, self.backup = seed, tell, turns(), None
        self.held = Counter()
        self.last: deque[str] = deque(maxlen=_LAST_STEPS)
        self.trace = sha256()
        sky, reached, chance = Sky(start_of(seed)), Counter[str](), dice("year", seed)
        self.office = Office(folder / "server", sky, reached)
        self.road = Road(dice("road", seed), self.office.answers, self.loop, reached)
        self.team = [
            Handset(each, folder / f"{each.device_id}-0.db", sky, self.road, dice(each.device_id, seed)) for each in PEOPLE
        ]
        super().__init__(chance, sky, Memory(self.office, self.team, reached), reached)
        self.office.heard = self.memory.heard
        self.ours = [each for each in self.team if each.person.team_id == PEOPLE[0].team_id]
        self.theirs = [each for each in self.team if each not in self.ours]
        self.drivers = [each for each in self.ours if each.officer.may_drive]
        self.planners = [each for each in self.ours if each.officer.may_plan]
        self.readers = [each for each in self.ours if each.officer.leads or each.officer.reads_along]
        self.writers = [each for each in self.ours if each.officer.sees_content]

    @property
    def wrong(self) -> list[str]:
        return self.memory.wrong

    def run(self, steps: int = STEPS) -> Year:
        """So many steps, then the healing; ends at the first thing that may never be."""
        with seeded(self.seed):
            try:
                self._play(steps)
            except Exception as error:  # noqa: BLE001  # told with its seed, as anything else that may not be
                self.wrong.append("".join(traceback.format_exception(error)))
        return self

    def _play(self, steps: int) -> None:
        for number in range(steps):
            self._step(number)
            if self.wrong:
                return
        self._heal()

    def told(self) -> str:
        """How it went, in words; of what went wrong the last steps as well, and how to play it again."""
        if not self.wrong:
            return f"seed {self.seed}: as promised ({self.trace.hexdigest()[:16]})"
        steps = "\n  ".join(self.last)
        return f"seed {self.seed}: {'; '.join(self.wrong)}\n  {steps}\nagain: python -m tests.simulation {self.seed} --trace"

    def close(self) -> None:
        for phone in self.team:
            phone.close()
        self.office.close()

    # ---- one step

    def _step(self, number: int) -> None:
        weights, acts, who = _CHANCES
        at = self.dice.choices(range(len(acts)), weights)[0]
        phone = self.dice.choice(getattr(self, who[at]))
        self._told(f"{number} {self.sky.now:%d-%m %H:%M} {acts[at]} {phone.id}")
        if not phone.is_revoked or acts[at] in ("exchange", "observe"):
            getattr(self, acts[at])(phone)
        self.sky.forward(seconds=self.dice.randrange(5, 2_400))
        self.covered_again(self.team)
        self.road.turn()
        self._finish()

    def _told(self, what: str) -> None:
        self.last.append(what)
        self.trace.update(what.encode())
        self.tell(what)

    def quiet(self, phone: Handset) -> None:
        """Nothing happens for a while."""

    def race(self, phone: Handset) -> None:
        """Several phones say yes to the same offer before the server has heard any of them."""
        if (offer := self.one_of(self.open_offers(phone))) is None:
            return
        for each in self.drivers:
            if not each.is_revoked and any(offer.id == shown.id for shown in self.open_offers(each)):
                self.accept_this(each, offer)

    def both_assign(self, phone: Handset) -> None:
        """Planner and team lead edit the same shift before the server has heard either."""
        if shift := self.one_of(self._ahead(phone)):
            for each in self.planners:
                self.assign(each, shift.id)

    def note(self, phone: Handset) -> None:
        self.carry_note(phone, self.dice.choice([each for each in self.drivers if each is not phone]))

    def elsewhere(self, phone: Handset) -> None:
        """The other team does a few things of its own."""
        self.dice.choice((self.observe, self.remark, self.case_act, self.exchange, self.exchange))(phone)

    # ---- exchanging

    def exchange(self, phone: Handset) -> None:
        """Begin an exchange, when none is going on."""
        if phone.going is None:
            phone.going = self.loop.create_task(phone.exchange.round())
            self.loop.until_idle()
            self._finish()

    def _finish(self) -> None:
        """What exchanges came to, of those that are done."""
        for phone in self.team:
            if phone.going is not None and phone.going.done():
                done, phone.going = phone.going, None
                try:
                    done.result()
                    self.reached["exchanges"] += 1
                except Weather as weather:
                    self._weathered(phone, weather)
                except PowerCut:
                    self.cut(phone)
                    continue
                phone.workday.refresh()
                self.memory.looked_at(phone)

    def _weathered(self, phone: Handset, weather: Weather) -> None:
        self.reached["exchanges that failed"] += 1
        if isinstance(weather, NotWelcome) and not phone.is_revoked:
            self.wrong.append(f"{phone.id} is refused: {weather.code}")

    # ---- the end

    def _heal(self) -> None:
        """Everybody has coverage, nothing gets lost; whoever is welcome exchanges a few times."""
        self._told("healing")
        self.office.wire.left = None
        self.road.is_good = True
        self.road.offline.clear()
        self.road.clear()
        self._finish()
        for _ in range(ROUNDS):
            for phone in self.dice.sample(self.team, len(self.team)):
                phone.wire.left = None
                self.exchange(phone)
            self.reached["healing rounds"] += 1
            if not self.wrong and not any(phone.store.outbox.first_waiting() for phone in self.team if not phone.is_revoked):
                break
        for phone in self.dice.sample(self.team, len(self.team)):
            self.exchange(phone)
        self.reached["swaps moved"] += sum(sum(each.won.values()) for each in self.memory.rosters.ledgers.values())
        if not self.wrong:
            self.wrong.extend(checks.all_that_is_wrong(self.memory, self.team, self.office))
        self.trace.update(checks.heads(self.office) + repr(sorted(self.reached.items())).encode())


#: How likely, what, and on whose phone.
_WHAT_HAPPENS = (
    (200, "exchange", "ours"), (310, "quiet", "ours"), (68, "observe", "drivers"), (5, "observe", "ours"),
    (12, "remark", "writers"), (8, "withdraw_look", "drivers"), (6, "correct", "drivers"), (36, "offer", "drivers"),
    (42, "accept", "drivers"), (6, "decline", "drivers"), (8, "take_back", "drivers"), (8, "race", "drivers"),
    (10, "note", "drivers"), (10, "take", "drivers"), (14, "assign", "planners"), (5, "both_assign", "planners"),
    (3, "cancel", "planners"), (10, "add", "planners"), (38, "case_act", "writers"), (14, "finish_case", "readers"),
    (16, "no_coverage", "team"), (10, "jump", "team"), (4, "reboot", "team"), (10, "arm_phone", "team"),
    (3, "arm_server", "team"), (4, "back_up", "team"), (2.7, "put_back", "team"), (0.5, "revoke", "drivers"),
    (14, "elsewhere", "theirs"),
)  # fmt: skip
_CHANCES = tuple(zip(*_WHAT_HAPPENS, strict=True))
