"""Faults in what phones and server do together, which the simulated weeks, the race or the random swaps must find."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from field_app.rules import clock, fitness, observations, planning, shift_changes, swaps
from field_app.rules.vocabulary import Kind
from field_app.rules.working_time import Rule, new_breaches
from field_app.store.outbox import Outbox
from field_app.store.phone_store import PhoneStore
from field_app.sync.client import Unreachable
from field_app.sync.exchange import Exchange
from sync_server import intake
from sync_server.roster_log import RosterLog
from sync_server.store.people import People
from sync_server.store.reading import Reading
from sync_server.store.rows import TeamRows

from .fault import Fault

#: Puts something else in the place of what an object has under a name.
Put = Callable[[Any, str, Any], None]
_WEEKS = "tests/simulation/test_simulation.py::test_eight_phones_end_with_the_same_truth[0]"


@dataclass(frozen=True, slots=True)
class Bug:
    """A fault that can be put into the code by whoever takes it out again."""

    promise: str
    says: str
    into: Callable[[Put], None]


def accept_a_stale_swap(put: Put) -> None:
    put(swaps, "_require_open", lambda found, facts, act: None)


def skip_the_version_check(put: Put) -> None:
    seen = shift_changes.seen_shift

    def unseen(ref: Any, facts: Any) -> Any:
        shift = facts.shift(ref.shift_id)
        return seen(replace(ref, version=shift.version) if shift else ref, facts)

    for module in (planning, shift_changes, swaps):
        put(module, "seen_shift", unseen)


def forget_the_verdict(put: Put) -> None:
    put(Outbox, "settle", lambda self, verdicts: None)


def drop_on_refusal(put: Put) -> None:
    settle = Outbox.settle

    def dropping(self: Any, verdicts: Any) -> None:
        said = list(verdicts)
        settle(self, said)
        refused = [[number] for number, each in said if each.status == "refused" and number < self.last_seq]
        self._database.conn.executemany("delete from outbox where device_seq = ?", refused)

    put(Outbox, "settle", dropping)


def order_by_device_clock(put: Put) -> None:
    judge = intake._Judge.judge

    def by_the_clock(self: Any, links: Any) -> Any:
        said: dict[int, Any] = {}
        verdict = self._verdict

        def remembered(link: Any) -> Any:
            if not said:
                said.update((each.seq, verdict(each)) for each in sorted(links, key=lambda each: str(each.raw.get("at"))))
            return said[link.seq]

        self._verdict = remembered
        return judge(self, links)

    put(intake._Judge, "judge", by_the_clock)


def feed_leaks_team(put: Put) -> None:
    page = Reading.page

    def leaking(self: Any, cursor: int, without: str | None, limit: int) -> Any:
        found = page(self, cursor, without, limit)
        (other,) = self._database.execute("select id from teams where id <> ? limit 1", [self._team]).fetchone()
        return sorted([*found, *page(Reading(self._database, other, self._reader), cursor, without, limit - len(found))])

    put(Reading, "page", leaking)


def purge_forgets_what_was_sent(put: Put) -> None:
    put(PhoneStore, "_forget", lambda self, case_id: None)


def confirm_before_verdict(put: Put) -> None:
    batch = Outbox.batch

    def confirming(self: Any, *how: Any, **more: Any) -> Any:
        found = batch(self, *how, **more)
        if found:
            sent = [found.first_seq, found.last_seq]
            self._database.execute("update outbox set state = 'ACCEPTED' where device_seq between ? and ?", sent)
        return found

    put(Outbox, "batch", confirming)


def resend_as_new_command(put: Put) -> None:
    send = Exchange._send

    async def sending(self: Any, request: Any) -> Any:
        try:
            return await send(self, request)
        except Unreachable:
            if request.batch:
                with self._store.saving():
                    self._store.outbox._say_again(request.batch.first_seq, request.batch.last_seq + 1)
            raise

    put(Exchange, "_send", sending)


def skip_hard_rule(put: Put) -> None:
    for module in (planning, swaps):
        put(module, "require_fit", lambda *judged: None)


def safe_before_the_backup(put: Put) -> None:
    device = People.device

    def too_safe(self: Any, device_id: str) -> Any:
        found = device(self, device_id)
        return replace(found, safe_seq=found.last_seq) if found else None

    put(People, "device", too_safe)


def restore_forgets_the_roster(put: Put) -> None:
    put(RosterLog, "replay", lambda self, public_hex: 0)


def correct_the_clock(put: Put) -> None:
    created = observations.created

    def corrected(act: Any, flags: Any, looked: Any) -> Any:
        return created(replace(act, at=act.at - act.skew) if act.skew else act, flags, looked)

    put(observations, "created", corrected)


IN_THE_SIMULATION = {
    "accept-a-stale-swap": Bug("P6", "an offer that was taken back is accepted all the same", accept_a_stale_swap),
    "skip-the-version-check": Bug("P8", "a yes holds for whatever the shift has become", skip_the_version_check),
    "forget-the-verdict": Bug("P6", "a phone does not keep what the server said", forget_the_verdict),
    "drop-on-refusal": Bug("P6", "what was refused is gone from the phone", drop_on_refusal),
    "order-by-device-clock": Bug("P6", "the server judges by the order of the phone's clock", order_by_device_clock),
    "feed-leaks-team": Bug("P6", "the feed holds rows of another team", feed_leaks_team),
    "purge-forgets-what-was-sent": Bug("P6", "a phone keeps what it sent about a destroyed case", purge_forgets_what_was_sent),
    "confirm-before-verdict": Bug("P6", "a phone shows as confirmed what it only sent", confirm_before_verdict),
    "resend-as-new-command": Bug("P6", "after a lost answer a phone says the same as something new", resend_as_new_command),
    "skip-hard-rule": Bug("P6", "swaps and edits are not held against working time", skip_hard_rule),
    "safe-before-the-backup": Bug("P7", "phones let go of what no backup holds yet", safe_before_the_backup),
    "restore-forgets-the-roster": Bug("P7", "going back to a backup undoes confirmed swaps", restore_forgets_the_roster),
    "correct-the-clock": Bug("P16", "the server puts the phone's time right", correct_the_clock),
}


def check_then_save(put: Put) -> None:
    """A server judges by the roster as it once read it: what has been written since, it does not see."""
    row = TeamRows.row

    def as_first_read(self: Any, kind: Kind, row_id: str) -> Any:
        body = row(self, kind, row_id)
        if body and kind is Kind.OFFER:
            return {name: part for name, part in body.items() if name not in ("taken_by", "closed_at")} | {"status": "OPEN"}
        if body and kind is Kind.SHIFT and body.get("changes"):
            first = body["changes"][0]
            return {**body, "officer_id": first["was"], "version": first["version"] - 1, "changes": []}
        return body

    put(TeamRows, "row", as_first_read)


def skip_the_daily_rest(put: Put) -> None:
    def restless(*given: Any) -> Any:
        return tuple(each for each in new_breaches(*given) if each.rule is not Rule.DAILY_REST)

    put(fitness, "new_breaches", restless)


def trust_the_clock(put: Put) -> None:
    """How far the clock is off when it sends is taken for how far it was off when it wrote."""
    put(clock, "skew", lambda written_at, reading, sent, received_at: sent.now - received_at)
    put(intake, "skew", clock.skew)


def _planted(into: Callable[[Put], None]) -> None:
    into(setattr)


_RACE = "tests/server/test_swap_race.py::test_two_servers_on_one_file_give_a_shift_to_one_of_two"
_RANDOM = "tests/rules/test_random_swaps.py::test_ten_thousand_things_said_leave_no_shift_with_two_owners_and_no_unlawful_roster"
_JUMP = "tests/sync/test_honest_clock.py::test_a_clock_that_jumps_a_day_changes_no_order_and_the_row_says_by_how_much"
_ELSEWHERE = (
    Fault("check-then-save", "P8", "two servers judge by what they remember", _RACE, partial(_planted, check_then_save)),
    Fault("skip-the-daily-rest", "P9", "no hours between two shifts", _RANDOM, partial(_planted, skip_the_daily_rest)),
    Fault("trust-the-clock", "P16", "a clock put right hides how far it was off", _JUMP, partial(_planted, trust_the_clock)),
    Fault("put-the-clock-right", "P16", "the server puts the phone's time right", _JUMP, partial(_planted, correct_the_clock)),
)
FAULTS = (
    *(Fault(name, bug.promise, bug.says, _WEEKS, partial(_planted, bug.into)) for name, bug in IN_THE_SIMULATION.items()),
    *_ELSEWHERE,
)
