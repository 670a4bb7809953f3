"""A swap through real phones and a real server: with and without coverage, by note, raced by a third, killed in between."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from people import NADIA, TEAM, WORLD, at
from roster_people import DRIVERS, LOTTE, MILAN, MONDAY, PETRA, ROSTERED, day, team
from running import Office, Phone, put, rows_as_changes
from sync.test_bad_coverage import all_the_same

from field_app.rules.refusals import Code, Refused
from field_app.rules.roster_commands import AvailabilityKind, ShiftRef
from field_app.rules.roster_records import ChangeKind, DeviceKey, Offer, OfferStatus
from field_app.rules.vocabulary import Kind, Moment, Role, Slot
from field_app.workday.roster_views import CarView, OfferView, RosterView, Standing, SwapNews
from sync_server import intake

#: Nadia's Monday, when Lotte and Milan are free; Lotte's Friday, when Nadia is.
MINE, THEIRS = "nadia-0", "lotte-4"


@pytest.fixture
def rostered(tmp_path: Path) -> Iterator[Office]:
    """The fortnight on a real server."""
    made = Office(tmp_path)
    put(made.folder, *(each for each in ROSTERED if each not in WORLD))
    yield made
    made.close()


def roster(phone: Phone) -> RosterView:
    return phone.workday.roster(MONDAY, 14)


def offers(phone: Phone) -> dict[str, OfferView]:
    """What this phone shows of offers: asked and offered."""
    view = roster(phone)
    return {each.offer.id: each for each in (*view.asked, *view.offered)}


def standing(phone: Phone, offer_id: str) -> Standing:
    return phone.workday.offer(offer_id).standing


def owner(phone: Phone, shift_id: str = MINE) -> str | None:
    return phone.workday.shift(shift_id).shift.officer_id


def car(phone: Phone, shift_id: str = MINE) -> CarView:
    cars = [each for one in roster(phone).days for slot in one.slots for each in slot.cars]
    return next(each for each in cars if each.shift.id == shift_id)


def news(phone: Phone) -> SwapNews:
    (found,) = roster(phone).news
    return found


def change(office: Office, *records: Any) -> None:
    """The office changes rows that are there already."""
    rows = [replace(each, is_new=False) for each in rows_as_changes(records)]
    office.at_desk(lambda store: intake.put_rows(store, TEAM.id, rows))


def server_shift(office: Office, shift_id: str = MINE) -> dict[str, Any]:
    found: dict[str, Any] = office.rows()["shift", shift_id]
    return found


def everywhere(office: Office, *phones: Phone) -> None:
    """Everybody exchanges until nothing waits; then all hold the same rows."""
    for _ in range(2):
        for each in phones:
            each.round()
    all_the_same(office, *phones)


# ---- with coverage


def test_a_swap_with_coverage_is_read_the_same_on_all_phones(rostered: Office) -> None:
    nadia, lotte, milan = (rostered.phone(each) for each in (NADIA, LOTTE, MILAN))
    offer_id = nadia.workday.offer_swap(MINE, LOTTE.id, (THEIRS,))
    assert standing(nadia, offer_id) is Standing.WAITS_SENDING
    nadia.round()
    assert (standing(nadia, offer_id), car(nadia).is_offered) == (Standing.WAITS_ANSWER, True)
    lotte.round()
    milan.round()
    assert [each.offer.id for each in roster(lotte).asked] == [offer_id]
    assert (roster(milan).asked, car(milan).is_offered) == ((), True)
    asked = offers(lotte)[offer_id]
    assert (asked.standing, asked.may_accept, [each.shift.id for each in asked.returns]) == (Standing.ASKED, True, [THEIRS])
    lotte.workday.accept_swap(offer_id, THEIRS)
    assert (standing(lotte, offer_id), owner(lotte), owner(lotte, THEIRS)) == (Standing.WAITS_SERVER, NADIA.id, LOTTE.id)
    assert (car(lotte).waits, car(lotte, THEIRS).waits) == (True, True)
    everywhere(rostered, lotte, nadia, milan)
    for phone in (nadia, lotte, milan):
        assert (owner(phone), owner(phone, THEIRS), standing(phone, offer_id)) == (LOTTE.id, NADIA.id, Standing.DONE)
        assert (car(phone).waits, roster(phone).news) == (False, ())
    changes = roster(nadia).changes
    moved = {(each.shift.id, each.change.was, each.change.became, each.by.id) for each in changes}
    assert moved == {(MINE, NADIA.id, LOTTE.id, LOTTE.id), (THEIRS, LOTTE.id, NADIA.id, LOTTE.id)}
    assert {(each.was and each.was.name, each.became and each.became.name) for each in changes} >= {(NADIA.name, LOTTE.name)}
    assert roster(lotte).changes == roster(milan).changes == ()
    for shift_id in (MINE, THEIRS):
        nadia.workday.mark_seen(shift_id)
    assert roster(nadia).changes == ()
    everywhere(rostered, nadia, lotte, milan)


def test_a_no_and_a_withdrawal_reach_everybody(rostered: Office) -> None:
    nadia, lotte, milan = (rostered.phone(each) for each in (NADIA, LOTTE, MILAN))
    to_one, to_all = nadia.workday.offer_swap(MINE, LOTTE.id), nadia.workday.offer_swap("nadia-7")
    everywhere(rostered, nadia, lotte, milan)
    for each in (to_one, to_all):
        lotte.workday.decline_swap(each)
        assert standing(lotte, each) is Standing.OVER
    assert lotte.workday.roster(MONDAY, 14).asked == ()
    everywhere(rostered, lotte, nadia, milan)
    assert [standing(nadia, each) for each in (to_one, to_all)] == [Standing.OVER, Standing.WAITS_ANSWER]
    nadia.workday.withdraw_swap(to_all)
    everywhere(rostered, nadia, lotte, milan)
    assert {standing(each, to_all) for each in (nadia, lotte, milan)} == {Standing.OVER}
    assert rostered.rows()["offer", to_all]["status"] == "WITHDRAWN"


# ---- both without coverage


def by_note(nadia: Phone, lotte: Phone, to: str | None = LOTTE.id) -> str:
    """Side by side without coverage: the offer goes over, the yes comes back. Answers the id of the offer."""
    offer_id = nadia.workday.offer_swap(MINE, to)
    read = lotte.workday.read_note(f"Hoi! {nadia.workday.note_of(offer_id)}\nGroet, Nadia")
    assert (read.offer.id, read.standing, read.may_accept) == (offer_id, Standing.ASKED, True)
    lotte.workday.accept_swap(offer_id)
    answered = nadia.workday.read_note(lotte.workday.note_of(offer_id))
    assert (answered.standing, answered.taker and answered.taker.id) == (Standing.WAITS_SERVER, LOTTE.id)
    return offer_id


@pytest.mark.parametrize("first", ["nadia", "lotte", "both"])
@pytest.mark.parametrize("killed", [False, True])
def test_whoever_has_coverage_first_delivers_the_swap_of_both(rostered: Office, first: str, killed: bool) -> None:
    nadia, lotte, milan = (rostered.phone(each) for each in (NADIA, LOTTE, MILAN))
    everywhere(rostered, nadia, lotte, milan)
    offer_id = by_note(nadia, lotte)
    if killed:
        nadia, lotte = rostered.killed(nadia), rostered.killed(lotte)
    for phone in (nadia, lotte):
        assert (standing(phone, offer_id), owner(phone), car(phone).waits) == (Standing.WAITS_SERVER, NADIA.id, True)
    assert owner(milan) == NADIA.id
    assert server_shift(rostered)["officer_id"] == NADIA.id, "the server has not spoken"
    for phone in {"nadia": (nadia,), "lotte": (lotte,), "both": (lotte, nadia)}[first]:
        phone.round()
    moved = server_shift(rostered)
    assert (moved["officer_id"], moved["version"]) == (LOTTE.id, 2)
    if killed:
        nadia, lotte = rostered.killed(nadia), rostered.killed(lotte)
    everywhere(rostered, milan, lotte, nadia)
    assert server_shift(rostered) == moved, "exactly one swap"
    for phone in (nadia, lotte, milan):
        assert (owner(phone), standing(phone, offer_id), roster(phone).news) == (LOTTE.id, Standing.DONE, ())
        assert [each.refusal_code for each in phone.workday.waiting() if each.refusal_code] == []
    assert [each.change.kind for each in roster(nadia).changes] == [ChangeKind.SWAPPED]


def test_a_note_read_twice_or_by_its_own_writer_says_nothing_new(rostered: Office) -> None:
    nadia, lotte = rostered.phone(NADIA), rostered.phone(LOTTE)
    everywhere(rostered, nadia, lotte)
    offer_id = nadia.workday.offer_swap(MINE)
    text = nadia.workday.note_of(offer_id)
    assert nadia.workday.read_note(text).is_mine
    for _ in range(3):
        lotte.workday.read_note(text)
    lotte.workday.accept_swap(offer_id)
    back = lotte.workday.note_of(offer_id)
    assert lotte.workday.read_note(back).standing is Standing.WAITS_SERVER
    for _ in range(3):
        nadia.workday.read_note(back)
    assert [len(each.store.outbox.items("SAVED")) for each in (nadia, lotte)] == [2, 2]


def test_a_note_is_shown_by_those_whom_it_is_of(rostered: Office) -> None:
    nadia, lotte, milan = (rostered.phone(each) for each in (NADIA, LOTTE, MILAN))
    everywhere(rostered, nadia, lotte, milan)
    offer_id = nadia.workday.offer_swap(MINE)
    assert nadia.workday.offer(offer_id).note_ready
    everywhere(rostered, nadia, lotte, milan)
    assert nadia.workday.note_of(offer_id), "also when the server has it: the colleague's phone may not"
    assert not lotte.workday.offer(offer_id).note_ready
    nadia.workday.offer_swap("nadia-7")
    nadia.round()
    rostered.back_up("copy.db")
    nadia.round()
    assert not nadia.workday.offer(offer_id).note_ready, "it went to the server so long ago that this phone let it go"
    for phone, unknown in ((lotte, offer_id), (nadia, offer_id), (nadia, "gone")):
        with pytest.raises(Refused):
            phone.workday.note_of(unknown)


def test_a_note_for_another_is_read_and_cannot_be_answered(rostered: Office) -> None:
    nadia, milan = rostered.phone(NADIA), rostered.phone(MILAN)
    rostered.phone(LOTTE)
    everywhere(rostered, nadia, milan)
    offer_id = nadia.workday.offer_swap(MINE, LOTTE.id)
    milan.workday.read_note(nadia.workday.note_of(offer_id))
    with pytest.raises(Refused) as no:
        milan.workday.accept_swap(offer_id)
    assert no.value.code is Code.OFFER_NOT_FOR_YOU
    assert roster(milan).asked == ()


def test_a_phone_that_was_shut_out_signs_for_nobody(rostered: Office) -> None:
    nadia, lotte = rostered.phone(NADIA), rostered.phone(LOTTE)
    everywhere(rostered, nadia, lotte)
    text = nadia.workday.note_of(nadia.workday.offer_swap(MINE, LOTTE.id))
    device = rostered.rows()["device", nadia.enrolment.device_id]
    assert device["officer_id"] == NADIA.id
    known = lotte.store.casebook.row(Kind.DEVICE, nadia.enrolment.device_id)
    assert known == device
    change(rostered, DeviceKey(nadia.enrolment.device_id, NADIA.id, device["public_key"], is_revoked=True))
    lotte.round()
    with pytest.raises(Refused) as no:
        lotte.workday.read_note(text)
    assert no.value.code is Code.NOTE_FORGED


# ---- a third phone is first

Beat = Callable[[Office, Phone, Phone, Phone, str], None]


def milan_says_yes(office: Office, nadia: Phone, milan: Phone, petra: Phone, offer_id: str) -> None:
    milan.workday.accept_swap(offer_id)
    milan.round()


def petra_gives_it_away(office: Office, nadia: Phone, milan: Phone, petra: Phone, offer_id: str) -> None:
    petra.workday.assign_shift(MINE, MILAN.id, "Milan kent de wijk")
    petra.round()


def petra_cancels_it(office: Office, nadia: Phone, milan: Phone, petra: Phone, offer_id: str) -> None:
    petra.workday.cancel_shift(MINE, "auto kapot")
    petra.round()


def it_runs_out(office: Office, nadia: Phone, milan: Phone, petra: Phone, offer_id: str) -> None:
    office.watch.forward(days=3, hours=12)


def lotte_drives_the_night_before(office: Office, nadia: Phone, milan: Phone, petra: Phone, offer_id: str) -> None:
    petra.workday.add_shift((Slot(day(-1), Moment.EVENING),), LOTTE.id)
    petra.round()


@pytest.mark.parametrize(
    ("beaten_by", "code", "who", "ends_with"),
    [
        (milan_says_yes, "shift-already-taken", MILAN.id, MILAN.id),
        (petra_gives_it_away, "shift-changed", MILAN.id, MILAN.id),
        (petra_cancels_it, "shift-cancelled", None, NADIA.id),
        (it_runs_out, "offer-expired", NADIA.id, NADIA.id),
        (lotte_drives_the_night_before, "working-time", LOTTE.id, NADIA.id),
    ],
    ids=["colleague", "planner", "cancelled", "expired", "rest"],
)
def test_who_comes_too_late_reads_who_what_and_why(
    rostered: Office, beaten_by: Beat, code: str, who: str | None, ends_with: str
) -> None:
    nadia, lotte, milan, petra = (rostered.phone(each) for each in (NADIA, LOTTE, MILAN, PETRA))
    offer_id = nadia.workday.offer_swap(MINE)
    everywhere(rostered, nadia, lotte, milan, petra)
    lotte.workday.accept_swap(offer_id)  # in a car park below ground
    nadia.workday.read_note(lotte.workday.note_of(offer_id))
    beaten_by(rostered, nadia, milan, petra, offer_id)
    nadia, lotte = rostered.killed(nadia), rostered.killed(lotte)
    assert owner(lotte) == owner(nadia) == NADIA.id
    for phone in (nadia, lotte):
        phone.round()
        told = news(phone)
        assert (told.code, told.shift and told.shift.id) == (code, MINE)
        reader = NADIA.id if phone is nadia else LOTTE.id
        assert (told.who.id if told.who else None) == (who if who != reader else None)
        if ends_with == NADIA.id and phone is nadia and code != "shift-cancelled":
            assert told.still, "colleagues who still can take it"
            assert LOTTE.id not in {each.id for each in told.still} or code == "offer-expired"
    everywhere(rostered, milan, petra, nadia, lotte)
    for phone in (nadia, lotte, milan):
        assert owner(phone) == ends_with
        assert standing(phone, offer_id) is not Standing.WAITS_SERVER
        assert not car(phone).waits if code != "shift-cancelled" else True
    for phone in (nadia, lotte):
        phone.workday.dismiss(news(phone).command_id)
        assert roster(phone).news == ()


def test_a_withdrawal_without_coverage_that_comes_after_the_yes_changes_nothing(rostered: Office) -> None:
    nadia, lotte = rostered.phone(NADIA), rostered.phone(LOTTE)
    offer_id = nadia.workday.offer_swap(MINE)
    everywhere(rostered, nadia, lotte)
    nadia.workday.withdraw_swap(offer_id)
    assert standing(nadia, offer_id) is Standing.OVER
    lotte.workday.accept_swap(offer_id)
    lotte.round()
    nadia.round()
    told = news(nadia)
    assert (told.code, told.who and told.who.id, owner(nadia)) == ("shift-already-taken", LOTTE.id, LOTTE.id)
    assert standing(nadia, offer_id) is Standing.DONE


def test_an_open_shift_goes_to_the_first_and_waits_on_both_until_then(rostered: Office) -> None:
    lotte, milan = rostered.phone(LOTTE), rostered.phone(MILAN)
    for phone in (lotte, milan):
        phone.workday.take_shift("open-5")
        assert (owner(phone, "open-5"), [each.id for each in roster(phone).taking]) == (None, ["open-5"])
        assert not phone.workday.shift("open-5").may_take, "it was said already"
    milan.round()
    lotte.round()
    told = news(lotte)
    assert (told.code, told.who and told.who.id) == ("shift-already-taken", MILAN.id)
    everywhere(rostered, lotte, milan)
    assert owner(lotte, "open-5") == owner(milan, "open-5") == MILAN.id
    assert (roster(lotte).taking, roster(lotte).open_shifts) == ((), ())


# ---- the phone's own reading


def test_what_a_phone_replays_is_what_the_server_makes_of_it(rostered: Office) -> None:
    nadia, petra = rostered.phone(NADIA), rostered.phone(PETRA)
    nadia.workday.offer_swap("nadia-7")
    half = nadia.workday.split_shift(MINE)
    nadia.workday.withdraw_swap(nadia.workday.offer_swap(half))
    nadia.workday.say_availability(AvailabilityKind.AWAY, at("00:00", day(20)), at("00:00", day(21)))
    nadia.workday.report_sick(at("00:00", day(1)), at("00:00", day(2)))
    petra.workday.assign_shift("daan-1", None, "cursus")
    petra.workday.cancel_shift("sanne-4", "te veel")
    petra.workday.assign_shift("open-5", LOTTE.id)
    reached = 0
    for phone in (nadia, petra):
        replayed = {(str(kind), row_id): dict(body) for (kind, row_id), body in phone.workday._read().facts.changed.items()}
        phone.round()
        rows = rostered.rows()
        assert {key: rows[key] for key in replayed} == replayed
        reached += len(replayed)
    assert reached >= 9
    everywhere(rostered, nadia, petra)


def test_halves_and_their_offers_travel_together(rostered: Office) -> None:
    nadia, lotte = rostered.phone(NADIA), rostered.phone(LOTTE)
    half = nadia.workday.split_shift(MINE)
    offer_id = nadia.workday.offer_swap(half, LOTTE.id)
    with pytest.raises(Refused) as no:
        lotte.workday.read_note(nadia.workday.note_of(offer_id))
    assert no.value.code is Code.SHIFT_UNKNOWN, "a phone that never saw the half cannot judge it"
    assert lotte.store.outbox.items("SAVED") == []
    everywhere(rostered, nadia, lotte)
    lotte.workday.accept_swap(offer_id)
    everywhere(rostered, lotte, nadia)
    assert (owner(nadia), owner(nadia, half)) == (NADIA.id, LOTTE.id)


def test_an_offer_whose_shift_is_not_here_yet_hides_nothing_else(rostered: Office) -> None:
    """In the middle of a long pull, or when somebody offered what never was."""
    lotte = rostered.phone(LOTTE)
    ghost = Offer("ghost", NADIA.id, ShiftRef("gone", 1), at("17:00", day(-1)), at("06:00"), LOTTE.id)
    ended = replace(ghost, id="ended", status=OfferStatus.ENDED, closed_at=at("06:00"))
    put(rostered.folder, ghost, ended)
    lotte.round()
    assert len(roster(lotte).days) == 14
    assert (roster(lotte).asked, roster(lotte).offered) == ((), ())
    assert lotte.workday.shift(MINE).shift.id == MINE
    with pytest.raises(Refused) as no:
        lotte.workday.offer("ghost")
    assert no.value.code is Code.SHIFT_UNKNOWN


def test_only_lawful_partners_come_first_and_the_others_have_a_reason(rostered: Office) -> None:
    nadia = rostered.phone(NADIA)
    found = nadia.workday.shift(MINE).partners
    assert {each.officer.id for each in found} == {each.id for each in DRIVERS} - {NADIA.id}
    assert [each.may_take for each in found] == sorted((each.may_take for each in found), reverse=True)
    for each in found:
        assert each.may_take == (each.officer.id not in ("ruben", "joris"))
        assert each.may_take or each.obstacles[0].code is Code.SHIFT_UNFIT
        for way in each.returns:
            if not way.obstacles:
                assert nadia.workday.offer_swap(MINE, each.officer.id, (way.shift.id,))
    assert nadia.workday.shift("nadia-1").partners[-1].obstacles


def test_with_approval_all_three_see_that_the_team_lead_is_waited_for(rostered: Office) -> None:
    change(rostered, team(swaps_need_approval=True), replace(LOTTE, roles=(Role.OFFICER, Role.PLANNER)))
    nadia, lotte, petra = (rostered.phone(each) for each in (NADIA, LOTTE, PETRA))
    everywhere(rostered, nadia, lotte, petra)
    offer_id = by_note(nadia, lotte)
    everywhere(rostered, lotte, nadia, petra)
    for phone in (nadia, lotte, petra):
        assert (standing(phone, offer_id), owner(phone)) == (Standing.WAITS_APPROVAL, NADIA.id)
    assert [each.offer.id for each in roster(petra).asked] == [offer_id]
    assert roster(lotte).asked == (), "she plans too, and is asked nothing about her own swap"
    petra.workday.approve_swap(offer_id, is_approved=True)
    assert (standing(petra, offer_id), owner(petra), roster(petra).asked) == (Standing.WAITS_APPROVAL, NADIA.id, ())
    everywhere(rostered, petra, lotte, nadia)
    assert {owner(each) for each in (nadia, lotte, petra)} == {LOTTE.id}
    assert [len(roster(each).changes) for each in (nadia, lotte)] == [1, 1], "both are asked to look"


def test_what_one_has_not_read_stays_unseen_whatever_becomes_of_ones_own_waiting_changes(rostered: Office) -> None:
    nadia, petra = rostered.phone(NADIA), rostered.phone(PETRA)
    everywhere(rostered, nadia, petra)
    petra.workday.assign_shift(MINE, NADIA.id, "vast")
    everywhere(rostered, petra, nadia)
    nadia.workday.split_shift(MINE)
    nadia.workday.mark_seen(MINE)
    petra.workday.assign_shift(MINE, LOTTE.id, "geruild met u")
    petra.round()
    everywhere(rostered, nadia, petra)
    assert server_shift(rostered)["version"] == nadia.workday.shift(MINE).shift.version == 3
    assert [(each.change.version, each.change.became) for each in roster(nadia).changes] == [(3, LOTTE.id)], "never read"


def test_illness_opens_a_shift_for_everybody_and_repairs_are_lawful(rostered: Office) -> None:
    nadia, lotte, petra = (rostered.phone(each) for each in (NADIA, LOTTE, PETRA))
    nadia.workday.report_sick(at("00:00", day(0)), at("00:00", day(1)))
    everywhere(rostered, nadia, lotte, petra)
    assert [each.id for each in roster(lotte).open_shifts] == [MINE, "open-5"]
    repairs = petra.workday.shift(MINE).repairs
    assert len(repairs) == 3
    assert NADIA.id not in {each.officer.id for each in repairs}
    petra.workday.assign_shift(MINE, repairs[0].officer.id)
    everywhere(rostered, petra, lotte, nadia)
    assert owner(nadia) == repairs[0].officer.id


def test_the_calendar_follows_the_server_and_says_nothing_of_cases(rostered: Office) -> None:
    nadia, lotte = rostered.phone(NADIA), rostered.phone(LOTTE)
    everywhere(rostered, nadia, lotte)
    by_note(nadia, lotte)
    assert f"UID:{MINE}@ronde".encode() in nadia.workday.my_calendar()
    assert f"UID:{MINE}@ronde".encode() not in lotte.workday.my_calendar()
    everywhere(rostered, nadia, lotte)
    assert f"UID:{MINE}@ronde".encode() not in nadia.workday.my_calendar()
    mine = lotte.workday.my_calendar()
    assert f"UID:{MINE}@ronde".encode() in mine and b"SEQUENCE:2" in mine and b"DTSTART:20261123T040000Z" in mine
    assert b"Linde" not in mine


def put_back_before_the_swap(office: Office, nadia: Phone, lotte: Phone) -> str:
    """A confirmed swap, and then a server that knows nothing of it. Answers the id of the offer."""
    everywhere(office, nadia, lotte)
    backup = office.back_up("before.db")
    offer_id = nadia.workday.offer_swap(MINE, LOTTE.id)
    everywhere(office, nadia, lotte)
    lotte.workday.accept_swap(offer_id)
    everywhere(office, lotte, nadia)
    assert owner(nadia) == LOTTE.id
    (office.folder / "roster.log").unlink()  # lost with the disk: with it the server would know the swap again
    office.put_back(backup)
    assert server_shift(office)["officer_id"] == NADIA.id
    return offer_id


@pytest.mark.parametrize("first_back", ["giver", "taker"])
def test_a_server_that_was_put_back_knows_the_swap_by_what_is_listed_beside_it(rostered: Office, first_back: str) -> None:
    nadia, lotte = rostered.phone(NADIA), rostered.phone(LOTTE)
    everywhere(rostered, nadia, lotte)
    backup = rostered.back_up("before.db")
    offer_id = nadia.workday.offer_swap(MINE, LOTTE.id)
    everywhere(rostered, nadia, lotte)
    lotte.workday.accept_swap(offer_id)
    everywhere(rostered, lotte, nadia)
    rostered.put_back(backup)
    assert server_shift(rostered)["officer_id"] == LOTTE.id
    everywhere(rostered, *((nadia, lotte) if first_back == "giver" else (lotte, nadia)))
    assert (owner(nadia), owner(lotte)) == (LOTTE.id, LOTTE.id)


def test_a_server_that_was_put_back_has_the_swap_again_once_the_giver_is_back(rostered: Office) -> None:
    nadia, lotte = rostered.phone(NADIA), rostered.phone(LOTTE)
    put_back_before_the_swap(rostered, nadia, lotte)
    everywhere(rostered, nadia, lotte)
    assert (owner(nadia), owner(lotte)) == (LOTTE.id, LOTTE.id)
    assert (roster(nadia).news, roster(lotte).news) == ((), ())


def test_a_taker_who_is_back_first_is_told_and_can_say_yes_again(rostered: Office) -> None:
    """The server cannot know an offer that only the giver's phone can send again: nobody is moved without a word."""
    nadia, lotte = rostered.phone(NADIA), rostered.phone(LOTTE)
    offer_id = put_back_before_the_swap(rostered, nadia, lotte)
    everywhere(rostered, lotte, nadia)
    assert (owner(nadia), owner(lotte)) == (NADIA.id, NADIA.id)
    assert news(lotte).code == "offer-unknown"
    lotte.round()
    assert standing(lotte, offer_id) is Standing.ASKED
    lotte.workday.accept_swap(offer_id)
    everywhere(rostered, lotte, nadia)
    assert (owner(nadia), owner(lotte)) == (LOTTE.id, LOTTE.id)
