"""A clock that jumps, travels, starts anew or changes at night: the order stays, and how far it was off is said, not corrected."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from people import LINDE, NADIA, RUBEN, TEAM
from proofs import Proof, exactly
from running import Office, Phone, Watch, code_for

from field_app.rules.clock import stamped
from field_app.rules.facts import looked_of
from field_app.rules.meter import measure
from field_app.rules.pattern.summarising import summary
from field_app.rules.records import Observation
from field_app.rules.vocabulary import AMSTERDAM, FactKind, Flag, Kind, Result
from field_app.rules.wire import decode
from field_app.sync.pacing import QUIET_WAIT, Pace
from field_app.ui.text_nl import dossier, words
from field_app.workday.views import Entry
from sync.test_bad_coverage import all_the_same

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
#: Whose clock says "now" in Amsterdam; the fault is to keep the zone instead of the offset.
Wall = Callable[[datetime], datetime]


class Night(Watch):
    """A watch that is set by the world's time and shows Amsterdam's, as a phone does."""

    def __init__(self, at: datetime, wall: Wall = stamped) -> None:
        super().__init__(at)
        self._show = wall

    def now(self) -> datetime:
        return self._show(self.wall)


def apart(office: Office, watch: Watch) -> Phone:
    """A phone with clocks of its own."""
    phone = Phone(office.home / "phone-apart", watch)
    phone.enrol(office.address, code_for(office.folder, NADIA, TEAM.id, office.watch.now()))
    office.phones.append(phone)
    phone.round()
    return phone


def row(office: Office, entry_id: str) -> Any:
    return office.rows()["observation", entry_id]


def seconds_off(office: Office, entry_id: str) -> float | None:
    """What the row says of the clock; a flag without a figure or a figure without a flag is wrong."""
    body = row(office, entry_id)
    assert (Flag.CLOCK_SKEW in body.get("flags", ())) == ("skew_ms" in body)
    return body["skew_ms"] / 1000 if "skew_ms" in body else None


@pytest.mark.parametrize("jump", [DAY, -DAY], ids=["a day forward", "a day back"])
def test_a_clock_that_jumps_a_day_changes_no_order_and_the_row_says_by_how_much(
    office: Office, jump: timedelta, proof: Proof
) -> None:
    nadia, ruben = apart(office, Watch()), office.phone(RUBEN)
    before = nadia.look()
    nadia.watch.set_wall(seconds=jump.total_seconds())
    jumped = nadia.look()
    nadia.watch.set_wall(seconds=-jump.total_seconds())
    after = nadia.look()
    nadia.watch.forward(minutes=30)
    office.watch.forward(minutes=30, seconds=6)
    nadia.round()
    ruben.round()
    in_order = [each for _, _, each in office.log(nadia)] == [before.id, jumped.id, after.id]
    off = [seconds_off(office, each.id) for each in (before, jumped, after)]
    written = datetime.fromisoformat(row(office, jumped.id)["recorded_at"])
    proof(
        "P16",
        "a phone's clock that is set a day forward or back and right again",
        out_of_order=exactly(0, not in_order),
        flagged=exactly(1, off == [None, jump.total_seconds(), None]),
        corrected=exactly(0, abs(written - jump - office.watch.now()) >= timedelta(hours=1)),
    )
    all_the_same(office, nadia, ruben)
    for phone in (nadia, ruben):
        shown = phone.workday.entry(jumped.id)
        way = "voor" if jump > timedelta() else "achter"
        assert f"de klok van de telefoon liep niet gelijk (1 dag {way})" in dossier.flags(shown)
        assert ("Klok van de telefoon", f"1 dag {way} op de server") in dossier.times(shown)
        assert "Klok van de telefoon" not in dict(dossier.times(phone.workday.entry(before.id)))


def test_a_phone_that_travels_to_another_zone_is_not_off(office: Office) -> None:
    nadia = apart(office, Watch())
    nadia.watch.wall = nadia.watch.wall.astimezone(timezone(timedelta(hours=9)))
    entry = nadia.look()
    office.watch.forward(seconds=2)
    nadia.round()
    assert seconds_off(office, entry.id) is None
    assert row(office, entry.id)["recorded_at"].endswith("+01:00"), "as the clock in Amsterdam says it"
    all_the_same(office, nadia)


def test_after_a_reboot_the_difference_that_was_last_measured_is_the_witness(office: Office) -> None:
    nadia = apart(office, Watch())
    nadia.watch.set_wall(minutes=5)
    nadia.round()
    entry = nadia.look()
    nadia.watch.set_wall(minutes=-5)
    nadia.watch.reboot("boot-2")
    nadia = office.killed(nadia)
    nadia.watch.forward(minutes=10)
    office.watch.forward(minutes=10)
    later = nadia.look()
    nadia.round()
    assert seconds_off(office, entry.id) == 300
    assert seconds_off(office, later.id) is None
    all_the_same(office, nadia)


# ---- the two nights in which the clock is changed

AUTUMN, SPRING = datetime(2026, 10, 25, tzinfo=UTC), datetime(2027, 3, 28, tzinfo=UTC)


def night(office: Office, begins: datetime, wall: Wall = stamped) -> Phone:
    """A phone in that night; the server's clock goes along."""
    office.watch.wall = begins
    return apart(office, Night(begins, wall))


def watched(phone: Phone, office: Office, minutes: int, text: str = "Licht aan.") -> str:
    """A look of so many minutes, with a fact at its begin and one at its end."""
    draft = phone.workday.begin(LINDE.id, Result.SEEN).draft
    phone.workday.add_fact(draft.id, FactKind.LIGHT, text)
    for watch in (phone.watch, office.watch):
        watch.forward(minutes=minutes)
    phone.workday.add_fact(draft.id, FactKind.LIGHT, text)
    return phone.workday.seal(draft.id).id


def kept(phone: Phone) -> list[Observation]:
    bodies = phone.bodies()
    return [decode(Observation, {**body, "id": row_id}) for (kind, row_id), body in bodies.items() if kind == Kind.OBSERVATION]


def through_autumn(office: Office, wall: Wall = stamped) -> tuple[Phone, list[str]]:
    """Looks at 02:30 and at 02:30 an hour later, and between them one from 02:50 to 02:10."""
    phone = night(office, AUTUMN + timedelta(minutes=30), wall)
    ids = []
    for begins, lasts in ((30, 1), (50, 20), (90, 1)):
        ahead = AUTUMN + begins * MINUTE - phone.watch.wall
        for watch in (phone.watch, office.watch):
            watch.forward(seconds=ahead.total_seconds())
        ids.append(watched(phone, office, lasts))
    phone.round()
    return phone, ids


def test_in_autumn_the_two_half_past_twos_stay_apart_and_in_order(office: Office, proof: Proof) -> None:
    phone, ids = through_autumn(office)
    ruben = office.phone(RUBEN)
    journals = [[row for row in each.workday.story(LINDE.id).rows if isinstance(row, Entry)] for each in (phone, ruben)]
    shown = [[entry.id for entry in journal] for journal in journals]
    proof(
        "P16",
        "looks on both sides of the night that the clock goes back",
        looks=exactly(3, len(ids)),
        phones_on_which_they_are_in_order=exactly(2, shown.count(ids[::-1])),
    )
    for journal in journals:
        assert [words.clock(entry.began_at) for entry in journal] == ["02:30 wintertijd", "02:50 zomertijd", "02:30 zomertijd"]
        assert [entry.ended_at - entry.began_at for entry in journal] == [MINUTE, 20 * MINUTE, MINUTE]
    assert words.clock(journal[1].ended_at) == "02:10 wintertijd"
    looks = [looked for each in kept(phone) if (looked := looked_of(each.id, phone.bodies()[Kind.OBSERVATION, each.id]))]
    measured = measure(looks)
    assert (measured.looks, measured.minutes, measured.minutes_longest) == (3, 22, 20)
    assert [measured.first_at, measured.last_at] == [AUTUMN + 30 * MINUTE, AUTUMN + 90 * MINUTE]
    (line,) = summary(kept(phone)).supporting
    assert line.entries == tuple(ids)
    assert [seconds_off(office, each) for each in ids] == [None] * 3
    phone.round()
    all_the_same(office, phone, ruben)


def test_in_spring_a_look_over_the_hour_that_is_not_there_lasts_as_long_as_it_did(office: Office) -> None:
    phone = night(office, SPRING + timedelta(minutes=55))
    entry = phone.workday.entry(watched(phone, office, 10))
    assert (words.clock(entry.began_at), words.clock(entry.ended_at)) == ("01:55", "03:05")
    phone.round()
    (looked,) = (looked_of(each.id, phone.bodies()[Kind.OBSERVATION, each.id]) for each in kept(phone))
    assert looked is not None
    assert measure([looked]).minutes == 10
    assert seconds_off(office, entry.id) is None
    all_the_same(office, phone)


@pytest.mark.parametrize(("change", "before"), [(AUTUMN, timedelta(minutes=59)), (SPRING, timedelta(minutes=59))])
def test_the_measured_difference_and_the_waits_are_real_time_in_both_nights(
    office: Office, change: datetime, before: timedelta
) -> None:
    phone = night(office, change + before)
    assert [wait(phone.watch.now, phone) for _ in range(1)] == [QUIET_WAIT]
    assert phone.store.settings.get("server_offset")["ms"] == 0


def wait(now: Callable[[], datetime], phone: Phone) -> timedelta:
    """How long the phone would wait after this exchange, in the time that really passes."""
    pace = Pace().after_success(now())
    assert pace.next_at is not None
    return pace.next_at.astimezone(UTC) - phone.watch.wall


def test_a_phone_that_counts_along_the_wall_clock_is_found_out(office: Office) -> None:
    phone = night(office, AUTUMN + timedelta(minutes=59), lambda at: at.astimezone(AMSTERDAM))
    assert wait(phone.watch.now, phone) == QUIET_WAIT + timedelta(hours=1)
    assert wait(lambda: stamped(phone.watch.wall), phone) == QUIET_WAIT


def test_a_clock_that_was_set_back_never_makes_a_phone_wait_longer() -> None:
    now = stamped(AUTUMN)
    for pace in (Pace().after_success(now), Pace().after_failure(now, 1.0), Pace().after_failure(now, 1.0, timedelta(hours=1))):
        assert pace.wait(now - DAY) == pace.wait(now) > timedelta()
