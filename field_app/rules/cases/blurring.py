"""The rule of blurring later: whoever answers for an entry may make parts of its photos unseen, and nobody may undo that."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from field_app.rules.cases import permits
from field_app.rules.cases.audience import reads_all
from field_app.rules.dossier.photo_commands import BlurPhoto
from field_app.rules.dossier.photo_records import Blur
from field_app.rules.facts import Facts
from field_app.rules.look import Area, Photo
from field_app.rules.observations import Act, Outcome
from field_app.rules.photos import check_areas
from field_app.rules.records import Observation
from field_app.rules.refusals import Code, Refused
from field_app.rules.shift_changes import decided_at, row
from field_app.rules.vocabulary import Kind


def blur(command: BlurPhoto, facts: Facts, act: Act) -> Outcome:
    """By who made the entry, owns the case, leads or reads along (AVG 5: no more is shown than is needed)."""
    officer, seen = permits.actor(facts, act), photographed(command.observation_id, command.sha256, facts)
    case = permits.open_case(seen.look.case_id, facts)
    if officer.id not in (seen.officer_id, case.owner_id) and not reads_all(officer):
        raise Refused(Code.NOT_PERMITTED, officer_id=officer.id)
    if not command.areas:
        raise Refused(Code.AREA_MISSING)
    check_areas(command.areas)
    reason = permits.text(command.reason, "reason")
    blurred = Blur(act.command_id, case.id, seen.id, command.sha256, command.areas, reason, officer.id, decided_at(act))
    return Outcome((row(Kind.BLUR, blurred),))


def photographed(observation_id: str, sha256: str, facts: Facts) -> Observation:
    """The observation that has this photo. Raises `Refused`."""
    seen = facts.observation(observation_id)
    if seen is None:
        raise Refused(Code.OBSERVATION_UNKNOWN, observation_id=observation_id)
    if all(each.sha256 != sha256 for each in seen.look.photos):
        raise Refused(Code.PHOTO_UNKNOWN, observation_id=observation_id)
    return seen


def unseen(sha256: str, photos: Iterable[Photo], blurs: Iterable[Blur]) -> tuple[Area, ...]:
    """Every part of a photo that was ever made unseen: in any version of its entry, and later."""
    return tuple(dict.fromkeys(_areas(sha256, photos, blurs)))


def _areas(sha256: str, photos: Iterable[Photo], blurs: Iterable[Blur]) -> Iterator[Area]:
    for photo in photos:
        if photo.sha256 == sha256:
            yield from photo.blurs
    for each in blurs:
        if each.sha256 == sha256:
            yield from each.areas
