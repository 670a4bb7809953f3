"""The picture of a photo for `pictures`: what nobody needs to see is being marked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sync_server.demo.photos import PASSER_BY, PLATE

from .team import Phone
from .test_photo import camera_photo, chooses, drags_over

Keep = Callable[[Phone, str], None]


def marking(nadia: Phone, taken: Path, keep: Keep) -> None:
    """A passer-by and a plate are covered with a finger; the draft goes again, for the pictures that follow."""
    nadia.open()
    nadia.pill_says("Bijgewerkt")
    nadia.observe("Linde")
    chooses(nadia, camera_photo(taken))
    nadia.tap(nadia.by_id("mark"))
    for number, each in enumerate((PASSER_BY, PLATE)):
        nadia.stands_still()
        drags_over(nadia, each)
        nadia.waits_for(nadia.by_id(f"area-{number}"))
    keep(nadia, "foto")
    nadia.tap(nadia.by_id("photo-back"))
    nadia.tap("Concept weggooien")
