"""What a form may ask, as frozen descriptions: a field names an argument of the command, and says how it is answered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from field_app.rules.records import Officer
from field_app.rules.vocabulary import local
from field_app.workday.choices import Choices

#: The arguments of a command, or of one item in a group, as far as they are filled in.
Args = Mapping[str, Any]
When = Callable[[Args], bool]
Default = Any


def now(at: datetime) -> str:
    """The moment of opening, as it travels."""
    return local(at).isoformat(timespec="milliseconds")


def in_days(days: int) -> Callable[[datetime], str]:
    """So many days from today (0: today), as it travels."""
    return lambda at: (local(at).date() + timedelta(days=days)).isoformat()


@dataclass(frozen=True, slots=True)
class Asked:
    """One argument. `name` may lead into a part ("place.address"); `default` is JSON-ready, or made from the time of opening.

    A text that may stay empty has "" as its default, unless the command can do without it.
    """

    name: str
    is_required: bool = True
    default: Default = None

    @property
    def path(self) -> tuple[str, ...]:
        """The names from the command down to this argument."""
        return tuple(self.name.split("."))


@dataclass(frozen=True, slots=True)
class Text(Asked):
    """Words. `is_checked` gives kind remarks on conclusions and special personal data."""

    lines: int = 1
    is_checked: bool = False


@dataclass(frozen=True, slots=True)
class LetterText(Text):
    """The words of a letter, which Ronde can propose from what was filled in above."""


@dataclass(frozen=True, slots=True)
class Words(Asked):
    """Several short texts, one on each line."""

    default: Default = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Choice(Asked):
    """One of an enum. `notes` explain each value, which then gets a card of its own; `barred` are shown with why not."""

    words: Mapping[Any, str] = field(default_factory=dict)
    notes: Mapping[Any, str] = field(default_factory=dict)
    barred: Mapping[Any, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class YesNo(Asked):
    """A question that nobody may pass over: yes or no, and neither is filled in; `words` are those of yes and no."""

    words: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Switch(Asked):
    """On or off, off unless somebody says otherwise."""

    is_required: bool = False
    default: Default = False


@dataclass(frozen=True, slots=True)
class Day(Asked):
    """A calendar day. `back` and `ahead` say how many days from today it may be; `is_typed` for a day long ago."""

    back: int = 400
    ahead: int = 400
    is_typed: bool = False


@dataclass(frozen=True, slots=True)
class Moment(Asked):
    """A day and a time, with a button for now; `is_ahead` for an appointment."""

    is_ahead: bool = False


@dataclass(frozen=True, slots=True)
class Number(Asked):
    """A whole number, with a button for less and one for more."""

    least: int = 0
    most: int = 999
    step: int = 1


class Whom(StrEnum):
    """Which colleagues may be chosen."""

    NEXT_OWNER = "NEXT_OWNER"
    SECOND_READER = "SECOND_READER"
    COLLEAGUE = "COLLEAGUE"
    ANYBODY = "ANYBODY"

    def may_be(self, officer: Officer, choices: Choices) -> bool:
        """Whether this colleague may be chosen here."""
        owner = choices.case.owner_id if choices.case else None
        match self:
            case Whom.NEXT_OWNER:
                return officer.may_drive and officer.id != owner
            case Whom.SECOND_READER:
                return officer.id not in (owner, choices.me.id)
            case Whom.COLLEAGUE:
                return officer.may_drive and officer.id != choices.me.id
        return officer.may_drive


@dataclass(frozen=True, slots=True)
class Person(Asked):
    """A colleague; one who is not asked for by name may be left open, and `none` are the words for nobody."""

    whom: Whom = Whom.ANYBODY
    none: str | None = None


#: What may be chosen of the case or the team: ids or names with the words for them.
Source = Callable[[Choices], tuple[tuple[str, str], ...]]


@dataclass(frozen=True, slots=True)
class Pick(Asked):
    """One of what the phone knows: a place of the case, a code name, a letter."""

    source: Source = lambda _: ()


@dataclass(frozen=True, slots=True)
class Entries(Asked):
    """Lines of the dossier. `is_table` takes all that lie on the table; `is_against` puts those against the suspicion first."""

    default: Default = field(default_factory=list)
    is_table: bool = False
    is_against: bool = False


@dataclass(frozen=True, slots=True)
class Slots(Asked):
    """Moments of a plan, in the grid of its window."""

    default: Default = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Areas(Asked):
    """Parts of a photo that nobody needs to see, marked on its picture."""

    default: Default = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Part:
    """Something that is there or not, as a whole: a switch, and its fields once it is on."""

    name: str
    fields: tuple[Item, ...]

    @property
    def path(self) -> tuple[str, ...]:
        """As of a field."""
        return tuple(self.name.split("."))


@dataclass(frozen=True, slots=True)
class Group:
    """Several of the same: people, places, lines; at least `least`. One may be taken away, with a way back."""

    name: str
    fields: tuple[Item, ...]
    least: int = 0

    @property
    def path(self) -> tuple[str, ...]:
        """As of a field."""
        return tuple(self.name.split("."))


@dataclass(frozen=True, slots=True)
class Section:
    """Fields under a heading; a `step` numbers the parts of what is done in order."""

    name: str
    fields: tuple[Item, ...]
    step: int | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """Fields that belong to some answers only; what was filled in before another answer is kept, and not said."""

    when: When
    fields: tuple[Item, ...]


Item = Asked | Part | Group | Section | Shown


def steps(*sections: Section) -> tuple[Section, ...]:
    """Sections numbered in the order in which things are done."""
    return tuple(replace(each, step=number) for number, each in enumerate(sections, start=1))


def is_(name: str, *values: object) -> When:
    """When this answer is one of these."""
    return lambda args: args.get(name) in values


def under(name: str, *fields: Asked) -> tuple[Asked, ...]:
    """The same fields in a part of the command."""
    return tuple(replace(each, name=f"{name}.{each.name}") for each in fields)
