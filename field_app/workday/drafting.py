"""A look in the making, as pure steps: filled in from plan, shift and hour, changed by taps, turned into a record."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import datetime, timedelta
from typing import Any

from field_app.rules.daylight import light_at
from field_app.rules.dossier.case_records import Case
from field_app.rules.dossier.plan_records import Plan
from field_app.rules.look import FactLine, Look
from field_app.rules.observations import LATE_AFTER
from field_app.rules.records import Observation, Shift
from field_app.rules.refusals import Code, Refused
from field_app.rules.vocabulary import Certainty, FactKind, Light, Result, Slot
from field_app.workday.views import Draft

#: Fields that a draft and a look share by name.
_SHARED = {each.name for each in fields(Look)} & {each.name for each in fields(Draft)}
_OF_THE_DRAFT = {"first_tap_at", "ended_at", "prefilled"}


def prefilled(draft_id: str, case: Case, plan: Plan | None, shift: Shift | None, slot: Slot | None, now: datetime) -> Draft:
    """The first tap: begin fixed at `now`, and what plan, shift and hour already tell filled in, to be confirmed."""
    place = (case.place(plan.place_id) if plan else None) or case.places[0]
    light = light_at(now)
    known: dict[str, Any] = {
        "place_id": place.id,
        "own_position": place.viewpoint.text,
        "is_public_place": place.viewpoint.is_public_place,
        "sightline": place.viewpoint.sightline,
        "light": light,
        "street_lighting": place.viewpoint.street_lighting if light is not Light.DAYLIGHT else None,
        "is_exculpatory": False,
        "shift_id": shift.id if shift else None,
        "slot": slot,
    }
    given = {name: value for name, value in known.items() if value is not None}
    return Draft(draft_id, case.id, began_at=now, first_tap_at=now, prefilled=tuple(sorted(given)), **given)


def goes_on(draft: Draft, case_id: str, result: Result | None, now: datetime) -> bool:
    """Whether a first tap at this case takes up this draft: it is the look of just now, and it says nothing else already."""
    fresh = timedelta(0) <= now - draft.began_at < LATE_AFTER
    agrees = result in (None, draft.result) or not (draft.facts or draft.free_text or draft.vehicles or draft.persons)
    return draft.case_id == case_id and draft.corrects is None and fresh and agrees


def changed(draft: Draft, changes: dict[str, Any]) -> Draft:
    """Fields changed by the officer; a filled-in field that now says something else is the officer's own."""
    own = {name for name, value in changes.items() if getattr(draft, name) != value}
    kept = tuple(name for name in draft.prefilled if name not in own)
    return replace(draft, **{"prefilled": kept, **changes})


def typed(draft: Draft, now: datetime) -> Draft:
    """When the text of a draft was begun, the first letter counts; a text that was emptied begins anew."""
    return replace(draft, typed_at=(draft.typed_at or now) if draft.free_text.strip() else None)


def with_fact(draft: Draft, kind: FactKind, text: str, at: datetime, certainty: Certainty, replaces: tuple[str, ...] = ()) -> Draft:
    """One more fact with its own time; a first fact makes the result "gezien". What it contradicts goes."""
    kept = tuple(each for each in draft.facts if each.text not in replaces)
    return replace(draft, facts=(*kept, FactLine(at, kind, text, certainty)), result=Result.SEEN)


def without_fact(draft: Draft, at: int) -> Draft:
    """One fact less."""
    return replace(draft, facts=draft.facts[:at] + draft.facts[at + 1 :])


def to_look(draft: Draft, now: datetime) -> Look:
    """The record that this draft becomes when it is sealed at `now`. Raises `Refused` when something is still open."""
    missing = [
        name
        for name in ("result", "place_id", "is_public_place", "sightline", "light", "is_exculpatory")
        if getattr(draft, name) is None
    ]
    if missing:
        raise Refused(Code.REASON_MISSING, field=missing[0])
    if draft.more_text:
        raise Refused(Code.TEXT_TOO_LONG, field="free_text")
    ended_at = draft.ended_at or now
    shared = {name: getattr(draft, name) for name in _SHARED - _OF_THE_DRAFT}
    moved = draft.began_at != draft.first_tap_at
    facts = (*draft.facts, *_told(draft, min(draft.typed_at or ended_at, ended_at)))
    return Look(
        **{
            **shared,
            "facts": facts,
            "ended_at": ended_at,
            "first_tap_at": draft.first_tap_at if moved else None,
            "time_reason": draft.time_reason if moved else None,
            "prefilled": draft.prefilled,
        }
    )


def _told(draft: Draft, at: datetime) -> tuple[FactLine, ...]:
    text = draft.free_text.strip()
    return (FactLine(at, FactKind.ACTIVITY, text),) if text else ()


def from_observation(draft_id: str, old: Observation) -> Draft:
    """A draft that holds an earlier look, to be put right; it keeps that look's times."""
    shared = {name: getattr(old.look, name) for name in _SHARED - {"first_tap_at", "time_reason", "prefilled"}}
    return Draft(draft_id, **{**shared, "first_tap_at": old.look.began_at, "corrects": old.id})
