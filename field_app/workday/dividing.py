"""What belongs to a shift: its share of the division of each of its slots, in driving order, and why."""

from __future__ import annotations

from dataclasses import dataclass

from field_app.rules.division import text_nl as division_nl
from field_app.rules.division.records import Choice, Reason
from field_app.rules.records import Shift
from field_app.rules.shift_changes import in_order
from field_app.rules.vocabulary import Slot
from field_app.workday.known import Known


@dataclass(frozen=True, slots=True)
class Assigned:
    """A case of a shift: in which of its slots, by which choices, and why in Dutch."""

    case_id: str
    slots: tuple[Slot, ...]
    choices: tuple[Choice, ...]
    why: str

    @property
    def is_fixed(self) -> bool:
        """Whether a person decided this, in one of the slots at least."""
        return any(Reason.FIXED in each.reasons for each in self.choices)


def assigned(known: Known, shift: Shift) -> dict[str, Assigned]:
    """The cases of this shift by id: slot by slot, in driving order; a case of two slots stands where it comes first."""
    found: dict[str, Assigned] = {}
    for slot in _slots(shift):
        for choice in known.division(slot).share(shift.id):
            before = found.get(choice.case_id)
            slots, choices = (before.slots, before.choices) if before else ((), ())
            why = before.why if before else division_nl.own(choice, lambda who: known.officer(who).name)
            found[choice.case_id] = Assigned(choice.case_id, (*slots, slot), (*choices, choice), why)
    return found


def left(known: Known, shift: Shift) -> dict[str, str]:
    """The cases that nobody took in the slots of this shift, by id, with the sentence that says why."""
    return {each.case_id: division_nl.left(each) for slot in _slots(shift) for each in known.division(slot).left}


def _slots(shift: Shift) -> tuple[Slot, ...]:
    return in_order({*shift.slots, *(stop.slot for stop in shift.stops)})
