"""What a look must say of each of its photos, and what the team lead should see about them.

Few photos, of vehicles and from the public road, were tolerated (CRVB:2023:1909, RBZWB:2023:813); hidden cameras never
(CRVB:2016:3479, CRVB:2017:1963). So each one has a reason, and the approved plan says how many.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from field_app.rules.dossier.plan_records import Plan
from field_app.rules.facts import Facts
from field_app.rules.look import Area, Look, Photo
from field_app.rules.refusals import Code, Refused
from field_app.rules.vocabulary import Flag

#: So many photos a look at most, each of so many bytes and pixels.
MOST_PHOTOS = 10
MOST_BYTES = 20_000_000
MOST_PIXELS = 40_000_000
MOST_AREAS = 40
_WHOLE = 1000
_SHA256 = re.compile(r"[0-9a-f]{64}")


def is_sha256(text: str) -> bool:
    """Whether this is a SHA-256 in hex."""
    return _SHA256.fullmatch(text) is not None


def check(photos: tuple[Photo, ...]) -> None:
    """Raise `Refused` when a photo cannot be what it says, or does not say why it was made and what it shows."""
    if len(photos) > MOST_PHOTOS:
        raise Refused(Code.PHOTOS_TOO_MANY, most=MOST_PHOTOS)
    if len({each.sha256 for each in photos}) < len(photos):
        raise Refused(Code.PHOTO_TWICE)
    for photo in photos:
        _check_file(photo)
        if not photo.reason.strip():
            raise Refused(Code.REASON_MISSING, field="photo_reason")
        if not photo.shows.strip():
            raise Refused(Code.PHOTO_SHOWS_MISSING)


def _check_file(photo: Photo) -> None:
    pixels = photo.width * photo.height
    sizes = 0 < photo.size <= MOST_BYTES and photo.width > 0 and photo.height > 0 and pixels <= MOST_PIXELS
    if not sizes or not is_sha256(photo.sha256):
        raise Refused(Code.PHOTO_INVALID)
    check_areas(photo.blurs)


def check_areas(areas: tuple[Area, ...]) -> None:
    """Raise `Refused` when there are too many, or one is no part of a picture."""
    if len(areas) > MOST_AREAS or not all(map(_is_part, areas)):
        raise Refused(Code.PHOTO_INVALID)


def _is_part(area: Area) -> bool:
    inside = area.left >= 0 and area.top >= 0 and area.left + area.width <= _WHOLE and area.top + area.height <= _WHOLE
    return inside and area.width > 0 and area.height > 0


def check_kept(before: tuple[Photo, ...], after: tuple[Photo, ...]) -> None:
    """A correction may leave a photo out or say it better. It adds none and shows nothing that was blurred. Raises `Refused`."""
    known = {each.sha256: each for each in before}
    for photo in after:
        old = known.get(photo.sha256)
        if old is None or (old.size, old.width, old.height, old.taken_at) != (
            photo.size, photo.width, photo.height, photo.taken_at,
        ):  # fmt: skip
            raise Refused(Code.PHOTO_IN_CORRECTION)
        if not set(old.blurs) <= set(photo.blurs):
            raise Refused(Code.AREA_MISSING)


def flags(look: Look, plan: Plan | None, facts: Facts) -> Iterator[Flag]:
    """Photos without a plan that allows them, or more than it allows: kept all the same, for they were really made."""
    if not look.photos:
        return
    allowed = allowed_by(plan)
    if not allowed:
        yield Flag.PHOTO_NOT_IN_PLAN
    elif made(look.case_id, facts) + len(look.photos) > allowed:
        yield Flag.PHOTOS_OVER_PLAN


def allowed_by(plan: Plan | None) -> int:
    """How many photos this plan allows; none while it is not approved."""
    return plan.photos if plan is not None and plan.is_approved else 0


def made(case_id: str, facts: Facts) -> int:
    """How many photos were made at this case so far."""
    return sum(each.photos for each in facts.looks(case_id))
