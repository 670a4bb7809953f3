"""What people do with signals and the list, as plain frozen data: from a signal to a place on the shared list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from field_app.rules.dossier.words import Bond, Mean, Reliability, SignalSource
from field_app.rules.vocabulary import CaseTopic, Sightline


@dataclass(frozen=True, slots=True)
class RecordSignal:
    """Write a signal down as it came in. The signal bears the id of this command."""

    source: SignalSource
    received_on: date
    content: str
    reliability: Reliability
    is_anonymous: bool = False
    case_id: str | None = None


@dataclass(frozen=True, slots=True)
class DismissSignal:
    """Weigh a signal and leave it at that, with the reason."""

    signal_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class Subject:
    """A person in the dossier. `dossier_number` is the municipality's own number for this person."""

    name: str
    bond: Bond = Bond.SUBJECT
    born_on: date | None = None
    dossier_number: str | None = None


@dataclass(frozen=True, slots=True)
class NewPlace:
    """A place to look at, and the public spot from which that can be done, in words."""

    label: str
    address: str
    district: str
    viewpoint: str
    is_public_place: bool = True
    sightline: Sightline = Sightline.FREE
    street_lighting: bool = True


@dataclass(frozen=True, slots=True)
class OpenCase:
    """Make a case of a signal, in one's own caseload. The case bears the id of this command.

    `code_name` is one of those that Ronde proposes; when a colleague was first with it, the next free one is taken.
    """

    signal_id: str
    code_name: str
    topic: CaseTopic
    subjects: tuple[Subject, ...]
    places: tuple[NewPlace, ...]


@dataclass(frozen=True, slots=True)
class LighterMean:
    """A step of the subsidiarity ladder: tried, with what came of it, or not, with why it would not do."""

    mean: Mean
    was_tried: bool
    what: str


@dataclass(frozen=True, slots=True)
class DescribeCase:
    """Say what the case asks and why observing may be needed; replaces the description, the log keeps the older ones."""

    case_id: str
    question: str
    hypothesis: str
    counter_hypothesis: str
    legal_basis: str
    lighter_means: tuple[LighterMean, ...]
    circumstances: str = ""
    period_from: date | None = None
    period_until: date | None = None


@dataclass(frozen=True, slots=True)
class AddPlace:
    """Another place of the case."""

    case_id: str
    place: NewPlace


@dataclass(frozen=True, slots=True)
class AddSubject:
    """Another person in the case."""

    case_id: str
    subject: Subject


@dataclass(frozen=True, slots=True)
class HandOver:
    """Give the case to a colleague, with the reason and a note that stand in the dossier at once."""

    case_id: str
    to: str
    reason: str
    note: str


@dataclass(frozen=True, slots=True)
class SetBuddy:
    """Who reads along with the owner and stands in; None: nobody."""

    case_id: str
    buddy_id: str | None


@dataclass(frozen=True, slots=True)
class NominateCase:
    """Bring a case of one's own to the joint list, and say why now."""

    case_id: str
    why: str


@dataclass(frozen=True, slots=True)
class WithdrawNomination:
    """Take it back into one's own caseload."""

    case_id: str


@dataclass(frozen=True, slots=True)
class OrderNominations:
    """The order that the team agreed on, first to take a place first."""

    case_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TakePlace:
    """The first nomination takes a free place on the list."""

    case_id: str
