"""The copy that people see is upright, small and silent, and what was made unseen on it is gone."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable

import pytest
from PIL import Image, ImageChops, ImageFilter

from field_app.pictures import display_copy
from field_app.rules.look import Area
from pictures import camera

PLATE = Area(333, 333, 334, 167)
Show = Callable[[bytes, Iterable[Area]], bytes]


def shown(raw: bytes, *areas: Area) -> Image.Image:
    return Image.open(io.BytesIO(display_copy(raw, areas)))


def corners(picture: Image.Image) -> list[tuple[int, ...]]:
    width, height = picture.size
    places = [(width * x // 4, height * y // 4) for y in (1, 3) for x in (1, 3)]
    return [tuple(round(band / 20) for band in picture.getpixel(place)) for place in places]  # type: ignore[union-attr]  # RGB


@pytest.mark.parametrize("orientation", camera.STORED)
def test_the_copy_is_upright_however_the_camera_was_held(orientation: int) -> None:
    picture = shown(camera.photo(camera.scene(640, 480), orientation))
    assert picture.size == (640, 480)
    assert corners(picture) == corners(camera.scene(640, 480))


@pytest.mark.parametrize("orientation", [0, 9, 77, -1])
def test_an_orientation_that_does_not_exist_turns_nothing(orientation: int) -> None:
    said = camera.exif()
    said[0x0112] = orientation & 0xFFFF
    assert corners(shown(camera.photo(exif=said))) == corners(camera.scene())


@pytest.mark.parametrize(
    ("size", "copy"), [((5_000, 4_000), (2_048, 1_638)), ((300, 4_096), (150, 2_048)), ((200, 100), (200, 100))]
)
def test_the_copy_is_as_large_as_a_screen_at_the_most(size: tuple[int, int], copy: tuple[int, int]) -> None:
    assert shown(camera.photo(camera.scene(*size))).size == copy


def leaks(show: Show) -> bool:
    """Whether anything that the camera said comes along."""
    raw = camera.with_thumbnail_and_more(camera.photo(orientation=6, icc_profile=camera.SECRET))
    copy = show(raw, ())
    assert raw.count(camera.SECRET) >= 40
    picture = Image.open(io.BytesIO(copy))
    return (
        camera.SECRET in copy
        or b"Exif" in copy
        or bool(picture.getexif())
        or {"comment", "icc_profile"} & picture.info.keys() != set()
    )


def test_nothing_that_the_camera_said_comes_along() -> None:
    assert not leaks(display_copy)


def test_a_copy_that_keeps_what_the_camera_said_is_found_out() -> None:
    def keeps_exif(raw: bytes, _: Iterable[Area]) -> bytes:
        picture, kept = Image.open(io.BytesIO(raw)), io.BytesIO()
        picture.save(kept, "JPEG", exif=picture.getexif())
        return kept.getvalue()

    def keeps_comment(raw: bytes, _: Iterable[Area]) -> bytes:
        picture, kept = Image.open(io.BytesIO(raw)), io.BytesIO()
        picture.save(kept, "JPEG")
        return kept.getvalue()

    assert leaks(keeps_exif)
    assert leaks(keeps_comment)


def tells_apart(show: Show) -> bool:
    """Whether two plates can still be told apart where they were made unseen, by any pixel more than a shade."""
    one, other = (Image.open(io.BytesIO(show(camera.photo(camera.plate(text)), [PLATE]))) for text in ("XX-123-Y", "ZB-987-K"))
    return max(high for _, high in ImageChops.difference(one, other).getextrema()) > 40  # type: ignore[misc]  # one pair a band


def test_two_plates_cannot_be_told_apart_once_they_are_unseen() -> None:
    assert tells_apart(lambda raw, _: display_copy(raw)), "without blur they can: the check bites"
    assert not tells_apart(display_copy)


def test_a_light_haze_over_the_plate_would_be_found_out() -> None:
    def hazy(raw: bytes, areas: Iterable[Area]) -> bytes:
        picture, kept = Image.open(io.BytesIO(display_copy(raw))), io.BytesIO()
        picture.filter(ImageFilter.GaussianBlur(4)).save(kept, "JPEG")
        return kept.getvalue()

    assert tells_apart(hazy)


def test_an_area_is_painted_over_with_hardly_any_colours_and_nothing_beside_it_changes() -> None:
    raw = camera.noise(800, 600)
    before, after = shown(raw), shown(raw, Area(250, 250, 500, 500))
    inner = after.crop((216, 166, 584, 434))  # away from its edges, where the packing smears
    assert all(high - low <= 4 for low, high in inner.getextrema()), "one colour"  # type: ignore[misc]  # one pair a band
    for box in ((0, 0, 800, 130), (0, 470, 800, 600)):
        assert ImageChops.difference(before.crop(box), after.crop(box)).getbbox() is None


@pytest.mark.parametrize("orientation", camera.STORED)
def test_an_area_lies_where_the_upright_picture_has_it(orientation: int) -> None:
    raw = camera.photo(camera.scene(640, 480), orientation)
    picture = shown(raw, Area(0, 0, 500, 500), Area(1, 1, 1, 1))
    assert corners(picture)[1:] == corners(camera.scene())[1:]


@pytest.mark.parametrize("area", [Area(0, 0, 1000, 1000), Area(999, 999, 1, 1), Area(0, 0, 1, 1), Area(0, 999, 1000, 1)])
def test_the_smallest_and_the_largest_areas_can_be_painted(area: Area) -> None:
    assert shown(camera.photo(camera.scene(64, 48)), area).size == (64, 48)
