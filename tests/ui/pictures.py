"""Makes the pictures of the README anew, with the demo team: `python -m tests.ui.pictures`."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from . import case_pictures, photo_pictures, roster_pictures
from .team import LAPTOP, Glass, Phone, Team

FOLDER = Path(__file__).parents[2] / "docs" / "screens"
#: As sharp as a phone, and small enough for a page: so many dots for each point, and so many colours.
SCALE, COLOURS = 2, 128
MOST_BYTES = 150_000
_LOOKED_AT = "Linde"


def main() -> None:
    """All pictures, in the order in which an officer meets them."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        team = Team(Path(folder), Glass(driver, SCALE))
        team.server.begin()
        try:
            _make(team.phone("Nadia"))
            photo_pictures.marking(team.phone("Nadia", place="nadia-photo"), Path(folder) / "taken.jpg", _keep)
            case_pictures.casework(team.phone("Nadia", place="nadia-case"), _keep)
            nadia, ruben = team.phone("Nadia", place="nadia-again"), team.phone("Ruben")
            nadia.open()
            nadia.pill_says("Bijgewerkt")
            roster_pictures.roster(team, nadia, _keep)
            ruben.open()
            ruben.pill_says("Bijgewerkt")
            roster_pictures.planner(ruben, _keep)
            roster_pictures.alarm(nadia, ruben, _keep)
        finally:
            team.close()


def _make(phone: Phone) -> None:
    phone.open()
    phone.first_stop()
    phone.tap("Begrepen")
    phone.tap("Dienst beginnen")
    phone.waits_for(phone.button("Dienst afsluiten"))
    phone.sees_no("Dienst begonnen")
    phone.pill_says("Bijgewerkt")
    _keep(phone, "vandaag")
    _quick(phone)
    _full(phone)
    _case(phone)
    _night(phone)
    _laptop(phone)


def _quick(phone: Phone) -> None:
    phone.tap(phone.by_id(f"nothing-seen-{phone.first_stop()}"))
    phone.waits_for(phone.button("Niets gezien · vastleggen"))
    _keep(phone, "niets-gezien")
    phone.tap("Niets gezien · vastleggen")
    phone.sees("Bewaard op deze telefoon")
    phone.sees_no("Bewaard op deze telefoon")


def _full(phone: Phone) -> None:
    phone.observe(_LOOKED_AT)
    phone.type("Wat zag u?", "Man stapt in witte bestelbus, draagt werkkleding met reflectie.")
    for chip in ("Verlaat woning", "Betrokkene", "Vertrekt", "Licht aan"):
        phone.tap(phone.chip(chip))
        phone.is_chosen(chip)
    _scroll(phone, 250)
    _keep(phone, "waarneming")
    phone.tap("Vastleggen")
    phone.sees("Bewaard op deze telefoon")
    phone.sees_no("Bewaard op deze telefoon")


def _case(phone: Phone) -> None:
    phone.dossier(_LOOKED_AT)
    phone.sees_newest("U", "aangekomen")
    _scroll(phone, 330)
    _keep(phone, "zaak")


def _night(phone: Phone) -> None:
    phone.go("Meer")
    phone.tap(phone.chip("Nacht"))
    phone.go("Vandaag")
    phone.first_stop()
    _keep(phone, "nacht")
    phone.go("Meer")
    phone.tap(phone.chip("Donker"))


def _laptop(phone: Phone) -> None:
    phone.open_anew(LAPTOP)
    phone.dossier(_LOOKED_AT)
    _keep(phone, "breed")


def _scroll(phone: Phone, by: float) -> None:
    phone.stands_still()
    phone.page.mouse.move(195, 400)
    phone.page.mouse.wheel(0, by)
    phone.stands_still()


def _keep(phone: Phone, name: str) -> None:
    """One picture, without a pointer that hovers; the laptop's at half its dots."""
    phone.page.mouse.move(1, 1)
    phone.page.wait_for_timeout(800)  # what was tapped still glows for a moment
    path = FOLDER / f"{name}.png"
    phone.look(path)
    with Image.open(path) as taken:
        picture = taken.convert("RGB")
    if picture.width > LAPTOP[0]:
        picture = picture.resize(LAPTOP, Image.Resampling.LANCZOS)
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
    print(f"{path.relative_to(FOLDER.parents[1])}: {path.stat().st_size // 1000} kB")
    assert path.stat().st_size < MOST_BYTES
    assert re.fullmatch(r"[a-z-]+", name)


if __name__ == "__main__":
    main()
