"""JSON in and out: what is written reads back the same, and what does not fit is refused with its place, never a crash."""

from __future__ import annotations

import copy
import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import is_dataclass, replace
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from people import LINDE, LINDE_PLAN, NADIA, NADIAS_SHIFT, TEAM, WORLD, at, look, rows_of

from field_app.rules.clock import SendClock
from field_app.rules.commands import NAMES, ClockReading, EndShift, NotDone, RecordObservation
from field_app.rules.dossier.case_records import Case
from field_app.rules.dossier.plan_records import Plan
from field_app.rules.facts import SHAPES
from field_app.rules.look import FactLine, Vehicle
from field_app.rules.observations import Act
from field_app.rules.records import Officer, Shift, Team
from field_app.rules.refusals import Code, Malformed, Refused
from field_app.rules.row_facts import RowFacts
from field_app.rules.rulebook import apply
from field_app.rules.strict_reading import LARGEST_INT, LONGEST_LIST, LONGEST_TEXT
from field_app.rules.vocabulary import FactKind, Kind
from field_app.rules.wire import Envelope, command_of, compact, decode, encode, name_of
from rules.examples import QUICK, any_of, catches, json_values

SHAPES_ON_THE_WIRE = [*NAMES.values(), *SHAPES.values(), Envelope, ClockReading, SendClock]
Encode = Callable[[Any], Any]


def reads_back(value: Any, write: Encode = encode) -> bool:
    """Whether `value`, written, sent as text and read, is the same value and writes the same text again."""
    text = json.dumps(write(value))
    try:
        again = decode(type(value), json.loads(text))
    except Malformed:
        return False
    return bool(again == value) and json.dumps(write(again)) == text


@pytest.mark.parametrize("shape", SHAPES_ON_THE_WIRE, ids=lambda shape: shape.__name__)
def test_every_command_and_record_reads_back_as_it_was_written(shape: Any) -> None:
    reached = Counter[str]()

    @QUICK
    @given(any_of(shape))
    def each(value: Any) -> None:
        assert reads_back(value)
        reached["read back"] += 1
        reached["distinct"] += compact(encode(value)) not in seen
        seen.add(compact(encode(value)))

    seen: set[str] = set()
    each()
    assert reached["read back"] >= 60
    assert reached["distinct"] >= 30


def _without_empties(value: Any) -> Any:
    """A planted fault: leaves out every empty list, also one that reading does not put back."""
    return {name: part for name, part in encode(value).items() if part not in (None, [])}


def _to_the_second(value: Any) -> Any:
    """A planted fault: drops the milliseconds of times."""
    return json.loads(json.dumps(encode(value)).replace(".204+", ".000+"))


def test_an_encoder_that_drops_or_rounds_is_found_out() -> None:
    assert catches(lambda value: reads_back(value, _without_empties), any_of(Officer))
    assert not reads_back(RecordObservation(look(began_at=at("06:12:41.204"))), _to_the_second)


@pytest.mark.parametrize(
    "record",
    [
        replace(NADIAS_SHIFT, stops=(), slots=()),
        replace(LINDE, places=()),
        replace(LINDE_PLAN, slots=()),
        replace(NADIA, roles=()),
        replace(TEAM, hours=()),
    ],
    ids=lambda record: type(record).__name__,
)
def test_a_record_with_an_empty_list_reads_back(record: Any) -> None:
    assert reads_back(record)


def test_absent_fields_and_empty_lists_of_a_command_do_not_travel() -> None:
    written = encode(RecordObservation(look(shift_id=None, prefilled=())))["look"]
    assert not {"shift_id", "facts", "vehicles", "contact", "prefilled"} & written.keys()
    assert None not in written.values()


def test_each_command_has_a_name_and_reads_back_by_it() -> None:
    for command in (RecordObservation(look()), EndShift("s", "x", (NotDone("linde", "r"),))):
        envelope = Envelope("1", 1, name_of(command), encode(command), at("06:14"), ClockReading(0, "b"))
        assert command_of(decode(Envelope, json.loads(json.dumps(encode(envelope))))) == command
    assert len(set(NAMES.values())) == len(NAMES)


# ---- strictness: a good command, one thing changed, and where the refusal must point

GOOD = encode(
    RecordObservation(
        look(facts=(FactLine(at("06:12"), FactKind.LIGHT, "licht"),), vehicles=(Vehicle("auto", "XX-123-Y"),), street_lighting=True)
    )
)
ENVELOPE = encode(Envelope("1", 57, "record-observation", GOOD, at("06:14"), ClockReading(81233, "boot", -310, 5400)))


class _Gone:
    """A field that is left out."""

    def __repr__(self) -> str:
        return "gone"


GONE = _Gone()


def changed(value: Any, path: str, new: Any) -> Any:
    """A copy of JSON data with another value at a dotted path; `GONE` takes the field away."""
    value = copy.deepcopy(value)
    *way, last = path.split(".")
    part = value
    for step in way:
        part = part[int(step)] if isinstance(part, list) else part[step]
    if new is GONE:
        del part[last]
    else:
        part[int(last) if isinstance(part, list) else last] = new
    return value


REFUSED: tuple[tuple[str, Any, str], ...] = (
    # unknown and missing fields
    ("look.mood", "cheerful", "look.mood"),
    ("extra", 1, "extra"),
    ("look.facts.0.mood", "x", "look.facts.0.mood"),
    ("look", GONE, "look"),
    ("look.began_at", GONE, "look.began_at"),
    ("look.facts.0.text", GONE, "look.facts.0.text"),
    # other types
    ("look", [], "look"),
    ("look", None, "look"),
    ("look.case_id", None, "look.case_id"),
    ("look.case_id", 12, "look.case_id"),
    ("look.case_id", ["linde"], "look.case_id"),
    ("look.is_public_place", 1, "look.is_public_place"),
    ("look.is_public_place", "true", "look.is_public_place"),
    ("look.is_public_place", None, "look.is_public_place"),
    ("look.street_lighting", 0, "look.street_lighting"),
    ("look.facts", {}, "look.facts"),
    ("look.facts", None, "look.facts"),
    ("look.facts", "licht", "look.facts"),
    ("look.facts.0", "licht", "look.facts.0"),
    ("look.prefilled.1", 3, "look.prefilled.1"),
    ("look.slot", [], "look.slot"),
    # choices
    ("look.light", "dark", "look.light"),
    ("look.light", "DARK ", "look.light"),
    ("look.light", 2, "look.light"),
    ("look.light", {}, "look.light"),
    ("look.facts.0.kind", "RUMOUR", "look.facts.0.kind"),
    ("look.slot.moment", "NIGHT", "look.slot.moment"),
    # times and days
    ("look.began_at", "2026-11-19T06:12:00", "look.began_at"),
    ("look.began_at", "2026-11-19", "look.began_at"),
    ("look.began_at", 1_795_000_000, "look.began_at"),
    ("look.began_at", "gisteren", "look.began_at"),
    ("look.began_at", "", "look.began_at"),
    ("look.began_at", "2026-02-30T06:12:00+01:00", "look.began_at"),
    ("look.began_at", "0001-01-01T00:00:00+14:00", "look.began_at"),
    ("look.began_at", "9999-12-31T23:59:59-14:00", "look.began_at"),
    ("look.slot.on", "2026-11-19T06:12:00+01:00", "look.slot.on"),
    ("look.slot.on", "2026-13-01", "look.slot.on"),
    # texts
    ("look.own_position", "x" * (LONGEST_TEXT + 1), "look.own_position"),
    ("look.own_position", "\ud800", "look.own_position"),
    ("look.own_position", "half a \udc9a pair", "look.own_position"),
    ("look.own_position", "\udfff", "look.own_position"),
    ("look.facts", [GOOD["look"]["facts"][0]] * (LONGEST_LIST + 1), "look.facts"),
)
ACCEPTED: tuple[tuple[str, Any], ...] = (
    ("look.own_position", "x" * LONGEST_TEXT),
    ("look.own_position", "\U0001f697 é ß 中"),
    ("look.facts", [GOOD["look"]["facts"][0]] * LONGEST_LIST),
    ("look.facts", []),
    ("look.slot", None),
    ("look.slot", GONE),
    ("look.prefilled", GONE),
    ("look.began_at", "2026-11-19T05:12:00Z"),
    ("look.began_at", "1970-01-01T00:00:00+00:00"),
)


def refusal_of(value: Any, shape: Any = RecordObservation, read: Callable[[Any, Any], Any] = decode) -> Malformed | None:
    try:
        read(shape, value)
    except Malformed as no:
        return no
    return None


@pytest.mark.parametrize(("path", "new", "where"), REFUSED, ids=[f"{path}-{str(new)[:30]!a}" for path, new, _ in REFUSED])
def test_what_does_not_fit_is_refused_with_its_place(path: str, new: Any, where: str) -> None:
    no = refusal_of(changed(GOOD, path, new))
    assert no is not None
    assert no.details["path"] == where
    assert no.code is (Code.TEXT_TOO_LONG if new == "x" * (LONGEST_TEXT + 1) else Code.MALFORMED)


@pytest.mark.parametrize(("path", "new"), ACCEPTED, ids=[f"{path}-{str(new)[:30]!a}" for path, new in ACCEPTED])
def test_what_just_fits_is_read(path: str, new: Any) -> None:
    assert refusal_of(changed(GOOD, path, new)) is None


@pytest.mark.parametrize("number", [1.0, 1e400, True, "57", None, LARGEST_INT + 1, -LARGEST_INT - 1, 10**400])
def test_a_number_is_whole_and_never_so_large_that_others_lose_digits(number: Any) -> None:
    no = refusal_of(changed(ENVELOPE, "device_seq", number), Envelope)
    assert no is not None
    assert no.details["path"] == "device_seq"


@pytest.mark.parametrize("number", [0, LARGEST_INT, -LARGEST_INT])
def test_the_largest_numbers_are_read(number: int) -> None:
    assert refusal_of(changed(ENVELOPE, "clock.monotonic_ms", number), Envelope) is None


def test_a_time_of_day_with_an_offset_is_refused_because_it_cannot_be_compared() -> None:
    hours = [{"moment": "EVENING", "begins": "18:00:00+01:00", "ends": "23:00:00"}]
    no = refusal_of({"id": "t", "name": "t", "hours": hours}, Team)
    assert no is not None
    assert no.details["path"] == "hours.0.begins"


def test_an_unknown_command_is_told_apart_from_a_broken_one() -> None:
    envelope = decode(Envelope, changed(ENVELOPE, "name", "swap-shift"))
    with pytest.raises(Malformed) as no:
        command_of(envelope)
    assert (no.value.code, no.value.details["path"]) == (Code.COMMAND_UNKNOWN, "name")
    with pytest.raises(Malformed) as no:
        command_of(decode(Envelope, changed(ENVELOPE, "args.look.mood", 1)))
    assert (no.value.code, no.value.details["path"]) == (Code.MALFORMED, "args.look.mood")


@pytest.mark.parametrize("name", ["\ud800", "x" * 5000, "é\n\x00", "\U0001f697" * 40])
def test_the_name_of_an_unknown_field_comes_back_short_and_safe_to_send(name: str) -> None:
    no = refusal_of({**GOOD, name: 1})
    assert no is not None
    assert len(no.details["path"]) <= 40
    assert no.details["path"].isascii()
    assert no.details["path"].isprintable()


def test_of_several_unknown_fields_always_the_same_one_is_named() -> None:
    extra = {f"field{n}": n for n in range(50)}
    no = refusal_of({**GOOD, **extra})
    assert no is not None
    assert no.details["path"] == "field0"


def test_a_lax_reader_is_found_out() -> None:
    def lax(_: Any, value: Any) -> Any:
        return value

    def forgiving(shape: Any, value: Any) -> Any:
        return decode(shape, {"look": {name: part for name, part in value["look"].items() if name in GOOD["look"]}})

    let_through = [path for path, new, _ in REFUSED if refusal_of(changed(GOOD, path, new), read=lax) is None]
    assert len(let_through) == len(REFUSED)
    assert refusal_of(changed(GOOD, "look.mood", "cheerful"), read=forgiving) is None


# ---- whatever comes in

_SEEDS: list[tuple[Any, Any]] = [
    (RecordObservation, GOOD),
    (Envelope, ENVELOPE),
    (Plan, encode(LINDE_PLAN)),
    (Case, encode(LINDE)),
    (Shift, encode(NADIAS_SHIFT)),
    (Team, encode(TEAM)),
]
_AWKWARD = st.sampled_from(
    [
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-14:00",
        "2026-W47-4",
        "9999-W53-7",
        "24:00",
        "\ud800",
        "2026-11-19\ud80006:12+01:00",
    ]
)


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to every part of JSON data."""
    yield path
    if isinstance(value, dict | list):
        for step in value if isinstance(value, dict) else range(len(value)):
            yield from places(value[step], (*path, step))


@st.composite
def damaged(draw: st.DrawFn) -> tuple[Any, Any]:
    """A shape, and JSON of it in which one part was replaced by something else."""
    shape, good = draw(st.sampled_from(_SEEDS))
    value = {"whole": copy.deepcopy(good)}
    path: tuple[Any, ...] = draw(st.sampled_from(list(places(good))))
    *way, last = ("whole", *path)
    part: Any = value
    for step in way:
        part = part[step]
    part[last] = draw(json_values | _AWKWARD)
    return shape, value["whole"]


def test_anything_at_all_is_read_or_refused_and_never_breaks_the_reader() -> None:
    reached = Counter[str]()

    @QUICK
    @given(json_values, st.sampled_from(SHAPES_ON_THE_WIRE))
    def anything(value: Any, shape: Any) -> None:
        reached["anything"] += isinstance(refusal_of(value, shape), Malformed)

    @QUICK
    @given(damaged())
    def nearly_right(example: tuple[Any, Any]) -> None:
        shape, value = example
        no = refusal_of(value, shape)
        if no is None:
            reached["read"] += 1
            assert is_dataclass(decode(shape, value))
        else:
            reached["refused"] += 1
            json.dumps(no.details).encode()

    anything()
    for _ in range(5):
        nearly_right()
    assert reached["anything"] >= 40
    assert reached["refused"] >= 60
    assert reached["read"] >= 5


def test_whatever_can_be_read_can_be_judged_without_a_crash() -> None:
    reached = Counter[str]()

    @QUICK
    @given(st.sampled_from(list(NAMES)).flatmap(lambda name: any_of(NAMES[name])), any_of(ClockReading))
    def each(command: Any, reading: ClockReading) -> None:
        args = json.loads(json.dumps(encode(command)))
        by = Act("c", NADIA.id, at("06:14") + timedelta(milliseconds=reading.monotonic_ms % 10**9), args)
        try:
            apply(decode(type(command), args), RowFacts(rows_of(*WORLD)), by)
            reached["accepted"] += 1
        except Refused:
            reached["refused"] += 1

    each()
    assert reached["refused"] >= 30


@pytest.mark.parametrize("year", [2, 9998])
def test_the_outermost_years_can_be_judged(year: int) -> None:
    edge = datetime(year, 1, 1, tzinfo=timezone(timedelta(hours=14))) if year == 2 else at("06:12").replace(year=year)
    command = RecordObservation(look(began_at=edge, ended_at=edge, late_reason="klok"))
    read = decode(RecordObservation, json.loads(json.dumps(encode(command))))
    (change,) = apply(read, RowFacts(rows_of(*WORLD)), Act("c", NADIA.id, max(edge, at("06:14")), encode(command))).changes
    assert change.kind is Kind.OBSERVATION
