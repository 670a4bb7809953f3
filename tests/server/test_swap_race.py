"""Two phones want the same shift at the same moment: one has it, the other hears who; by two servers on one file too."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from people import NADIA, TEAM, at
from proofs import Proof, at_least, exactly
from roster_people import DRIVERS, FATIMA, JORIS, LOTTE, MILAN, NOW, PETRA, ROSTERED, A, E, World, day, note_of, phone_of, shift
from running import Server, ServerProcess, Watch, found_team, put, rows_as_changes

from field_app.rules import rulebook
from field_app.rules.records import Officer, Shift
from field_app.rules.refusals import Code, Refused
from field_app.rules.roster_commands import (
    AcceptSwap,
    ApproveSwap,
    AssignShift,
    BringNote,
    OfferSwap,
    ShiftRef,
    SplitShift,
    TakeShift,
    WithdrawSwap,
)
from field_app.rules.roster_records import Offer, OfferStatus
from field_app.rules.row_facts import RowFacts
from field_app.rules.vocabulary import Kind
from server.by_hand import Device
from sync_server import intake
from sync_server.admin.told import changing, database
from sync_server.store.server_store import ServerStore

RACES = 200


@dataclass
class Rostered:
    """The fortnight on a real server, with devices spoken for by hand."""

    folder: Path
    address: str

    def device(self, officer: Officer, address: str = "") -> Device:
        return Device.added(self.folder, address or self.address, officer).opened()

    def rows(self, kind: Kind) -> dict[str, Any]:
        with changing(self.folder) as store:
            return store.rows(TEAM.id).all_of(kind)

    def change(self, record: Any) -> None:
        """The office changes a row that is there already."""
        with changing(self.folder) as store:
            intake.put_rows(store, TEAM.id, [replace(each, is_new=False) for each in rows_as_changes([record])])

    def shift(self, shift_id: str) -> Shift:
        with changing(self.folder) as store:
            found = RowFacts(store.rows(TEAM.id)).shift(shift_id)
        assert found is not None
        return found

    def offer(self, offer_id: str) -> Offer:
        with changing(self.folder) as store:
            found = RowFacts(store.rows(TEAM.id)).record(Offer, offer_id)
        assert found is not None
        return found


@pytest.fixture
def rostered(tmp_path: Path) -> Iterator[Rostered]:
    """A server whose clock stands at nine on the Thursday before."""
    folder = tmp_path / "server"
    found_team(folder, *ROSTERED)
    server = Server(folder, Watch(NOW).now)
    yield Rostered(folder, server.address)
    server.stop()


def verdicts(answer: dict[str, Any]) -> list[tuple[str, str | None]]:
    return [(each["status"], each.get("code")) for each in answer["verdicts"]]


def said(device: Device, *commands: Any) -> list[dict[str, Any]]:
    """What the server says of each of these commands."""
    found: list[dict[str, Any]] = device.send(*(device.envelope(each) for each in commands))["verdicts"]
    return found


# ---- 200 races


def year_of_shifts(begin: datetime) -> list[Shift]:
    """Nadia's early moments, four a week, far enough apart that anybody may take any number of them."""
    first = (begin + timedelta(days=28)).date()
    days = [number for number in range(RACES * 2) if (first + timedelta(days=number)).weekday() < 4]
    offset = (first - day(0)).days
    return [shift(NADIA, number + offset, E, id=f"race-{at_}", roster_id=None) for at_, number in enumerate(days[:RACES])]


def offers_of(shifts: list[Shift]) -> list[OfferSwap]:
    return [OfferSwap(ShiftRef(each.id, each.version), each.begins_at - timedelta(hours=12)) for each in shifts]


@dataclass
class Outcomes:
    """What two runners heard, race by race."""

    heard: list[list[dict[str, Any]]]

    def complaints(self, owners: list[str | None]) -> list[str]:
        """Every race has one winner, who owns the shift; the other hears the winner's name."""
        wrong = []
        for number, (both, owner) in enumerate(zip(zip(*self.heard, strict=True), owners, strict=True)):
            winners = [who for who, each in zip(RUNNERS, both, strict=True) if each["status"] == "accepted"]
            if len(winners) != 1 or winners[0].id != owner:
                wrong.append(f"race {number}: {len(winners)} winners, {owner} has it")
            wrong += [
                f"race {number}: {each}"
                for each in both
                if each["status"] != "accepted"
                and (each["code"], each["details"].get("officer_id")) != (Code.SHIFT_ALREADY_TAKEN, owner)
            ]
        return wrong

    def won(self) -> Counter[str]:
        return Counter(who.id for who, each in zip(RUNNERS, self.heard, strict=True) for one in each if one["status"] == "accepted")


RUNNERS = (LOTTE, MILAN)


def race(runs: list[Callable[[int], dict[str, Any]]], races: int) -> Outcomes:
    """Let both run at the same moment, again and again."""
    line = threading.Barrier(len(runs))
    heard: list[list[dict[str, Any]]] = [[] for _ in runs]

    def lane(number: int) -> None:
        try:
            for each in range(races):
                line.wait(30)
                heard[number].append(runs[number](each))
        finally:
            line.abort()  # who is done, or fell over, keeps nobody waiting

    lanes = [threading.Thread(target=lane, args=(number,)) for number in range(len(runs))]
    for each in lanes:
        each.start()
    for each in lanes:
        each.join(120)
    return Outcomes(heard)


def test_two_servers_on_one_file_give_a_shift_to_one_of_two(tmp_path: Path, proof: Proof) -> None:
    folder = tmp_path / "server"
    found_team(folder, *ROSTERED)
    shifts = year_of_shifts(datetime.now(UTC))
    put(folder, *shifts)
    servers = [ServerProcess(folder), ServerProcess(folder)]
    world = Rostered(folder, servers[0].address)
    nadia = world.device(NADIA)
    sent = [nadia.envelope(each) for each in offers_of(shifts)]
    assert {each["status"] for each in nadia.send(*sent)["verdicts"]} == {"accepted"}
    devices = [world.device(who, server.address) for who, server in zip(RUNNERS, servers, strict=True)]
    words = [AcceptSwap(envelope["id"], None, offer.gives) for envelope, offer in zip(sent, offers_of(shifts), strict=True)]
    runs = [lambda number, device=device: said(device, words[number])[0] for device in devices]
    done = race(runs, RACES)  # type: ignore[arg-type]  # each lane has its own device
    owners = [world.shift(each.id).officer_id for each in shifts]
    for server in servers:
        server.stop()
    print(*done.complaints(owners), sep="\n")
    proof(
        "P8",
        "two phones and two server processes race for one shift on the real database",
        races=exactly(RACES, len(owners)),
        double_owners_or_untold_losers=exactly(0, len(done.complaints(owners))),
        won=exactly(RACES, sum(done.won().values())),
        won_by_the_slower_of_the_two=at_least(RACES // 20, min(done.won()[who.id] for who in RUNNERS)),
    )


def test_a_server_that_checks_first_and_saves_later_gives_it_to_both(tmp_path: Path, proof: Proof) -> None:
    """The fault that these races are there to find: judged outside the transaction, saved in one of its own."""
    folder = tmp_path / "server"
    found_team(folder, *ROSTERED)
    races = 20
    shifts = year_of_shifts(NOW)[:races]
    put(folder, *shifts)
    world = World(*shifts)
    for number, offer in enumerate(offers_of(shifts)):
        world.say(offer, NADIA, command_id=f"offer-{number}")
    put(folder, *world.all(Offer))
    judged, saved, pen = threading.Barrier(2), threading.Barrier(2), threading.Lock()

    def careless(who: Officer) -> Callable[[int], dict[str, Any]]:
        def run(number: int) -> dict[str, Any]:
            command = AcceptSwap(f"offer-{number}", None, ShiftRef(shifts[number].id, 1))
            store = ServerStore(database(folder))
            act = World(records=()).act(command, who, NOW, f"{who.id}-{number}", on_phone=False)
            try:
                outcome = rulebook.apply(command, store.facts(TEAM.id), act)
            except Refused as no:
                return {"status": "refused", "code": no.code, "details": no.details}
            finally:
                judged.wait(30)
            with pen, store.database.atomic():
                store.rows(TEAM.id).write([(number + 1_000, each) for each in outcome.changes], None)
            store.close()
            saved.wait(30)
            return {"status": "accepted"}

        return run

    done = race([careless(each) for each in RUNNERS], races)
    owners = [Rostered(folder, "").shift(each.id).officer_id for each in shifts]
    proof(
        "P8",
        "the same race with a server that checks first and saves later",
        races=exactly(races, len(owners)),
        wrong=exactly(races, len(done.complaints(owners))),
    )


# ---- a phone that skips its own check


def test_an_unlawful_yes_made_by_hand_is_refused_by_the_server(rostered: Rostered) -> None:
    joris, fatima, lotte = (rostered.device(each) for each in (JORIS, FATIMA, LOTTE))
    first = joris.envelope(OfferSwap(ShiftRef("joris-0", 1), shift(JORIS, 0, A).begins_at - timedelta(hours=12)))
    assert verdicts(joris.send(first)) == [("accepted", None)]
    before = rostered.rows(Kind.SHIFT)
    (rest,) = said(fatima, AcceptSwap(first["id"]))
    assert (rest["status"], rest["code"]) == ("refused", "working-time")
    assert (rest["details"]["rule"], rest["details"]["officer_id"]) == ("daily-rest", FATIMA.id)
    hand_made = (
        (AcceptSwap(first["id"], ShiftRef("lotte-4", 1)), "return-not-asked"),
        (AcceptSwap(first["id"], None, ShiftRef("joris-0", 2)), "shift-changed"),
        (AcceptSwap("nothing"), "offer-unknown"),
        (TakeShift(ShiftRef("nadia-0", 1)), "shift-not-open"),
        (AssignShift(ShiftRef("nadia-0", 1), LOTTE.id), "not-a-planner"),
        (WithdrawSwap(first["id"]), "not-your-offer"),
    )
    assert [each["code"] for each in said(lotte, *(command for command, _ in hand_made))] == [code for _, code in hand_made]
    assert rostered.rows(Kind.SHIFT) == before
    assert rostered.offer(first["id"]).status is OfferStatus.OPEN


def test_offers_and_answers_in_one_delivery_are_judged_in_their_order(rostered: Rostered) -> None:
    """Second offers, a withdrawal and a yes that comes after it, all in one go."""
    nadia, lotte = rostered.device(NADIA), rostered.device(LOTTE)
    until = at("17:00", day(-1))
    offers = [nadia.envelope(OfferSwap(ShiftRef("nadia-0", 1), until)) for _ in range(2)]
    nadia.send(*offers, nadia.envelope(WithdrawSwap(offers[0]["id"])))
    codes = [each.get("code") for each in said(lotte, *(AcceptSwap(each["id"]) for each in offers))]
    assert codes == ["offer-withdrawn", None]
    assert rostered.shift("nadia-0").officer_id == LOTTE.id


# ---- notes at the server


def test_a_note_is_believed_until_the_phone_that_signed_it_is_shut_out(rostered: Rostered) -> None:
    put(rostered.folder, phone_of(NADIA))
    lotte = rostered.device(LOTTE)
    offer = OfferSwap(ShiftRef("nadia-0", 1), at("17:00", day(-1)))
    (kept,) = said(lotte, BringNote(note_of(NADIA, offer, "by-hand-1")))
    assert kept["status"] == "accepted"
    rostered.change(phone_of(NADIA, is_revoked=True))
    (shut,) = said(lotte, BringNote(note_of(NADIA, offer, "by-hand-2")))
    assert (shut["status"], shut["code"]) == ("refused", "note-forged")
    assert list(rostered.rows(Kind.OFFER)) == ["by-hand-1"]


def test_a_note_with_a_hostile_id_never_reaches_the_feed_of_colleagues(rostered: Rostered) -> None:
    put(rostered.folder, phone_of(NADIA))
    lotte = rostered.device(LOTTE)
    offer = OfferSwap(ShiftRef("nadia-0", 1), at("17:00", day(-1)))
    for note_id in ('x","kind":"team","id":"', "line\nbreak", "a" * 65, ""):
        (no,) = said(lotte, BringNote(note_of(NADIA, offer, note_id)))
        assert (no["status"], no["code"]) == ("refused", "note-unreadable")
    answer = rostered.device(MILAN).send()
    assert {each["kind"] for each in answer["changes"]} >= {"team", "shift", "officer"}


def test_the_teams_setting_for_approval_holds_at_the_server(rostered: Rostered) -> None:
    rostered.change(replace(TEAM, swaps_need_approval=True))
    nadia, lotte, petra = (rostered.device(each) for each in (NADIA, LOTTE, PETRA))
    offer = nadia.envelope(OfferSwap(ShiftRef("nadia-0", 1), at("17:00", day(-1))))
    nadia.send(offer)
    assert said(lotte, AcceptSwap(offer["id"]))[0]["status"] == "accepted"
    assert (rostered.shift("nadia-0").officer_id, rostered.offer(offer["id"]).status) == (NADIA.id, OfferStatus.AGREED)
    assert said(lotte, ApproveSwap(offer["id"], is_approved=True))[0]["code"] == "not-a-planner"
    assert said(petra, ApproveSwap(offer["id"], is_approved=True))[0]["status"] == "accepted"
    assert rostered.shift("nadia-0").officer_id == LOTTE.id
    assert len(DRIVERS) == 8


def test_a_command_under_the_id_of_a_row_that_stands_takes_nothing_of_a_colleague(rostered: Rostered) -> None:
    theirs, before = f"{LOTTE.id}-4", rostered.rows(Kind.SHIFT)
    nadia = rostered.device(NADIA)
    taken_over = nadia.envelope(SplitShift(ShiftRef("nadia-0", 1)), id=theirs)
    (verdict,) = nadia.send(taken_over)["verdicts"]
    assert (verdict["status"], verdict["code"]) == ("refused", Code.MALFORMED)
    assert rostered.rows(Kind.SHIFT) == before
    assert said(nadia, SplitShift(ShiftRef("nadia-0", 1)))[0]["status"] == "accepted", "and it holds up nothing that follows"
