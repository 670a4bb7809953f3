"""Strange texts stay text: a public list of strings that break software goes through every text field unchanged."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from people import HOME, LINDE, LINDE_PLAN, NADIA, NADIAS_SHIFT, TEAM, WORLD, act, at, look, rows_of
from proofs import Proof, at_least, exactly

from field_app.rules.commands import (
    Command,
    CorrectObservation,
    EndShift,
    NotDone,
    RecordObservation,
    StartShift,
    WithdrawObservation,
)
from field_app.rules.look import Contact, FactLine, Person, Vehicle
from field_app.rules.records import Observation, Withdrawal
from field_app.rules.row_facts import RowFacts
from field_app.rules.rulebook import apply
from field_app.rules.vocabulary import FactKind, Result, UnableReason
from field_app.rules.wire import canonical, compact, decode, encode
from field_app.rules.wording import hints

LIST = Path(__file__).parents[3] / "shared" / "data" / "naughty-strings.json"
#: Strings that the list lacks: NUL, direction marks, unpaired and paired joiners, line separators, a file path.
FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
MORE = ["\0", "a\0b", "\u202eabc", "\u200d", FAMILY, "\u2028\u2029", "../../etc/passwd", "e\u0301 é", "\r\n"]

FULL = look(
    result=Result.SEEN,
    sightline_note="s",
    weather="w",
    unable_reason=UnableReason.OTHER,
    unable_note="u",
    facts=(FactLine(at("06:12"), FactKind.LIGHT, "f"),),
    vehicles=(Vehicle("v", "p", "w"),),
    persons=(Person("l", "d", "r"),),
    interpretation="i",
    contact=Contact("w", True, "s"),
    late_reason="l",
    first_tap_at=at("06:10"),
    time_reason="t",
)
COMMANDS: tuple[Command, ...] = (
    RecordObservation(FULL),
    CorrectObservation("o", "r", FULL),
    WithdrawObservation("o", "r"),
    StartShift("s", "v"),
    EndShift("s", "h", (NotDone("c", "r"),)),
)
RECORDS = (
    TEAM,
    NADIA,
    replace(LINDE, dossier_number="d"),
    replace(LINDE_PLAN, counter_hypothesis="c"),
    replace(NADIAS_SHIFT, vehicle="v", handover_note="h", not_done=(NotDone("c", "r"),)),
    Observation("o", "n", FULL, at("06:14"), None, ("f",), "c", "r", "c", Withdrawal(at("06:15"), "r", "c")),
)


def naughty() -> list[str]:
    if not LIST.exists():
        pytest.skip(f"the public list of naughty strings is not at {LIST}")
    return [*json.loads(LIST.read_text(encoding="utf-8")), *MORE]


def everywhere(value: Any, text: str) -> Any:
    """A copy of a record with `text` in every text field."""
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{each.name: everywhere(getattr(value, each.name), text) for each in fields(value)})
    if isinstance(value, tuple):
        return tuple(everywhere(each, text) for each in value)
    return text if type(value) is str else value


def texts_in(value: Any) -> list[str]:
    """Every text in a record."""
    if is_dataclass(value) and not isinstance(value, type):
        return [text for each in fields(value) for text in texts_in(getattr(value, each.name))]
    if isinstance(value, tuple):
        return [text for each in value for text in texts_in(each)]
    return [value] if type(value) is str else []


def through(value: Any, travel: Any = lambda text: text) -> list[str]:
    """The texts of a record after it was written, sent as bytes and read."""
    sent = travel(compact(encode(value))).encode("utf-8")
    return texts_in(decode(type(value), json.loads(sent)))


@pytest.mark.parametrize("value", [*COMMANDS, *RECORDS], ids=lambda value: type(value).__name__)
def test_every_naughty_string_comes_through_every_text_field_byte_for_byte(value: Any, proof: Proof) -> None:
    strings = naughty()
    places = len(texts_in(value))
    reached = changed = 0
    for text in strings:
        arrived = [each.encode() for each in through(everywhere(value, text))]
        reached += len(arrived)
        changed += len(arrived) - arrived.count(text.encode())
    wanted = at_least(400 * max(places, 2), reached)
    proof("P19", "naughty strings in every text field, written and read", round_trips=wanted, changed=exactly(0, changed))


def test_a_way_that_tidies_texts_is_found_out() -> None:
    def damages(travel: Any) -> bool:
        good = RecordObservation(FULL)
        return any(through(everywhere(good, text), travel) != [text] * len(texts_in(good)) for text in strings)

    strings = naughty()
    assert not damages(lambda text: text)
    assert damages(lambda text: text.replace("\u200d", ""))
    assert damages(lambda text: text.replace("<", "&lt;"))
    assert damages(lambda text: text.replace("e\u0301", "é"))


def test_a_sealed_look_full_of_naughty_strings_is_kept_as_it_was_typed() -> None:
    kept = 0
    for text in naughty():
        hints(text)
        typed = f"x{text}"
        command = RecordObservation(replace(everywhere(FULL, typed), case_id=LINDE.id, place_id=HOME.id))
        by = act(command, at=at("06:14"))
        args = by.args
        assert json.loads(canonical(args)) == args
        facts = RowFacts(rows_of(*WORLD))
        (change,) = apply(command, facts, by).changes
        facts.put(change)
        found = facts.observation("look-1")
        assert found is not None
        assert found.look == command.look
        kept += 1
    assert kept >= 400
