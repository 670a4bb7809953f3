"""Notes by hand: believed only when the colleague's own phone signed them, read whole or not at all, and worth one swap."""

from __future__ import annotations

import json
import random
import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from people import KARIN, NADIA, RUBEN, TEAM, at
from roster_people import KEYS, LOTTE, MILAN, NOW, PETRA, World, day, note_of, phone_of

from field_app.rules.commands import ClockReading, Command
from field_app.rules.facts import note_bytes
from field_app.rules.refusals import Code, Refused
from field_app.rules.roster_commands import (
    AcceptSwap,
    AssignShift,
    BringNote,
    DeclineSwap,
    Note,
    OfferSwap,
    ShiftRef,
    TakeShift,
    WithdrawSwap,
)
from field_app.rules.roster_records import Offer, OfferStatus
from field_app.rules.row_facts import RowFacts
from field_app.rules.strict_reading import LONGEST_LIST, LONGEST_TEXT
from field_app.rules.wire import Envelope, canonical, decode, encode
from field_app.store.delivery import is_signed
from field_app.store.phone_store import Enrolment
from field_app.workday import slips

LIST = Path(__file__).parents[3] / "shared" / "data" / "naughty-strings.json"
MINE, THEIRS = "nadia-0", "lotte-4"
OFFER = OfferSwap(ShiftRef(MINE, 1), at("17:00", day(-1)), LOTTE.id)
YES = AcceptSwap("offer-1", None, OFFER.gives)


def offer_note(command: OfferSwap = OFFER, note_id: str = "offer-1", **changes: Any) -> Note:
    return note_of(NADIA, command, note_id, **changes)


def yes_note(command: AcceptSwap = YES, note_id: str = "yes-1", **changes: Any) -> Note:
    return note_of(LOTTE, command, note_id, **changes)


def slip(note: Note) -> str:
    """The text that a phone would show."""
    enrolment = Enrolment(
        note.device_id, note.officer_id, TEAM.id, "", KEYS[note.officer_id].private_bytes_raw().hex(), "", "", "epoch"
    )
    envelope = Envelope(note.id, 1, note.name, note.args, note.at, ClockReading(1, "boot-1"))
    return slips.written(envelope, enrolment)


def code_of(read: Callable[[], Any]) -> Code:
    with pytest.raises(Refused) as no:
        read()
    return no.value.code


# ---- a note is judged as if the colleague's own phone had delivered it


def test_an_offer_and_a_yes_that_were_carried_make_one_swap() -> None:
    world = World()
    world.say(BringNote(offer_note()), LOTTE)
    offer = world.offer("offer-1")
    assert (offer.officer_id, offer.to, offer.status, offer.made_at) == (NADIA.id, LOTTE.id, OfferStatus.OPEN, NOW)
    world.say(BringNote(yes_note()), NADIA, at("11:00"))
    moved = world.shift(MINE)
    assert (moved.officer_id, moved.version, moved.changes[-1].by) == (LOTTE.id, 2, LOTTE.id)
    assert moved.changes[-1].asks == (NADIA.id,)
    assert world.offer("offer-1").acceptance_id == "yes-1"


Way = tuple[str, Callable[[World], Any]]
#: Every way in which an offer and its yes can come to the server; a yes never before an offer, as the phones send them.
NADIAS: tuple[Way, ...] = (
    ("own offer", lambda w: w.say(OFFER, NADIA, command_id="offer-1")),
    ("brings yes", lambda w: w.say(BringNote(yes_note()), NADIA)),
)
LOTTES: tuple[Way, ...] = (
    ("brings offer", lambda w: w.say(BringNote(offer_note()), LOTTE)),
    ("own yes", lambda w: w.say(YES, LOTTE, command_id="yes-1")),
)


def _orders() -> list[tuple[Way, ...]]:
    """All orders of both deliveries, each in the order of its own phone."""
    every = (*NADIAS, *LOTTES)
    return [each for each in permutations(every) if all(each.index(a) < each.index(b) for a, b in (NADIAS, LOTTES))]


def test_whoever_delivers_first_and_however_often_there_is_exactly_one_swap() -> None:
    orders = _orders()
    assert len(orders) == 6
    for order in orders:
        world = World()
        for _, deliver in (*order, *order):
            deliver(world)
        moved = world.shift(MINE)
        assert (moved.officer_id, moved.version, len(moved.changes)) == (LOTTE.id, 2, 1), [name for name, _ in order]
        assert len(world.all(Offer)) == 1


def test_both_phones_read_both_notes_and_neither_moves_the_shift() -> None:
    for by, note in ((LOTTE, offer_note()), (NADIA, yes_note())):
        world = World() if by is LOTTE else World(_open_offer())
        world.say(BringNote(note), by, on_phone=True)
        assert world.shift(MINE).officer_id == NADIA.id
    lotte = World(_open_offer())
    lotte.say(YES, LOTTE, command_id="yes-1", on_phone=True)
    assert lotte.offer("offer-1").status is OfferStatus.ACCEPTED


def _open_offer() -> Offer:
    return Offer("offer-1", NADIA.id, OFFER.gives, OFFER.until, NOW, LOTTE.id)


# ---- who believes what


def test_a_note_is_believed_from_the_phone_of_who_it_names_and_no_other() -> None:
    world = World(phone_of(RUBEN, is_revoked=True))
    good = offer_note()
    forged = replace(good, signature=KEYS[MILAN.id].sign(note_bytes(good)).hex())
    others = [
        forged,
        replace(good, signature=""),
        replace(good, signature="zz"),
        replace(good, device_id="phone-milan"),
        replace(good, device_id="phone-unknown"),
        replace(
            offer_note(device_id="phone-milan"),
            signature=KEYS[MILAN.id].sign(note_bytes(offer_note(device_id="phone-milan"))).hex(),
        ),
        note_of(RUBEN, replace(OFFER, gives=ShiftRef("ruben-0", 1)), "offer-2"),
        replace(good, id="x"),
        replace(good, at=at("09:01")),
        replace(good, args=encode(replace(OFFER, to=None))),
    ]
    for note in others:
        for on_phone in (True, False):
            no = Code.NOTE_PHONE_UNKNOWN if note.device_id == "phone-unknown" else Code.NOTE_FORGED
            world.refused(no, BringNote(note), LOTTE, on_phone=on_phone)
    world.say(BringNote(good), LOTTE)


def test_a_note_of_ones_own_or_of_a_stranger_is_no_use() -> None:
    world = World()
    world.refused(Code.NOTE_NOT_FOR_YOU, BringNote(offer_note()), NADIA)
    world.refused(Code.NOTE_NOT_FOR_YOU, BringNote(replace(offer_note(), officer_id="gone")), LOTTE)


@pytest.mark.parametrize(
    "command", [TakeShift(ShiftRef("open-5", 1)), WithdrawSwap("offer-1"), DeclineSwap("offer-1"), AssignShift(OFFER.gives, None)]
)
def test_nothing_but_an_offer_and_a_yes_may_be_carried(command: Command) -> None:
    world = World(_open_offer())
    world.refused(Code.NOTE_NOT_FOR_YOU, BringNote(note_of(NADIA, command, "n")), LOTTE)


@pytest.mark.parametrize("name", ["", "bring-note", "offer_swap", "OFFER-SWAP", "no-such-command"])
def test_an_unknown_word_is_no_note(name: str) -> None:
    World().refused(Code.NOTE_NOT_FOR_YOU, BringNote(offer_note(name=name)), LOTTE)


@pytest.mark.parametrize("note_id", ["", "a b", 'x","kind":"team', "x" * 65, "\u200d", "a/../b", "a\n"])
def test_an_id_that_is_none_never_becomes_a_row(note_id: str) -> None:
    """Ids stand in the feed of every colleague."""
    World().refused(Code.NOTE_UNREADABLE, BringNote(offer_note(note_id=note_id)), LOTTE)


def test_what_is_signed_and_cannot_be_read_is_refused() -> None:
    args = encode(OFFER)
    broken: list[Any] = [
        {}, {**args, "more": 1}, {**args, "gives": MINE}, {**args, "until": "tomorrow"}, {**args, "until": "2026-11-22T17:00"},
        {**args, "to": 5}, {**args, "gives": {"shift_id": MINE, "version": 1.0}},
        {**args, "asks": [args["gives"]] * (LONGEST_LIST + 1)}, {**args, "to": "x" * (LONGEST_TEXT + 1)},
        {**args, "gives": {"shift_id": MINE, "version": True}},
    ]  # fmt: skip
    for each in broken:
        World().refused(Code.NOTE_UNREADABLE, BringNote(offer_note(args=each)), LOTTE)


# ---- what no longer holds


def test_an_offer_that_no_longer_holds_is_kept_as_ended_so_that_the_yes_hears_why() -> None:
    world = World()
    world.say(AssignShift(OFFER.gives, MILAN.id), PETRA)
    world.refused(Code.SHIFT_CHANGED, BringNote(offer_note()), LOTTE, on_phone=True)
    world.say(BringNote(offer_note()), LOTTE)
    offer = world.offer("offer-1")
    assert (offer.status, offer.why_ended) == (OfferStatus.ENDED, "shift-changed")
    details = world.refused(Code.SHIFT_CHANGED, YES, LOTTE)
    assert (details["officer_id"], details["by"]) == (MILAN.id, PETRA.id)
    before = world.everything()
    world.say(OFFER, NADIA, command_id="offer-1")
    assert world.everything() == before, "the owner's own delivery does not open it again"


def test_an_offer_that_came_too_late_by_hand_is_over_for_both() -> None:
    world, late = World(), OFFER.until
    world.say(BringNote(offer_note()), LOTTE, late)
    assert world.offer("offer-1").why_ended == "too-late-to-swap"
    assert world.refused(Code.OFFER_CLOSED, YES, LOTTE, late)["why"] == "too-late-to-swap"


def test_a_note_under_the_id_of_a_colleagues_offer_leaves_that_offer_alone() -> None:
    world = World(_open_offer())
    theirs = replace(OFFER, gives=ShiftRef("milan-8", 1), until=at("17:00", day(6)), to=None)
    world.refused(Code.NOT_YOUR_OFFER, BringNote(note_of(MILAN, theirs, "offer-1")), LOTTE)


def test_a_yes_brought_to_an_offer_that_another_took_says_who() -> None:
    world = World()
    world.say(replace(OFFER, to=None), NADIA, command_id="offer-1")
    world.say(YES, MILAN)
    details = world.refused(Code.SHIFT_ALREADY_TAKEN, BringNote(yes_note()), NADIA)
    assert details["officer_id"] == MILAN.id
    world.refused(Code.OFFER_UNKNOWN, BringNote(yes_note(replace(YES, offer_id="gone"))), NADIA)


def test_a_yes_is_worth_nothing_for_another_shift_under_the_same_offer() -> None:
    """Who shows one shift and sends the server another gets nothing from it."""
    world = World()
    world.say(replace(OFFER, gives=ShiftRef("nadia-7", 1)), NADIA, command_id="offer-1")
    world.refused(Code.SHIFT_CHANGED, BringNote(yes_note()), NADIA)


def test_who_does_not_drive_cannot_be_handed_a_shift_by_note() -> None:
    assert not KARIN.may_drive
    world = World(phone_of(LOTTE, id="phone-karin", officer_id=KARIN.id))
    world.say(replace(OFFER, to=None), NADIA, command_id="offer-1")
    bare = replace(yes_note(), device_id="phone-karin", officer_id=KARIN.id)
    note = replace(bare, signature=KEYS[LOTTE.id].sign(note_bytes(bare)).hex())
    world.refused(Code.OFFICER_UNKNOWN, BringNote(note), NADIA)


# ---- the text


@pytest.mark.parametrize("note", [offer_note(), yes_note()], ids=["offer", "yes"])
def test_a_note_survives_the_way_through_its_text(note: Note) -> None:
    read = slips.read(slip(note))
    assert read == note
    World(_open_offer()).say(BringNote(read), LOTTE if note.officer_id == NADIA.id else NADIA)


def test_a_text_is_short_enough_for_a_qr_code() -> None:
    longest = OfferSwap(ShiftRef("0" * 36, 12), OFFER.until, "1" * 36, tuple(ShiftRef(f"{each:036}", 12) for each in range(3)))
    note = replace(offer_note(longest, "3" * 36), device_id="2" * 36)
    assert len(slip(note)) < 1_200, "what a camera reads from a screen without trouble"


WRAPS: dict[str, Callable[[str], str]] = {
    "as it is": str,
    "spaces around": lambda t: f"  {t}\n\n",
    "words before": lambda t: f"Hoi, wil jij maandag? {t}",
    "words after": lambda t: f"{t} Groetjes, Nadia!",
    "words after on a new line": lambda t: f"{t}\nTot maandag (5 uur)?",
    "words on both sides": lambda t: f"Nadia de Wit, [20-11 09:14]:\n{t}\n\nVerzonden vanaf mijn telefoon; a_b-c",
    "wrapped": lambda t: "\n".join(t[at : at + 40] for at in range(0, len(t), 40)),
    "wrapped for the post": lambda t: "\r\n ".join(t[at : at + 70] for at in range(0, len(t), 70)),
    "quoted": lambda t: "\n> ".join(t[at : at + 60] for at in range(0, len(t), 60)),
    "with hard spaces": lambda t: t[:50] + "\u00a0" + t[50:],
    "with joiners": lambda t: t[:50] + "\u200b\u2060" + t[50:],
    "in bold": lambda t: f"*{t}*",
    "padded": lambda t: t + "==",
    "twice": lambda t: f"{t}\n{t}",
}


@pytest.mark.parametrize("name", WRAPS)
def test_a_chat_app_may_wrap_quote_and_surround_a_note(name: str) -> None:
    for note in (offer_note(), yes_note(), *(offer_note(note_id="x" * length) for length in range(1, 9))):
        for ending in ("", "a", "ab", "abc", " a b c d"):
            assert slips.read(WRAPS[name](slip(note)) + ending) == note


def test_any_changed_letter_is_refused_or_changes_nothing() -> None:
    """Some bits carry no content, and now and then the packing misses a change; the signature never does."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_. =\n"
    refused = same = 0
    world = World(_open_offer())
    for note in (offer_note(), yes_note()):
        text = slip(note)
        for place, letter in enumerate(text):
            for other in letters if place < 12 or place > len(text) - 4 else random.Random(place).sample(letters, 6):  # noqa: S311  # no secret
                if other == letter:
                    continue  # nothing changed
                try:
                    found = slips.read(text[:place] + other + text[place + 1 :])
                except Refused as no:
                    refused += no.code in (Code.NOTE_UNREADABLE, Code.NOTE_NOT_FOR_YOU)
                else:
                    same += found == note
                    if found != note:
                        why = code_of(partial(world.say, BringNote(found), MILAN))
                        assert why in (Code.NOTE_FORGED, Code.NOTE_PHONE_UNKNOWN)
    assert refused > 3_000
    assert same < refused / 50


def test_a_changed_byte_below_the_packing_is_refused_or_forged() -> None:
    """Whoever packs anew cannot mend the signature."""
    content = canonical(encode(offer_note()))
    world, codes = World(), set()
    for place in range(len(content)):
        for change in (1, 0x20, 0x80):
            changed = bytearray(content)
            changed[place] ^= change
            text = "RONDE1." + urlsafe_b64encode(zlib.compress(bytes(changed))).decode()
            try:
                found = slips.read(text)
            except Refused as no:
                codes.add(no.code)
                continue
            if replace(found, signature=found.signature.lower()) != offer_note():
                codes.add(code_of(partial(world.say, BringNote(found), LOTTE, on_phone=True)))
    assert codes == {Code.NOTE_UNREADABLE, Code.NOTE_FORGED, Code.NOTE_NOT_FOR_YOU, Code.NOTE_PHONE_UNKNOWN}


def test_half_a_note_is_no_note() -> None:
    text = slip(offer_note())
    for length in range(len(text)):
        assert code_of(partial(slips.read, text[:length])) is Code.NOTE_UNREADABLE


def packed(content: bytes) -> str:
    return "RONDE1." + urlsafe_b64encode(zlib.compress(content, 9)).decode()


HOSTILE: dict[str, str] = {
    "nothing": "",
    "only the head": "RONDE1.",
    "another version": slip(offer_note()).replace("RONDE1.", "RONDE2."),
    "a bomb": packed(b" " * 50_000_000),
    "a bomb in a note": packed(canonical({**encode(offer_note()), "args": {"x": " " * 20_000_000}})),
    "a long text": "RONDE1." + "A" * 3_000_000,
    "not packed": "RONDE1." + urlsafe_b64encode(canonical(encode(offer_note()))).decode(),
    "not text": packed(b"\xff\xfe\x00"),
    "no object": packed(b"[]"),
    "a number": packed(b"1e999"),
    "a huge number": packed(b"9" * 3_900),
    "deep": packed(b"[" * 3_900),
    "a deep object": packed(b'{"a":' * 700 + b"1" + b"}" * 700),
    "no number at all": packed(canonical(encode(offer_note())).replace(b'"version":1', b'"version":NaN')),
    "endless": packed(canonical(encode(offer_note())).replace(b'"version":1', b'"version":-Infinity')),
    "a broken character": packed(canonical(encode(offer_note())).replace(b'"lotte"', b'"\\ud800"')),
    "deep inside": packed(canonical(encode(offer_note())).replace(b'"version":1', b'"version":' + b"[" * 900 + b"]" * 900)),
    "without signature": packed(canonical({n: p for n, p in encode(offer_note()).items() if n != "signature"})),
    "with more": packed(canonical({**encode(offer_note()), "more": True})),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_note_is_refused_and_never_breaks_the_phone(name: str) -> None:
    assert code_of(lambda: slips.read(HOSTILE[name])) in (Code.NOTE_UNREADABLE, Code.NOTE_NOT_FOR_YOU)


def test_strange_texts_are_refused_and_stay_text_where_a_note_may_hold_them() -> None:
    if not LIST.exists():
        pytest.skip(f"the list of strange texts is not at {LIST}")
    strange: list[str] = [*json.loads(LIST.read_text("utf-8")), "\0", "\u202e", "../../etc/passwd"]
    assert len(strange) > 400
    reached = 0
    for text in strange:
        assert code_of(partial(slips.read, text)) is Code.NOTE_UNREADABLE
        slips_with_it = offer_note(replace(OFFER, to=text))
        try:
            read = slips.read(f"{text} {slip(slips_with_it)} {text}")
        except Refused as no:
            assert no.code is Code.NOTE_UNREADABLE
            continue
        reached += 1
        assert (read, decode(OfferSwap, read.args).to) == (slips_with_it, text)
        code = Code.OFFER_NOT_FOR_YOU
        World().refused(code, BringNote(read), LOTTE, on_phone=True)
    assert reached > 400


# ---- planted faults


def believed(checks: Callable[[str, bytes, str], bool]) -> int:
    """How many of these changed notes are believed."""
    facts = RowFacts(World().rows, TEAM.id, checks)
    good = offer_note()
    changed = [replace(good, args=encode(replace(OFFER, to=None))), replace(good, signature="00" * 64), replace(good, id="x")]
    return sum(facts.is_signed(each) for each in changed)


def test_a_phone_that_does_not_check_signatures_is_found_out() -> None:
    assert believed(is_signed) == 0
    assert believed(lambda key, content, signature: True) == 3


def test_a_reader_that_does_not_look_for_the_end_would_read_half_a_note() -> None:
    text = slip(offer_note())
    half = text[7 : len(text) - 4]
    lenient = zlib.decompressobj().decompress(urlsafe_b64decode(half[: len(half) // 4 * 4]))
    assert lenient.startswith(b'{"args"'), "so the end of the packing is what tells"
