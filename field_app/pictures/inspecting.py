"""Looks at the bytes of a photo before anything else does: what it is, how large, when taken; refuses all that is no photo."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from PIL import Image, ImageFile

from field_app.pictures.segments import Exif, parted
from field_app.rules.photos import MOST_BYTES, MOST_PIXELS
from field_app.rules.refusals import Code, Refused
from field_app.rules.vocabulary import AMSTERDAM

#: Pillow's own guard as well: a bomb is an error, and half a picture is no picture.
Image.MAX_IMAGE_PIXELS = MOST_PIXELS
ImageFile.LOAD_TRUNCATED_IMAGES = False
warnings.filterwarnings("ignore", module="PIL")
warnings.simplefilter("error", Image.DecompressionBombWarning)
#: A photo can say to be decoded many times over, to keep a reader busy: pixels times scans, ten times a camera's own at the most.
_MOST_WORK = 160_000_000
#: One that comes in layers is held whole while it is decoded.
_MOST_IN_LAYERS = 16_000_000
_SCAN = b"\xff\xda"
_JPEG_BEGINS = b"\xff\xd8\xff"
#: Large enough to see that all of it is there, small enough to be quick.
_PROBE = (256, 256)
_ORIENTATION, _EXIF_IFD, _GPS_IFD = 0x0112, 0x8769, 0x8825
_TAKEN, _TAKEN_OFFSET = 0x9003, 0x9011
_SIDEWAYS = frozenset({5, 6, 7, 8})
_ORIENTATIONS = range(1, 9)
_TIME = "%Y:%m:%d %H:%M:%S"
_TIME_AND_OFFSET = f"{_TIME} %z"
_FARTHEST = timedelta(hours=14)


@dataclass(frozen=True, slots=True)
class PictureFacts:
    """What a photo says of itself. `width` and `height` in pixels, upright; `taken_at` aware, None when it does not say."""

    sha256: str
    size: int
    width: int
    height: int
    taken_at: datetime | None
    has_gps: bool


def inspected(raw: bytes) -> PictureFacts:
    """Hash, size, shape and time of a photo as taken; all of it was decoded once. Raises `Refused`."""
    with opened(raw) as photo:
        width, height = photo.image.size
        photo.image.draft("RGB", _PROBE)
        photo.image.load()
    if photo.orientation in _SIDEWAYS:
        width, height = height, width
    return PictureFacts(sha256(raw).hexdigest(), len(raw), width, height, photo.taken_at, photo.has_gps)


@dataclass(frozen=True, slots=True)
class Opened:
    """A photo ready to decode, without what it says of itself; `orientation` is 1 to 8 as EXIF has it, 1 when it does not say."""

    image: Image.Image
    orientation: int
    taken_at: datetime | None
    has_gps: bool


@contextmanager
def opened(raw: bytes) -> Iterator[Opened]:
    """The photo, ready to decode; its size was looked at first. Raises `Refused`, also for what decoding it brings up."""
    if len(raw) > MOST_BYTES:
        raise Refused(Code.PHOTO_TOO_LARGE, most_bytes=MOST_BYTES)
    if not raw.startswith(_JPEG_BEGINS):
        raise Refused(Code.PHOTO_NOT_JPEG)
    photo = parted(raw)
    try:
        with Image.open(io.BytesIO(photo.picture), formats=("JPEG",)) as image:
            _check_work(image, photo.picture)
            yield Opened(image, *_said(Exif(photo.exif)))
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        raise Refused(Code.PHOTO_TOO_LARGE, most_pixels=MOST_PIXELS) from None
    except Refused:
        raise
    except Exception as fault:  # a reader of bytes from anywhere may raise anything, and all of it says the same
        raise Refused(Code.PHOTO_UNREADABLE) from fault


def _check_work(image: Image.Image, raw: bytes) -> None:
    pixels = image.width * image.height
    most = _MOST_IN_LAYERS if image.info.get("progressive") else MOST_PIXELS
    if pixels > most or pixels * raw.count(_SCAN) > _MOST_WORK:
        raise Refused(Code.PHOTO_TOO_LARGE, most_pixels=MOST_PIXELS)


def _said(exif: Exif) -> tuple[int, datetime | None, bool]:
    """What EXIF says; rubbish there says nothing, and the picture is none the worse."""
    told = exif.directory()
    found, details = told.get(_ORIENTATION), told.get(_EXIF_IFD)
    orientation = found if type(found) is int and found in _ORIENTATIONS else 1
    return orientation, _taken_at(exif.directory(details) if type(details) is int else {}), _GPS_IFD in told


def _taken_at(details: dict[int, int | str]) -> datetime | None:
    """The camera's clock; where it names no zone, the municipality's."""
    try:
        taken, offset = (str(details.get(tag, "")).strip("\0 ") for tag in (_TAKEN, _TAKEN_OFFSET))
        if not offset:
            return datetime.strptime(taken, _TIME).replace(tzinfo=AMSTERDAM)
        at = datetime.strptime(f"{taken} {offset}", _TIME_AND_OFFSET)  # noqa: DTZ007  # the format names the offset
    except ValueError:
        return None
    return at if abs(at.utcoffset() or timedelta()) <= _FARTHEST else None
