"""The camera's own screen: one large button makes a photo, and a camera that may not be used says what to do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from .processes import Part
from .team import PHONE, Glass
from .thumb import Thumb


class _Looking(Part):
    """The program with the lens."""

    words = ("tests.ui.camera_app",)


@pytest.fixture
def screen(glass: Glass, tmp_path: Path) -> Iterator[Thumb]:
    """A phone that has not been asked yet whether its camera may be used, which is a no in this browser."""
    context, port = glass.place("camera")
    part = _Looking(tmp_path, tmp_path / "camera.log", port)
    part.begin(RONDE_PORT=str(port), RONDE_DATA=str(tmp_path / "page"), FLET_WEB_NO_CDN="1", FLET_FORCE_WEB_SERVER="1")
    part.wait_until_up()
    made = Thumb(context, part.url, PHONE)
    yield made
    made.page.close()
    context.clear_permissions()
    part.kill()


def test_one_tap_makes_a_photo_and_nothing_else(screen: Thumb) -> None:
    screen.page.context.grant_permissions(["camera"])
    screen.open()
    screen.waits_for(screen.by_id("shutter"))
    box = screen.by_id("shutter").bounding_box()
    assert box and min(box["width"], box["height"]) >= 80, "large enough for a cold thumb in the dark"
    screen.tap(screen.by_id("shutter"))
    screen.sees(re.compile(r"JPEG ffd8ff, \d{4,} bytes"))


def test_a_camera_that_is_not_allowed_says_what_to_do_and_is_asked_again(screen: Thumb) -> None:
    screen.open()
    screen.sees(re.compile("Open de instellingen van de telefoon, kies Ronde en zet Camera aan"))
    assert not screen.by_id("shutter").count()
    screen.page.context.grant_permissions(["camera"])
    screen.tap("Opnieuw proberen")
    screen.waits_for(screen.by_id("shutter"))
