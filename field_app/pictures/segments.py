"""Parts a JPEG, before anybody decodes it, into the picture itself and what it says of itself; with a bound on every loop.

What a photo says of itself can be made to cost gigabytes to read: entries that all point at the same bytes, thousands of parts. So
a decoder gets the picture without any of that, and of EXIF only the four things that are wanted are read, here.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from field_app.rules.refusals import Code, Refused

#: A camera's own photo has some ten parts before the picture begins, and one of EXIF.
_MOST_PARTS = 200
_MOST_PADDING = 16
_SCAN, _COMMENT, _EXIF = 0xDA, 0xFE, 0xE1
#: Parts of applications, but for the one that says how colours are stored (14) and JFIF's own (0).
_SAYS_OF_ITSELF = frozenset({*range(0xE1, 0xEE), 0xEF, _COMMENT})
_EXIF_BEGINS = b"Exif\0\0"
#: Of a directory of EXIF no more entries are looked at; cameras write some sixty.
_MOST_ENTRIES = 200
_ASCII, _SHORT, _LONG = 2, 3, 4
_LONGEST_TEXT = 64


@dataclass(frozen=True, slots=True)
class Parted:
    """The picture as a decoder gets it, and the block of EXIF, empty when there is none."""

    picture: bytes
    exif: bytes


def parted(raw: bytes) -> Parted:
    """Raises `Refused` on what no camera writes: too many parts, two blocks of EXIF, a part that is longer than the file."""
    kept, exif, at = [raw[:2]], list[bytes](), 2
    for _ in range(_MOST_PARTS):
        marker, begins = _marker(raw, at)
        length = int.from_bytes(raw[begins : begins + 2], "big")
        ends = begins + length
        if length < 2 or ends > len(raw):  # noqa: PLR2004  # its own two bytes
            raise Refused(Code.PHOTO_UNREADABLE)
        content = raw[begins + 2 : ends]
        if marker == _EXIF and content.startswith(_EXIF_BEGINS):
            exif.append(content.removeprefix(_EXIF_BEGINS))
        if marker == _SCAN:
            kept.append(b"\xff\xda" + raw[begins:])
            break
        if marker not in _SAYS_OF_ITSELF:
            kept.append(bytes((0xFF, marker)) + raw[begins:ends])
        at = ends
    else:
        raise Refused(Code.PHOTO_UNREADABLE)
    if len(exif) > 1:
        raise Refused(Code.PHOTO_UNREADABLE)
    return Parted(b"".join(kept), exif[0] if exif else b"")


def _marker(raw: bytes, at: int) -> tuple[int, int]:
    """The marker at this place and where its part begins."""
    if raw[at : at + 1] != b"\xff":
        raise Refused(Code.PHOTO_UNREADABLE)
    for place in range(at + 1, min(at + 1 + _MOST_PADDING, len(raw))):
        if raw[place] != 0xFF:  # noqa: PLR2004  # padding
            return raw[place], place + 1
    raise Refused(Code.PHOTO_UNREADABLE)


class Exif:
    """One block of EXIF; rubbish in it says nothing."""

    def __init__(self, block: bytes) -> None:
        """Nothing is read before it is asked for."""
        self._block = block
        self._order = {b"II*\0": "<", b"MM\0*": ">"}.get(block[:4], "")

    def directory(self, at: int | None = None) -> dict[int, int | str]:
        """The short entries of the directory at this place, or of the first: whole numbers, and texts such as times."""
        first = self._number(4, 4) if at is None else at
        return dict(self._entries(first)) if self._order and first is not None else {}

    def _entries(self, at: int) -> Iterator[tuple[int, int | str]]:
        count = self._number(at, 2) or 0
        for number in range(min(count, _MOST_ENTRIES)):
            place = at + 2 + 12 * number
            tag, kind, length = self._number(place, 2), self._number(place + 2, 2), self._number(place + 4, 4)
            value = None if tag is None or kind is None or length is None else self._value(place + 8, kind, length)
            if tag is not None and value is not None:
                yield tag, value

    def _value(self, place: int, kind: int, length: int) -> int | str | None:
        if kind in (_SHORT, _LONG) and length == 1:
            return self._number(place, 2 if kind == _SHORT else 4)
        if kind != _ASCII or length > _LONGEST_TEXT:
            return None
        begins = place if length <= 4 else self._number(place, 4)  # noqa: PLR2004  # what is short stands in its place
        return None if begins is None else self._block[begins : begins + length].decode("ascii", "replace").strip("\0 ")

    def _number(self, at: int, size: int) -> int | None:
        shape = f"{self._order}{'H' if size == 2 else 'I'}"  # noqa: PLR2004  # two bytes or four
        return None if at + size > len(self._block) or at < 0 else int(struct.unpack_from(shape, self._block, at)[0])
