"""Every act of casework can be done on the screen: a form or one tap for each command, with each of its arguments within reach."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass, replace
from datetime import UTC, date, datetime
from enum import StrEnum
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

import pytest

from field_app.rules.commands import NAMES
from field_app.rules.dossier import words as dossier_words
from field_app.rules.dossier.names import CASE_NAMES
from field_app.rules.look import Area
from field_app.rules.vocabulary import Slot
from field_app.ui.forms import FORMS, Form
from field_app.ui.forms import fields as f
from field_app.ui.text_nl import casework, exchange
from field_app.workday.prefilling import about_field

NOW = datetime(2026, 11, 19, 6, 12, tzinfo=UTC)
#: Done with one tap, without a form.
PHOTOS = {"blur-photo", "ask-original", "allow-original"}
ONE_TAP = {"withdraw-nomination", "take-place", "order-nominations", "confirm-destruction"}
#: What the workday fills in by itself, besides the case and what the form is about.
KNOWN = {("record-visit", "decision_id"), ("record-talk", "decision_id"), *((each, "observation_id") for each in PHOTOS)}
#: What nobody is asked for: a signal of a case that is there already is opened from that case.
NOT_ASKED = {("record-signal", "case_id"), ("ask-callback", "case_id")}

#: How each field is answered, by the type of the argument.
_ANSWERS: dict[Any, tuple[type[Any], ...]] = {
    str: (f.Text, f.LetterText, f.Person, f.Pick),
    bool: (f.Switch, f.YesNo),
    int: (f.Number,),
    date: (f.Day,),
    datetime: (f.Moment,),
}


#: How a list is answered, by what it holds; ids and words in any other way.
_LISTED: dict[Any, Any] = {Slot: f.Slots, Area: f.Areas}


def unwrapped(shape: Any) -> Any:
    """What stands in an optional argument."""
    return next(each for each in get_args(shape) if each is not type(None)) if get_origin(shape) is UnionType else shape


def arguments(shape: Any, above: str = "") -> Iterator[tuple[str, Any, bool]]:
    """Every argument of a command, by its name from the top, with what it holds and whether it must be there."""
    hints = get_type_hints(shape)
    for each in fields(shape):
        inner, is_required = unwrapped(hints[each.name]), each.default is MISSING and each.default_factory is MISSING
        name = f"{above}{each.name}"
        element = get_args(inner)[0] if get_origin(inner) is tuple else inner
        if is_dataclass(element) and element not in (Slot, Area):
            yield from arguments(element, f"{name}.")
        else:
            yield name, inner, is_required


def asked(items: tuple[f.Item, ...], above: str = "") -> Iterator[tuple[str, f.Item]]:
    """Every field of a form by its name from the top, sections and conditions apart."""
    for each in items:
        if isinstance(each, f.Section | f.Shown):
            yield from asked(each.fields, above)
        elif isinstance(each, f.Group | f.Part):
            yield from asked(each.fields, f"{above}{each.name}.")
        else:
            yield f"{above}{each.name}", each


def names_with_words(items: tuple[f.Item, ...], above: str = "") -> Iterator[str]:
    """Every name for which a form needs Dutch."""
    for each in items:
        if isinstance(each, f.Shown):
            yield from names_with_words(each.fields, above)
            continue
        yield each.name if isinstance(each, f.Section) else f"{above}{each.name}"
        if isinstance(each, f.Section):
            yield from names_with_words(each.fields, above)
        elif isinstance(each, f.Group | f.Part):
            yield from names_with_words(each.fields, f"{above}{each.name}.")


def complaints(form: Form) -> list[str]:
    """What a form asks that its command does not know, does not ask that it needs, or asks in the wrong way."""
    takes = {name: (inner, is_required) for name, inner, is_required in arguments(NAMES[form.name])}
    asks = dict(asked(form.fields))
    about = about_field(form.name)
    given = {"case_id", about, *(name for command, name in KNOWN if command == form.name)}
    found = [f"{name}: no such argument" for name in asks.keys() - takes.keys()]
    found += [f"{name}: out of reach" for name, (_, must) in takes.items() if must and name not in asks and name not in given]
    found += [
        f"{name}: answered in the wrong way" for name, field in asks.items() if name in takes and not fits(field, takes[name][0])
    ]
    found += [f"{name}: not asked" for name in takes.keys() - asks.keys() - given if (form.name, name) not in NOT_ASKED]
    return found


def fits(field: f.Item, shape: Any) -> bool:
    """Whether what this field gives is what the argument takes."""
    if get_origin(shape) is tuple:
        return isinstance(field, _LISTED.get(get_args(shape)[0], f.Entries | f.Words))
    if isinstance(shape, type) and issubclass(shape, StrEnum):
        return isinstance(field, f.Choice) and all(isinstance(each, shape) for each in field.words)
    return isinstance(field, _ANSWERS[shape])


def test_every_command_has_a_form_or_is_done_with_one_tap() -> None:
    assert FORMS.keys() | ONE_TAP == CASE_NAMES.keys() | PHOTOS
    assert not FORMS.keys() & ONE_TAP


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_a_form_asks_all_that_its_command_takes_and_nothing_else(form: Form) -> None:
    assert complaints(form) == []


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_every_field_has_its_dutch_and_no_words_are_left_over(form: Form) -> None:
    assert set(names_with_words(form.fields)) == set(form.words.fields)
    assert form.words.title and form.words.button and form.words.said


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_what_stands_in_a_new_form_is_what_its_command_takes(form: Form) -> None:
    takes = {name.partition(".")[0] for name, _, _ in arguments(NAMES[form.name])}
    assert form.defaults(NOW).keys() <= takes


def test_a_form_that_forgets_or_invents_an_argument_is_found_out() -> None:
    whole = FORMS["dismiss-signal"]
    assert "reason: out of reach" in complaints(replace(whole, fields=()))
    assert "cause: no such argument" in complaints(replace(whole, fields=(*whole.fields, f.Text("cause"))))
    assert "reason: answered in the wrong way" in complaints(replace(whole, fields=(f.Switch("reason"),)))
    plan = FORMS["submit-plan"]
    assert "place_id: out of reach" in complaints(replace(plan, fields=plan.fields[1:]))


@pytest.mark.parametrize("enum", [each for each in vars(dossier_words).values() if isinstance(each, type) and each is not StrEnum])
def test_everything_that_can_be_chosen_has_its_dutch(enum: type[StrEnum]) -> None:
    tables = [
        each
        for each in vars(casework).values()
        if isinstance(each, dict) and next(iter(each)).__class__ is enum and len(each) == len(enum)
    ]
    assert tables, f"no Dutch for {enum.__name__}"
    assert set(tables[0]) == set(enum)
    assert len(set(tables[0].values())) == len(enum)


def test_every_act_has_a_name_where_it_waits_to_be_sent() -> None:
    assert set(exchange.COMMANDS) == set(NAMES)
    assert set(casework.COMMANDS) == set(CASE_NAMES)


def test_registers_are_shown_and_cannot_be_chosen() -> None:
    assert set(casework.IN_REGISTER) == dossier_words.IN_REGISTERS
    assert set(casework.DECISION_NOTES) == set(dossier_words.DecisionKind)


def test_what_belongs_to_another_answer_is_not_said() -> None:
    form = FORMS["send-letter"]
    by_hand = {"way": "BY_HAND", "sent_on": "2026-11-19", "by_hand": {"began_at": "x", "ended_at": "y"}}
    assert form.pointless(by_hand) == ()
    assert form.pointless({**by_hand, "way": "LETTER"}) == (("by_hand", "began_at"), ("by_hand", "ended_at"))
    assert ("by_hand", "began_at") in form.missing({"way": "BY_HAND"})
    assert form.missing({"way": "LETTER", "sent_on": "2026-11-19"}) == ()


def test_items_of_a_group_are_each_asked_in_full() -> None:
    form = FORMS["ask-information"]
    filled = {"item": "RENT", "why": "huur", "period_from": "2026-01-01", "period_until": "2026-02-01"}
    assert form.missing({"due_on": "2026-12-01", "items": [filled, {**filled, "why": ""}]}) == (("items", 1, "why"),)
    assert form.missing({"due_on": "2026-12-01", "items": []}) == (("items",),)
