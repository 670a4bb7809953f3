"""What the screens of photos work out by themselves: areas under a thumb, what still has to be said, and who may do what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from people import KARIN, NADIA, RUBEN
from photo_office import photographed, photographing_office, send
from pictures import camera
from rules.test_photos import SAMIRA
from running import Office, put

from field_app.camera import forget_pictures, pictures_left
from field_app.rules.look import Area, Photo
from field_app.rules.photos import check_areas
from field_app.rules.refusals import Code
from field_app.ui.parts import areas as places
from field_app.ui.parts.areas import Point, Size
from field_app.ui.ports import CameraTrouble, ExchangeStatus, Link
from field_app.ui.text_nl import exchange
from field_app.ui.text_nl import photo as nl
from field_app.workday.photo_views import PhotoRoom, PhotoStage, PhotoState

SHOWN = Size(358, 268.5)
NOW = datetime(2026, 11, 19, 6, 12, tzinfo=UTC)
PHOTO = Photo("ab" * 32, 900_000, NOW, "stand van de auto", "grijze auto", 4_000, 3_000)

# ---- areas

_anywhere = st.builds(Point, st.floats(-200, 700), st.floats(-200, 700))
_area = st.builds(
    lambda left, top, wide, high: Area(left, top, min(wide, 1000 - left), min(high, 1000 - top)),
    st.integers(0, 980), st.integers(0, 980), st.integers(20, 1000), st.integers(20, 1000),
)  # fmt: skip


def drags_give_what_the_rules_take(between: Any = places.between) -> Counter[str]:
    """Any drag, also far outside the picture, is a slip or an area that holds the whole of it; answers how often which."""
    reached: Counter[str] = Counter()

    @settings(max_examples=300)
    @given(start=_anywhere, end=_anywhere)
    def drag(start: Point, end: Point) -> None:
        area = between(start, end, SHOWN)
        reached["slip" if area is None else "area"] += 1
        if area is None:
            return
        check_areas((area,))
        for one, other, length, low, size in (
            (start.x, end.x, SHOWN.width, area.left, area.width),
            (start.y, end.y, SHOWN.height, area.top, area.height),
        ):
            inside = [min(1000.0, max(0.0, each / length * 1000)) for each in (one, other)]
            assert low <= min(inside) + 1e-6
            assert max(inside) <= low + size + 1e-6

    drag()
    return reached


def test_a_drag_covers_all_that_was_dragged_over_and_nothing_outside_the_picture() -> None:
    reached = drags_give_what_the_rules_take()
    assert reached["area"] >= 20
    assert reached["slip"] >= 5


def test_an_area_that_is_rounded_inwards_would_be_found_out() -> None:
    def inwards(start: Point, end: Point, shown: Size) -> Area | None:
        area = places.between(start, end, shown)
        return area and Area(area.left + 2, area.top, max(1, area.width - 4), area.height)

    with pytest.raises(AssertionError):
        drags_give_what_the_rules_take(inwards)


@given(area=_area, right=st.integers(-1100, 1100), down=st.integers(-1100, 1100))
def test_an_area_is_moved_and_sized_within_the_picture_only(area: Area, right: int, down: int) -> None:
    moved, sized = places.moved(area, right, down), places.sized(area, right, down)
    check_areas((moved, sized))
    assert (moved.width, moved.height) == (area.width, area.height)
    assert min(sized.width, sized.height) >= places.SMALLEST


def test_steps_with_buttons_lead_to_every_edge_and_back() -> None:
    area = places.MIDDLE
    for _ in range(20):
        area = places.moved(area, places.STEP, -places.STEP)
    assert (area.left, area.top) == (800, 0)
    for _ in range(20):
        area = places.sized(area, places.STEP, places.STEP)
    assert area == Area(0, 0, 1000, 1000)
    assert places.sized(places.MIDDLE, -5000, 0) == Area(490, 400, places.SMALLEST, 200)


def test_the_area_on_top_is_the_one_that_is_touched() -> None:
    below, above = Area(0, 0, 500, 500), Area(400, 400, 300, 300)
    assert places.under(Point(SHOWN.width * 0.45, SHOWN.height * 0.45), (below, above), SHOWN) == 1
    assert places.under(Point(2, 2), (below, above), SHOWN) == 0
    assert places.under(Point(SHOWN.width - 1, 2), (below, above), SHOWN) is None


def test_a_picture_is_shown_whole_and_undistorted_and_a_block_lies_where_it_was_drawn() -> None:
    assert places.fitted(4_000, 3_000, Size(360, 500)) == Size(360, 270)
    assert places.fitted(3_000, 4_000, Size(360, 400)) == Size(300, 400)
    shown = Size(360, 270)
    area = places.between(Point(36, 27), Point(180, 135), shown)
    assert area == Area(100, 100, 400, 400)
    corner, size = places.box(area, shown)
    assert (corner.x, corner.y, size.width, size.height) == pytest.approx((36, 27, 144, 108))


# ---- words


def test_what_a_photo_lacks_is_said_by_name() -> None:
    bare, half = Photo("1" * 64, 1, NOW, " ", "", 1, 1), Photo("2" * 64, 1, NOW, "reden", "", 1, 1)
    assert nl.missing([PHOTO]) == []
    assert nl.missing([bare]) == ["bij foto de reden en wat erop staat"]
    assert nl.missing([PHOTO, half]) == ["bij foto 2 van 2 wat erop staat"]


@pytest.mark.parametrize(
    ("area", "where"),
    [
        (Area(0, 0, 100, 100), "linksboven"),
        (places.MIDDLE, "midden"),
        (Area(800, 420, 100, 100), "rechts"),
        (Area(420, 900, 90, 90), "onder"),
    ],
)
def test_an_area_is_told_apart_in_words(area: Area, where: str) -> None:
    assert nl.area(1, area) == f"Vlak 2 · {where}"


def test_all_of_a_photo_is_sent_only_once_the_server_has_it() -> None:
    assert nl.stage(PhotoState("a", PhotoStage.SENDING, 1_000, 1_000)) == "Wordt verzonden: 99%"
    assert nl.stage(PhotoState("a", PhotoStage.SENDING, 0, 0)) == "Wordt verzonden: 0%"
    assert nl.stage(PhotoState("a", PhotoStage.SAFE, 1_000, 1_000)) == "Veilig op de server"
    assert {each for each in PhotoStage if nl.stage(PhotoState("a", each, 1, 2))} == set(PhotoStage)


def test_what_waits_is_said_with_text_first() -> None:
    status = ExchangeStatus(Link.UP_TO_DATE, 0, 0, last_success_at=NOW, photos=2)
    assert exchange.pill(status) == "2 foto's wachten"
    assert "2 foto's wachten op verzending; tekst gaat altijd voor." in exchange.sentence(status, NOW)
    both = ExchangeStatus(Link.OFFLINE, 3, 0, last_success_at=NOW, photos=1)
    assert exchange.pill(both) == "Offline · 3 wachten"
    assert "1 foto wacht op verzending" in exchange.sentence(both, NOW)
    assert exchange.pill(ExchangeStatus(Link.UP_TO_DATE, 0, 0, last_success_at=NOW)) == "Bijgewerkt 07:12"


def test_every_trouble_and_every_no_has_its_words() -> None:
    assert set(nl.CAMERA_TROUBLE) == set(CameraTrouble)
    for code in (Code.PHOTOS_NOT_ALLOWED, Code.PHOTOS_USED_UP, Code.PHOTOS_TOO_MANY, Code.PHOTO_IN_CORRECTION, Code.PHOTO_NO_ROOM):
        assert nl.why_not(code).endswith(".")
    assert nl.left(PhotoRoom(is_allowed=True, left=4)) == "nog 4 in het plan"


# ---- what a platform leaves behind


def test_what_the_platform_left_of_photos_goes_and_nothing_else(tmp_path: Path) -> None:
    left = [tmp_path / name for name in ("CAP123.jpg", "camera/pictures/a.JPEG", "file_picker/1/x.jpg")]
    others = [tmp_path / name for name in ("phone.db", "console.log", "jpg", "x.jpg.part")]
    for each in (*left, *others):
        each.parent.mkdir(parents=True, exist_ok=True)
        each.write_bytes(b"x")
    forget_pictures([tmp_path, tmp_path / "gone"])
    assert [each.exists() for each in left] == [False] * 3
    assert all(each.exists() for each in others)


def test_a_photo_that_the_camera_made_while_the_app_was_killed_is_in_its_draft_at_the_next_start(
    office: Office, tmp_path: Path
) -> None:
    nadia = office.phone(NADIA)
    folder, raw = tmp_path / "cache", camera.noise(200, 150)
    folder.mkdir()
    assert nadia.workday.take_back([raw]) == 0, "no camera was open: nobody knows where it belongs"
    draft = nadia.workday.begin("linde").draft
    nadia.workday.expect_photo(draft.id)
    (folder / "CAP1.jpg").write_bytes(raw)
    (folder / "CAP2.jpg").write_bytes(raw[: len(raw) // 2])
    killed = office.killed(nadia)
    assert killed.workday.take_back(pictures_left([folder])) == 1, "half a photo is no photo"
    (kept,) = killed.workday.draft(draft.id).draft.photos
    assert kept.sha256 == sha256(raw).hexdigest()
    assert killed.workday.take_back(pictures_left([folder])) == 0, "and it is there once"


# ---- who may do what


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """An office whose plan allows photos."""
    made = photographing_office(tmp_path)
    yield made
    made.close()


def test_who_looks_at_an_entry_is_offered_what_the_rules_allow_that_colleague(office: Office) -> None:
    put(office.folder, SAMIRA)
    nadia, ruben, karin, samira = (office.phone(each) for each in (NADIA, RUBEN, KARIN, SAMIRA))
    entry = photographed(nadia, camera.noise(200, 150))
    photo_hash = entry.photos[0].sha256
    assert nadia.workday.photos_waiting() == 1
    nadia.round()
    send(nadia)
    assert nadia.workday.photos_waiting() == 0

    def around(*phones: Any) -> list[Any]:
        for phone in phones:
            phone.round()
        return [phone.workday.around_photos(entry.id) for phone in phones]

    offered = {
        each: (found.may_blur, found.may_ask) for each, found in zip("nrks", around(nadia, ruben, karin, samira), strict=True)
    }
    assert offered == {"n": (True, False), "r": (True, True), "k": (True, False), "s": (True, False)}

    original = ruben.workday.ask_original(entry.id, photo_hash, "de rechtbank vraagt het")
    may = [(found.originals[0].may_allow, found.originals[0].may_open) for found in around(ruben, samira, nadia)]
    assert may == [(False, False), (True, False), (False, False)]
    samira.workday.allow_original(original, "alleen voor de zitting")
    opened = [found.originals[0].may_open for found in around(samira, ruben, nadia)]
    assert opened == [True, True, False]
    ruben.watch.forward(seconds=timedelta(hours=24).total_seconds())
    (late,) = ruben.workday.around_photos(entry.id).originals
    assert (late.may_open, late.is_open) == (False, False)
    assert nl.allowed(late).startswith("Het origineel was een dag te openen")
