"""What the desk says about a photo: whether this device may bring it, whether this colleague may see it, and what stays unseen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from field_app.rules.cases.audience import may_read
from field_app.rules.cases.blurring import unseen
from field_app.rules.dossier.photo_records import Blur, Original
from field_app.rules.look import Area
from field_app.rules.photos import is_sha256
from field_app.rules.records import Observation, Officer
from field_app.rules.refusals import Code, Refused
from field_app.rules.vocabulary import Kind
from sync_server.identity import Proof, proven
from sync_server.store.people import Device
from sync_server.store.photos import Opening
from sync_server.store.server_store import ServerStore


@dataclass(frozen=True, slots=True)
class Named:
    """A photo that a device may bring: of how many bytes, before it was sealed."""

    device: Device
    sha256: str
    size: int


def named(store: ServerStore, device_id: str, proof: Proof, sha256: str) -> Named:
    """The photo, when an entry of this device names it. Raises `Refused`: for anybody else it is not there."""
    device = proven(store.people, device_id, proof)
    size = store.photos.size_named(device.team_id, device.id, sha256) if is_sha256(sha256) else None
    if size is None:
        raise Refused(Code.PHOTO_UNKNOWN)
    return Named(device, sha256, size)


@dataclass(frozen=True, slots=True)
class Shown:
    """A photo that a colleague may see, with all that must stay unseen on it."""

    team_id: str
    sha256: str
    blurs: tuple[Area, ...] = ()


def shown(store: ServerStore, device_id: str, proof: Proof, sha256: str) -> Shown:
    """The photo, when an entry that has it is for these eyes; of a closed case nobody's. Raises `Refused`."""
    device = proven(store.people, device_id, proof)
    officer = store.facts(device.team_id).officer(device.officer_id)
    entries = store.photos.entries(device.team_id, sha256)
    if not any(_is_for(store, device.team_id, Kind.OBSERVATION, each, officer) for each in entries):
        raise Refused(Code.PHOTO_UNKNOWN)
    if not store.photos.has(device.team_id, sha256):
        raise Refused(Code.PHOTO_ON_ITS_WAY)
    return Shown(device.team_id, sha256, blurs_of(store, device.team_id, sha256))


def blurs_of(store: ServerStore, team_id: str, sha256: str) -> tuple[Area, ...]:
    """Every area of a photo that was made unseen, in any version of its entries and later."""
    facts = store.facts(team_id)
    seen = (facts.record(Observation, each) for each in store.photos.entries(team_id, sha256))
    return unseen(sha256, (photo for each in seen if each for photo in each.look.photos), facts.records(Blur))


def _is_for(store: ServerStore, team_id: str, kind: Kind, row_id: str, officer: Officer | None) -> bool:
    audience = store.rows(team_id).audience(kind, row_id)
    return audience is not None and may_read(audience, officer)


def opened(store: ServerStore, device_id: str, proof: Proof, original_id: str, now: datetime) -> Shown:
    """An original that asker and allower may open, for a day; that it is opened is written down first. Raises `Refused`."""
    device = proven(store.people, device_id, proof)
    facts = store.facts(device.team_id)
    asked, officer = facts.record(Original, original_id), facts.officer(device.officer_id)
    is_for = asked is not None and _is_for(store, device.team_id, Kind.ORIGINAL, original_id, officer)
    if asked is None or not is_for or device.officer_id not in (asked.asked_by, asked.allowed_by):
        raise Refused(Code.ORIGINAL_UNKNOWN)
    if not asked.is_open(now):
        raise Refused(Code.ORIGINAL_CLOSED)
    if store.photos.case_of(device.team_id, asked.sha256) != asked.case_id:
        raise Refused(Code.ORIGINAL_UNKNOWN)
    if not store.photos.has(device.team_id, asked.sha256):
        raise Refused(Code.PHOTO_ON_ITS_WAY)
    opening = Opening(original_id, asked.sha256, asked.case_id, device.officer_id, now.isoformat(timespec="milliseconds"))
    store.photos.log_opening(device.team_id, device.id, opening)
    return Shown(device.team_id, asked.sha256)
