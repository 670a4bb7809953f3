"""Decides who must hear by mail of an alarm or a request to swap, and who need not: pure, from the rows and who is in the app."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from field_app.rules.facts import Facts
from field_app.rules.records import Officer, Shift
from field_app.rules.roster_records import Offer, OfferStatus
from field_app.rules.safety_records import Alarm
from field_app.rules.vocabulary import ShiftStatus
from sync_server.mail import Letter, Postbox, alarm_letter, swap_letter

#: Says whether this officer is in the app now.
IsIn = Callable[[str], bool]
_DUTY = "duty"


@dataclass(frozen=True, slots=True)
class Due:
    """The letters to send now, and the keys of what is still open and done: sent, or not needed."""

    letters: tuple[Letter, ...]
    done: set[str]


def due(facts: Facts, box: Postbox, is_in: IsIn, now: datetime) -> Due:
    """What the team's open alarms and offers ask for. A key that is done and no longer open is forgotten."""
    letters = dict[str, Letter]()
    done = set[str]()
    for alarm in facts.records(Alarm):
        if alarm.is_open:
            letters |= {each.key: each for each in _of_alarm(alarm, facts, box, is_in, now)}
            done |= {key for key in box.done if key.startswith(f"{alarm.id}/")}
    for offer in facts.records(Offer):
        if offer.status is OfferStatus.OPEN and now < offer.until:
            for officer_id in _asked(offer, facts):
                key = f"{offer.id}/{officer_id}"
                if is_in(officer_id) or key in box.done:
                    done.add(key)  # who is in the app when the offer comes reads it there
                elif officer_id in box.officers:
                    letters[key] = swap_letter(key, box.officers[officer_id])
    return Due(tuple(letter for key, letter in letters.items() if key not in done), done)


def _of_alarm(alarm: Alarm, facts: Facts, box: Postbox, is_in: IsIn, now: datetime) -> Iterator[Letter]:
    """The duty contact always; of the colleagues those on duty whose app is not open."""
    duty = facts.team().duty_contact
    phone = duty.phone if duty else None
    if box.duty:
        yield alarm_letter(f"{alarm.id}/{_DUTY}", box.duty, phone)
    for officer_id in _on_duty(facts, now) - {alarm.officer_id}:
        if officer_id in box.officers and not is_in(officer_id):
            yield alarm_letter(f"{alarm.id}/{officer_id}", box.officers[officer_id], phone)


def _on_duty(facts: Facts, now: datetime) -> set[str]:
    on_duty = {
        shift.officer_id
        for shift in facts.records(Shift)
        if shift.status is ShiftStatus.STARTED or (shift.status is ShiftStatus.PUBLISHED and shift.begins_at <= now < shift.ends_at)
    }
    return {each for each in on_duty if each}


def _asked(offer: Offer, facts: Facts) -> list[str]:
    if offer.to:
        return [offer.to]
    drivers = (each.id for each in facts.records(Officer) if each.may_drive)
    return [each for each in drivers if each != offer.officer_id and each not in offer.declined_by]
