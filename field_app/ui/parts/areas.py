"""Areas of a picture that nobody needs to see: from where a thumb drags on the screen to permille of the picture, and back."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from field_app.rules.look import Area

_WHOLE = 1000
#: Narrower or lower than this (permille) is a slip of the thumb, and no area is made smaller.
SMALLEST = 20
#: What is added without dragging, in the middle; it is then moved and sized with buttons, so much at a time.
MIDDLE = Area(400, 400, 200, 200)
STEP = 50


@dataclass(frozen=True, slots=True)
class Size:
    """A width and a height, in logical pixels of the screen."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the picture as it is shown, in logical pixels from its left and top edge."""

    x: float
    y: float


def fitted(width: int, height: int, room: Size) -> Size:
    """How large a picture of so many pixels is shown in this room, whole and undistorted."""
    share = min(room.width / width, room.height / height)
    return Size(width * share, height * share)


def between(start: Point, end: Point, shown: Size) -> Area | None:
    """The area that was dragged from corner to corner, rounded outwards and cut off at the edges; None for a slip."""
    left, right = _span(start.x, end.x, shown.width)
    top, bottom = _span(start.y, end.y, shown.height)
    area = Area(left, top, right - left, bottom - top)
    return area if min(area.width, area.height) >= SMALLEST else None


def _span(one: float, other: float, length: float) -> tuple[int, int]:
    low, high = sorted((one, other))
    return _inside(math.floor(low / length * _WHOLE)), _inside(math.ceil(high / length * _WHOLE))


def _inside(permille: int) -> int:
    return min(_WHOLE, max(0, permille))


def under(point: Point, areas: Sequence[Area], shown: Size) -> int | None:
    """Which area is touched, the one on top first; None when none is."""
    x, y = point.x / shown.width * _WHOLE, point.y / shown.height * _WHOLE
    hit = [
        at for at, each in enumerate(areas) if each.left <= x <= each.left + each.width and each.top <= y <= each.top + each.height
    ]
    return hit[-1] if hit else None


def moved(area: Area, right: int, down: int) -> Area:
    """The same area further on, so many permille; it stops at the edge of the picture."""
    return replace(
        area,
        left=min(_WHOLE - area.width, max(0, area.left + right)),
        top=min(_WHOLE - area.height, max(0, area.top + down)),
    )


def sized(area: Area, wider: int, higher: int) -> Area:
    """The same area wider and higher around its middle, so many permille; it stops at the edges and at the smallest size."""
    left, width = _grown(area.left, area.width, wider)
    top, height = _grown(area.top, area.height, higher)
    return Area(left, top, width, height)


def _grown(start: int, length: int, by: int) -> tuple[int, int]:
    if not by:
        return start, length
    longer = min(_WHOLE, max(SMALLEST, length + by))
    return min(_WHOLE - longer, max(0, start - (longer - length) // 2)), longer


def box(area: Area, shown: Size) -> tuple[Point, Size]:
    """Where an area stands on the screen and how large it is there."""
    across, along = shown.width / _WHOLE, shown.height / _WHOLE
    return Point(area.left * across, area.top * along), Size(area.width * across, area.height * along)
