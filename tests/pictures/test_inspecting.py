"""What the bytes of a photo say is looked at before they are believed, and what is no photo is refused in so many words."""

from __future__ import annotations

import io
import struct
import tracemalloc
from datetime import timedelta
from hashlib import sha256
from typing import Any

import pytest
from PIL import Image

from field_app.pictures import display_copy, inspected
from field_app.rules.photos import MOST_BYTES
from field_app.rules.refusals import Code, Refused
from pictures import camera


def no_to(raw: bytes) -> Code:
    with pytest.raises(Refused) as no:
        inspected(raw)
    with pytest.raises(Refused) as again:
        display_copy(raw)
    assert again.value.code is no.value.code
    return no.value.code


@pytest.mark.parametrize("orientation", camera.STORED)
def test_size_is_upright_and_the_hash_is_of_the_bytes_as_taken(orientation: int) -> None:
    raw = camera.photo(camera.scene(640, 480), orientation)
    found = inspected(raw)
    assert (found.width, found.height) == (640, 480)
    assert (found.sha256, found.size) == (sha256(raw).hexdigest(), len(raw))
    assert found.has_gps


@pytest.mark.parametrize(
    ("taken", "offset", "said"),
    [
        ("2026:11:19 06:12:41", None, "2026-11-19T06:12:41+01:00"),
        ("2026:07:19 06:12:41", None, "2026-07-19T06:12:41+02:00"),
        ("2026:07:19 06:12:41", "+05:30", "2026-07-19T06:12:41+05:30"),
    ],
)
def test_the_time_is_the_cameras_in_its_zone_or_the_municipalitys(taken: str, offset: str | None, said: str) -> None:
    found = inspected(camera.photo(exif=camera.exif(taken=taken, offset=offset))).taken_at
    assert found is not None
    assert (found, found.utcoffset()) == (camera.taken_at(said), camera.taken_at(said).utcoffset())


@pytest.mark.parametrize(
    "taken", [None, "", "gisteren", "0000:00:00 00:00:00", "2026:13:45 99:99:99", "2026-11-19T06:12:41", "x" * 500]
)
def test_a_time_that_is_none_is_no_time(taken: str | None) -> None:
    assert inspected(camera.photo(exif=camera.exif(taken=taken))).taken_at is None


def test_a_zone_beyond_the_world_is_no_time() -> None:
    assert inspected(camera.photo(exif=camera.exif(offset="+23:00"))).taken_at is None
    found = inspected(camera.photo(exif=camera.exif(offset="+14:00"))).taken_at
    assert found is not None
    assert found.utcoffset() == timedelta(hours=14)


def test_without_place_it_says_so() -> None:
    assert not inspected(camera.photo(exif=camera.exif(gps=False))).has_gps


def saved(kind: str, picture: Image.Image | None = None, **how: Any) -> bytes:
    kept = io.BytesIO()
    (picture or camera.scene()).save(kept, kind, **how)
    return kept.getvalue()


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"tekst",
        b"../../etc/passwd",
        saved("PNG"),
        saved("GIF"),
        saved("WEBP"),
        saved("TIFF"),
        b"\0\0\0\x18ftypheic" + bytes(500),
        b"\0\0\0\x18ftypisom" + bytes(500),
        b"RIFF\0\0\0\0AVI " + bytes(500),
        b"\xff\xd8",
        b"%PDF-1.7",
    ],
    ids=["empty", "text", "path", "png", "gif", "webp", "tiff", "heic", "mp4", "avi", "two bytes", "pdf"],
)
def test_what_is_no_photo_of_a_camera_is_refused_as_such(raw: bytes) -> None:
    assert no_to(raw) is Code.PHOTO_NOT_JPEG


def test_a_photo_that_breaks_off_is_refused_wherever_it_does() -> None:
    raw = camera.noise(320, 240)
    reached = {no_to(raw[: len(raw) * share // 100]) for share in (1, 5, 20, 50, 80, 99)}
    assert reached == {Code.PHOTO_UNREADABLE}


@pytest.mark.parametrize(("width", "height"), [(65_000, 65_000), (40_001, 1_000), (8_000, 5_001), (65_500, 700)])
def test_a_bomb_is_refused_by_what_it_claims_before_it_is_decoded(width: int, height: int) -> None:
    assert no_to(camera.claiming(camera.photo(), width, height)) is Code.PHOTO_TOO_LARGE


def test_a_photo_of_forty_million_pixels_is_none_too_many() -> None:
    assert inspected(camera.photo(Image.new("RGB", (8_000, 5_000)))).width == 8_000


def test_more_bytes_than_allowed_are_not_even_opened() -> None:
    assert no_to(camera.photo() + bytes(MOST_BYTES)) is Code.PHOTO_TOO_LARGE


def test_what_a_photo_says_of_itself_cannot_be_made_to_cost_memory() -> None:
    entries, total = 2_500, 65_000
    directory = struct.pack("<H", entries) + b"".join(struct.pack("<HHII", tag, 7, total - 100, 0) for tag in range(entries))
    block = b"Exif\0\0" + (b"II*\0" + struct.pack("<I", 8) + directory).ljust(total, b"\0")
    tracemalloc.start()
    inspected(camera.with_segment(saved("JPEG"), 0xE1, block))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 20_000_000, "each entry points at the same bytes: a reader that believes them all needs 160 MB"
    assert no_to(camera.with_segment(camera.photo(), 0xE1, block)) is Code.PHOTO_UNREADABLE, "and a camera writes one block"


def test_more_parts_than_a_camera_writes_are_refused_before_they_are_read() -> None:
    many = saved("JPEG")
    for _ in range(250):
        many = camera.with_segment(many, 0xE4, b"")
    assert no_to(many) is Code.PHOTO_UNREADABLE
    assert no_to(b"\xff\xd8" + b"\xff" * 100 + saved("JPEG")[3:]) is Code.PHOTO_UNREADABLE


def test_a_photo_that_wants_to_be_decoded_over_and_over_is_refused() -> None:
    raw = saved("JPEG", Image.new("RGB", (4_000, 3_000)), progressive=True)
    again = raw.index(b"\xff\xda")
    assert inspected(saved("JPEG", progressive=True)).width == 640, "an ordinary progressive photo is fine"
    assert no_to(raw[:-2] + raw[again:-2] * 30 + raw[-2:]) is Code.PHOTO_TOO_LARGE


def test_a_photo_in_layers_is_smaller_for_it_is_held_whole() -> None:
    assert inspected(saved("JPEG", Image.new("RGB", (4_000, 4_000)), progressive=True)).width == 4_000
    assert no_to(saved("JPEG", Image.new("RGB", (4_000, 4_001)), progressive=True)) is Code.PHOTO_TOO_LARGE


def test_grey_and_print_colours_and_a_second_picture_are_photos_too() -> None:
    grey, inks = saved("JPEG", camera.scene().convert("L")), saved("JPEG", camera.scene().convert("CMYK"))
    for raw in (grey, inks, camera.with_thumbnail_and_more(camera.photo())):
        assert inspected(raw).width == 640
        assert Image.open(io.BytesIO(display_copy(raw))).mode == "RGB"
