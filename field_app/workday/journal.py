"""Observations as entries of the journal: who, when, what, and how far the entry has travelled."""

from __future__ import annotations

from dataclasses import replace

from field_app.rules.cases.blurring import unseen
from field_app.rules.dossier.case_records import Case
from field_app.rules.dossier.decision_records import Remark
from field_app.rules.dossier.photo_records import Blur
from field_app.rules.look import Photo
from field_app.rules.observations import Act, created
from field_app.rules.records import Observation
from field_app.rules.wire import decode
from field_app.store.outbox import OutboxItem
from field_app.store.phone_store import PhoneStore
from field_app.workday.known import Known
from field_app.workday.views import Beside, Delivery, Entry

_SAME_IN_LOOK = [
    "case_id",
    "began_at",
    "ended_at",
    "result",
    "unable_reason",
    "unable_note",
    "own_position",
    "is_public_place",
    "vantage",
    "sightline",
    "sightline_note",
    "light",
    "street_lighting",
    "facts",
    "vehicles",
    "persons",
    "interpretation",
    "contact",
    "is_exculpatory",
    "late_reason",
    "first_tap_at",
    "time_reason",
    "prefilled",
]


def delivery(store: PhoneStore, known: Known, observation: Observation) -> Delivery:
    """How far an entry has travelled."""
    return travelled(store, known, observation.id, observation.flags)


def travelled(store: PhoneStore, known: Known, row_id: str, flags: tuple[str, ...]) -> Delivery:
    """How far something that was saved has travelled, by its id and its flags."""
    number = known.waiting.get(row_id)
    if number is not None:
        return Delivery.SENT if number <= store.outbox.sent_through else Delivery.SAVED
    return Delivery.FLAGGED if flags else Delivery.CONFIRMED


def remarks(known: Known, row_id: str) -> tuple[Beside, ...]:
    """What was said later beside an entry, oldest first."""
    found = (each for each in known.facts.records(Remark) if each.about == row_id)
    return tuple(Beside(known.officer(each.officer_id), each) for each in sorted(found, key=lambda each: each.at))


def refused_entry(known: Known, case: Case, item: OutboxItem) -> Entry | None:
    """An entry of one's own that the server refused; None when the command is no look at this case."""
    said, envelope = item.verdict or {}, item.envelope
    if envelope is None or envelope.args.get("look", {}).get("case_id") != case.id:
        return None
    row = created(Act(envelope.id, known.officer_id, envelope.at, envelope.args), (), None)
    observation = decode(Observation, {**row.body, "id": row.id})
    return entry(known, case, observation, Delivery.REFUSED, said.get("code"))


def entry(known: Known, case: Case, seen: Observation, delivered: Delivery, refusal_code: str | None = None) -> Entry:
    """One observation as an entry."""
    place = case.place(seen.look.place_id)
    withdrawn = seen.withdrawn
    return Entry(
        id=seen.id,
        officer=known.officer(seen.officer_id),
        is_mine=seen.officer_id == known.officer_id,
        place_label=place.label if place else "",
        recorded_at=seen.recorded_at,
        received_at=seen.received_at,
        flags=seen.flags,
        skew_ms=seen.skew_ms,
        delivery=delivered,
        refusal_code=refusal_code,
        corrects=seen.corrects,
        correction_reason=seen.reason,
        corrected_by=seen.corrected_by,
        withdrawn_at=withdrawn.at if withdrawn else None,
        withdrawn_reason=withdrawn.reason if withdrawn else None,
        remarks=remarks(known, seen.id),
        photos=_photos(known, seen),
        **{name: getattr(seen.look, name) for name in _SAME_IN_LOOK},
    )


def _photos(known: Known, seen: Observation) -> tuple[Photo, ...]:
    """The photos of an entry, with what was blurred later."""
    photos = seen.look.photos
    blurs = known.facts.records(Blur) if photos else ()
    return tuple(replace(each, blurs=unseen(each.sha256, (each,), blurs)) for each in photos)


def find(known: Known, observation_id: str) -> Observation | None:
    """An observation by id, waiting or confirmed."""
    return known.facts.observation(observation_id)
