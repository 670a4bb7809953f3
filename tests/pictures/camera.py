"""Photos as cameras make them: turned, placed and timed by EXIF, with a thumbnail and whatever else cameras put in."""

from __future__ import annotations

import io
import random
import struct
from datetime import datetime
from typing import Any

from PIL import Image, ImageDraw

#: Top left red, top right green, bottom left blue, bottom right white: so that which way is up can be seen.
CORNERS = ((220, 20, 20), (20, 200, 20), (20, 20, 220), (240, 240, 240))
#: What turns an upright picture into the pixels that a camera stores when it is held so.
STORED: dict[int, tuple[Image.Transpose, ...]] = {
    1: (),
    2: (Image.Transpose.FLIP_LEFT_RIGHT,),
    3: (Image.Transpose.ROTATE_180,),
    4: (Image.Transpose.FLIP_TOP_BOTTOM,),
    5: (Image.Transpose.TRANSPOSE,),
    6: (Image.Transpose.ROTATE_90,),
    7: (Image.Transpose.TRANSVERSE,),
    8: (Image.Transpose.ROTATE_270,),
}
SECRET = b"SECRET-OF-THE-CAMERA"


def scene(width: int = 640, height: int = 480) -> Image.Image:
    """Four fields of colour, upright."""
    picture = Image.new("RGB", (width, height))
    for at, colour in enumerate(CORNERS):
        left, top = at % 2 * width // 2, at // 2 * height // 2
        picture.paste(colour, (left, top, left + width // 2, top + height // 2))
    return picture


def plate(text: str, width: int = 640, height: int = 480) -> Image.Image:
    """A scene with a number plate in the middle third."""
    picture = scene(width, height)
    box = (width // 3, height // 3, 2 * width // 3, height // 2)
    draw = ImageDraw.Draw(picture)
    draw.rectangle(box, fill=(250, 200, 0))
    draw.text((box[0] + 20, box[1] + 15), text, fill=(0, 0, 0), font_size=32)
    return picture


def exif(
    orientation: int = 1, taken: str | None = "2026:11:19 06:12:41", offset: str | None = None, *, gps: bool = True
) -> Image.Exif:
    """What a camera says of a photo."""
    said = Image.Exif()
    said[0x0112] = orientation
    said[0x010F], said[0x0110] = "Maker", SECRET.decode()
    details = said.get_ifd(0x8769)
    if taken:
        details[0x9003] = taken
    if offset:
        details[0x9011] = offset
    details[0x927C] = SECRET * 40
    if gps:
        said.get_ifd(0x8825).update({1: "N", 2: (52.0, 5.0, 25.0), 3: "E", 4: (5.0, 7.0, 9.0)})
    return said


def photo(picture: Image.Image | None = None, orientation: int = 1, **how: Any) -> bytes:
    """A JPEG of an upright picture, as a camera held so would store it."""
    stored = picture or scene()
    for turn in STORED[orientation]:
        stored = stored.transpose(turn)
    kept = io.BytesIO()
    said = how.pop("exif", None) or exif(orientation)
    stored.save(kept, "JPEG", **{"quality": 90, "comment": SECRET, "exif": said, **how})
    return kept.getvalue()


def with_segment(raw: bytes, marker: int, content: bytes) -> bytes:
    """The same photo with one more segment behind the first."""
    return raw[:2] + bytes([0xFF, marker]) + struct.pack(">H", len(content) + 2) + content + raw[2:]


def with_thumbnail_and_more(raw: bytes) -> bytes:
    """A photo with a second picture for preview, colour words, and segments that nobody knows."""
    small = io.BytesIO()
    scene(160, 120).save(small, "JPEG")
    more = with_segment(raw, 0xE2, b"MPF\0" + SECRET)
    more = with_segment(more, 0xED, b"Photoshop 3.0\0" + SECRET)
    more = with_segment(more, 0xEC, bytes(range(256)) * 8)
    return more + small.getvalue() + SECRET


def claiming(raw: bytes, width: int, height: int) -> bytes:
    """The same photo, that says to be as large as this."""
    at = next(raw.index(bytes([0xFF, kind])) for kind in (0xC0, 0xC2) if bytes([0xFF, kind]) in raw)
    return raw[: at + 5] + struct.pack(">HH", height, width) + raw[at + 9 :]


def noise(width: int, height: int, seed: int = 1) -> bytes:
    """A photo that hardly packs: so many pixels, as full of detail as can be."""
    chance = random.Random(seed)  # noqa: S311  # repeatable
    picture = Image.frombytes("RGB", (width, height), chance.randbytes(width * height * 3))
    return photo(picture, quality=80)


def taken_at(text: str) -> datetime:
    """A moment as a test writes it."""
    return datetime.fromisoformat(text)
