"""A photo from the chooser to the colleague's screen: covered where it must be, without what the camera wrote, and never lost."""

from __future__ import annotations

import io
import itertools
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageChops

from field_app.rules.look import Area
from field_app.rules.vocabulary import Light
from sync_server.demo.photos import PASSER_BY, PLATE, street

from .team import Phone, Team

#: A camera writes these into its pictures.
_TOLD_BY_CAMERA = (b"Exif\x00\x00", b"2026:11:19")
_PLACE = 0x8825
_CASE = "Linde"
#: Which colour only the face of who walks by has, and how far a shown one may be from it.
_FACE, _NEAR = (0xB9, 0x8A, 0x6B), 20
_seeds = itertools.count(1)


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """A photo as a camera makes it, with a time and a place in it; another one each time."""
    return camera_photo(tmp_path / "camera.jpg")


def camera_photo(path: Path) -> Path:
    """The file of it, here."""
    path.write_bytes(street(datetime(2026, 11, 19, 5, 12, tzinfo=UTC), Light.DARK, next(_seeds), is_located=True))
    return path


def chooses(phone: Phone, photo: Path) -> None:
    """The button of the look, and this file."""
    phone.scroll_to(phone.by_id("add-photo"))
    with phone.page.expect_file_chooser() as chooser:
        phone.tap(phone.by_id("add-photo"))
    chooser.value.set_files(photo)
    phone.sees("Foto bewaard")
    phone.waits_for(phone.page.get_by_role("img", name="De foto"))


def drags_over(phone: Phone, area: Area) -> None:
    """A finger from corner to corner, a little outside."""
    box = phone.by_id("picture").bounding_box()
    assert box
    mouse = phone.page.mouse

    def to(across: int, along: int) -> tuple[float, float]:
        return box["x"] + box["width"] * across / 1000, box["y"] + box["height"] * along / 1000

    mouse.move(*to(area.left - 10, area.top - 10))
    mouse.down()
    mouse.move(*to(area.left + area.width // 2, area.top + area.height // 2), steps=5)
    mouse.move(*to(area.left + area.width + 10, area.top + area.height + 10), steps=5)
    mouse.up()


def covers(phone: Phone, *areas: Area) -> None:
    """Each of these, with a finger; and then enough."""
    phone.tap(phone.by_id("mark"))
    for number, each in enumerate(areas):
        phone.stands_still()
        drags_over(phone, each)
        phone.waits_for(phone.by_id(f"area-{number}"))
    phone.tap(phone.by_id("mark-done"))


def explains(phone: Phone) -> None:
    """Why it was made and what it shows."""
    phone.type("Wat staat erop?", "Witte bestelbus voor de woning")
    phone.wait_until_typed_is_saved()
    phone.tap(phone.by_id("photo-reason-0"))
    phone.is_chosen("Voertuig")


def picture_shown(phone: Phone) -> Image.Image:
    """The first photo of the entry, as it stands on the screen."""
    found = phone.by_id("photo-0")
    phone.waits_for(found)
    phone.scroll_to(found)
    phone.stands_still()
    return Image.open(io.BytesIO(found.screenshot())).convert("RGB")


def shows_the_face(picture: Image.Image) -> bool:
    """Whether the one who walks by can be told by a face, somewhere on the picture."""
    apart = ImageChops.difference(picture, Image.new("RGB", picture.size, _FACE)).split()
    most = ImageChops.lighter(apart[0], ImageChops.lighter(apart[1], apart[2]))
    return sum(most.histogram()[:_NEAR]) > picture.width * picture.height / 1000


class Wire:
    """What comes over the line to one screen."""

    def __init__(self, phone: Phone) -> None:
        self.heard: list[bytes] = []
        phone.page.on("websocket", lambda line: line.on("framereceived", self._hear))

    def _hear(self, frame: Any) -> None:
        self.heard.append(frame if isinstance(frame, bytes) else frame.encode())

    def has(self, content: bytes) -> bool:
        """Whether this came by."""
        return any(content in each for each in self.heard)


def test_a_photo_is_covered_said_sent_and_seen_by_the_colleague_without_what_the_camera_wrote(
    nadia: Phone, ruben: Phone, photo: Path
) -> None:
    assert all(each in photo.read_bytes() for each in _TOLD_BY_CAMERA)
    with Image.open(photo) as taken:
        assert taken.getexif().get_ifd(_PLACE), "and where it was"
        assert shows_the_face(taken.convert("RGB")), "or covering it would prove nothing"
    nadia.open()
    nadia.observe(_CASE)
    nadia.tap(nadia.chip("Gezien"))
    nadia.tap(nadia.chip("Laadt of lost"))
    chooses(nadia, photo)
    covers(nadia, PASSER_BY, PLATE)
    nadia.tap("Klaar")
    nadia.tap("Vastleggen")
    nadia.sees("Nog nodig: bij foto de reden en wat erop staat.")
    nadia.tap(nadia.by_id("photo-0"))
    explains(nadia)
    nadia.tap("Klaar")
    nadia.seal()
    nadia.sees_newest("U · laadt of lost", "1 foto")
    nadia.tap(nadia.all_by_id("entry-").first)
    nadia.sees("Veilig op de server")

    line = Wire(ruben)
    ruben.open()
    ruben.dossier(_CASE)
    ruben.sees_newest("Nadia · laadt of lost", "1 foto")
    ruben.tap(ruben.all_by_id("entry-").first)
    assert not shows_the_face(picture_shown(ruben))
    ruben.sees("Witte bestelbus voor de woning")
    ruben.sees("2 vlakken onherkenbaar")
    assert line.has(b"\xff\xd8\xff"), "a picture came over the line"
    assert not any(line.has(each) for each in _TOLD_BY_CAMERA)


def test_a_photo_survives_a_killed_app_between_choosing_and_sealing(nadia: Phone, photo: Path) -> None:
    nadia.open()
    nadia.observe(_CASE)
    chooses(nadia, photo)
    nadia.dies_and_starts_again()
    nadia.open_draft(_CASE)
    nadia.tap(nadia.by_id("photo-0"))
    covers(nadia, PASSER_BY)
    explains(nadia)
    nadia.dies_and_starts_again()
    nadia.open_draft(_CASE)
    nadia.scroll_to(nadia.by_id("photo-0"))
    nadia.sees("1 vlak onherkenbaar")
    nadia.tap(nadia.by_id("photo-0"))
    nadia.holds("Wat staat erop?", "Witte bestelbus voor de woning")
    nadia.is_chosen("Voertuig")


def test_a_photo_taken_away_comes_back_with_one_tap_and_goes_for_good_when_the_look_is_sealed(nadia: Phone, photo: Path) -> None:
    nadia.open()
    nadia.observe(_CASE)
    nadia.tap(nadia.chip("Gezien"))
    nadia.tap(nadia.chip("Licht uit"))
    chooses(nadia, photo)
    nadia.tap(nadia.by_id("photo-remove"))
    nadia.sees("Foto weggehaald")
    nadia.tap("Ongedaan maken")
    nadia.waits_for(nadia.by_id("photo-0"))
    nadia.tap(nadia.by_id("photo-0"))
    nadia.tap(nadia.by_id("photo-remove"))
    nadia.until(lambda: not nadia.by_id("photo-0").count(), "no photo any more")
    nadia.sees_no("Foto weggehaald")
    nadia.seal()
    assert "foto" not in nadia.sees_newest("U · geen licht zichtbaar")


def test_who_cannot_drag_adds_moves_and_sizes_an_area_with_buttons(used: Phone, photo: Path) -> None:
    used.observe(_CASE)
    chooses(used, photo)
    used.tap(used.by_id("mark"))
    used.tap("Vlak toevoegen")
    used.sees("Vlak 1 · midden")
    for _ in range(5):
        used.tap(used.by_id("area-move-0"))  # the hint that a mouse calls up reads its name twice
    used.sees("Vlak 1 · links")
    used.tap("Breder")
    used.tap("Ongedaan maken")
    used.sees("Vlak 1 · links")
    used.tap(used.by_id("area-0"))
    used.tap("Vlak weghalen")
    used.until(lambda: not used.by_id("area-0").count(), "no area any more")
    used.tap(used.by_id("photo-back"))
    used.tap("Concept weggooien")


def test_where_the_plan_allows_no_photos_one_line_says_so(used: Phone) -> None:
    used.observe("Iep")
    used.sees("Geen foto's: het plan van deze zaak staat ze niet toe.")
    assert not used.by_id("add-photo").count()


def test_an_original_is_asked_for_allowed_and_opened_and_more_is_covered_for_everybody(team: Team, nadia: Phone) -> None:
    team.server.office("officer", "add", "Samira", "--second-reader")
    samira = team.phone("Samira")
    nadia.open()
    nadia.dossier(_CASE)
    nadia.tap(nadia.all_by_id("entry-").filter(has_text=re.compile("1 foto")).first)
    nadia.tap(nadia.by_id("ask-original"))
    nadia.type("Waarom is het origineel nodig?", "Het opschrift op de bus is nodig.")
    nadia.tap(nadia.by_id("seal"))
    nadia.sees(re.compile("Nadia vraagt het origineel"))

    samira.open()
    samira.go("Zaken")
    samira.tap(samira.all_by_id("duty-ALLOW_ORIGINAL-").first)
    assert not shows_the_face(picture_shown(samira)), "the reader looks at the covered one first"
    samira.tap(samira.by_id("allow-original"))
    samira.type("Waarom staat u het toe?", "Zonder opschrift blijft de vraag open.")
    samira.tap(samira.by_id("seal"))

    nadia.tap(nadia.by_id("open-original"))
    nadia.sees("Het origineel, zoals het is gemaakt")
    found = nadia.page.get_by_role("img", name="Het origineel")
    nadia.waits_for(found)
    nadia.stands_still()
    assert shows_the_face(Image.open(io.BytesIO(found.screenshot())).convert("RGB"))
    nadia.tap(nadia.by_id("larger-close"))

    nadia.tap(nadia.by_id("blur-photo"))
    nadia.waits_for(nadia.page.get_by_role("img", name="De foto"))
    nadia.tap(nadia.by_id("seal"))
    nadia.sees("Nog invullen: vlakken op de foto, waarom.")
    nadia.tap("Vlak toevoegen")
    nadia.type("Waarom?", "De bus van een ander staat erop.")
    nadia.tap(nadia.by_id("seal"))
    nadia.sees("3 vlakken onherkenbaar")
