"""Whether the screens can be read, reached and tapped: by name, by size, with large text, on its side and on a laptop."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator

from .team import LANDSCAPE, LAPTOP, Phone
from .test_photo import camera_photo, chooses

Screen = Callable[[Phone], None]
TOUCH = 56
#: All that can be tapped or typed in: its role, name and place; no height for what the edge of a scrolling screen cuts off.
_CONTROLS = """() => {
const scroller = each => {
  for (let up = each.parentElement; up; up = up.parentElement)
    if (['scroll', 'auto', 'hidden'].includes(getComputedStyle(up).overflowY)) return up.getBoundingClientRect();
  return null;
};
return [...document.querySelectorAll(
  '[role=button],[role=checkbox],[role=switch],[role=tab],[role=radio],[role=link],input,textarea'
)].map(each => {
  const box = each.getBoundingClientRect(), around = scroller(each);
  const cut = around && (Math.abs(box.bottom - around.bottom) < 1 || Math.abs(box.top - around.top) < 1);
  const name = (each.getAttribute('aria-label') || each.innerText || '').trim();
  return {role: each.getAttribute('role') || 'textbox', name, left: box.left, right: box.right, height: cut ? null : box.height};
})}"""
#: What stands beyond the sides of the window and is not inside something that scrolls sideways.
_BEYOND = """() => [...document.querySelectorAll('flt-semantics')].filter(each => {
  const box = each.getBoundingClientRect();
  if (box.width === 0 || (box.left >= -1 && box.right <= innerWidth + 1)) return false;
  for (let up = each.parentElement; up; up = up.parentElement)
    if (['scroll', 'auto'].includes(getComputedStyle(up).overflowX)) return false;
  return true;
}).map(each => (each.getAttribute('aria-label') || each.innerText).slice(0, 60))"""


def vandaag(phone: Phone) -> None:
    phone.first_stop()


def zaken(phone: Phone) -> None:
    phone.go("Zaken")
    phone.waits_for(phone.by_id("case-Linde"))


def zaak(phone: Phone) -> None:
    phone.dossier("Linde")


def meer(phone: Phone) -> None:
    phone.go("Meer")
    phone.sees("Reddingsbestand maken")


def regel(phone: Phone) -> None:
    phone.dossier("Linde")
    phone.tap(phone.all_by_id("entry-").first)
    phone.waits_for(phone.by_id("add-remark"))


def waarneming(phone: Phone) -> None:
    phone.observe("Kastanje")
    phone.tap(phone.by_id("where"))
    for opener in ("Voertuig opschrijven", "Persoon opschrijven", "Eigen duiding", "Contact"):
        if phone.button(opener).count():
            phone.tap(opener)
    phone.stands_still()


def foto(phone: Phone) -> None:
    """A photo of a look in the making, on which an area is being moved."""
    phone.observe("Linde")
    phone.waits_for(phone.by_id("add-photo"))
    if phone.by_id("photo-0").count():
        phone.tap(phone.by_id("photo-0"))
    else:
        chooses(phone, camera_photo(phone.part.folder / "taken.jpg"))
    phone.waits_for(phone.page.get_by_role("img", name="De foto"))
    phone.tap(phone.by_id("mark"))
    if not phone.by_id("area-0").count():
        phone.tap(phone.by_id("area-add"))
    else:
        phone.tap(phone.by_id("area-0"))
    phone.waits_for(phone.by_id("area-remove"))


def foto_regel(phone: Phone) -> None:
    """An entry with a photo."""
    phone.dossier("Linde")
    phone.tap(phone.all_by_id("entry-").filter(has_text="1 foto").first)
    phone.waits_for(phone.by_id("blur-photo"))


def foto_groot(phone: Phone) -> None:
    """That photo, larger."""
    foto_regel(phone)
    phone.tap(phone.by_id("photo-0"))
    phone.sees("Knijp met twee vingers")


def vel(phone: Phone) -> None:
    phone.tap(phone.by_id(f"nothing-seen-{phone.first_stop()}"))
    phone.waits_for(phone.button("Niets gezien · vastleggen"))


def patroon(phone: Phone) -> None:
    phone.dossier("Linde")
    phone.tap(phone.by_id("pattern-for-0"))
    phone.sees("Regels hierbij")


def werk(phone: Phone) -> None:
    phone.dossier("Linde")
    phone.tap(phone.all_by_id("event-").first)
    phone.waits_for(phone.by_id("event-close"))


SCREENS = (vandaag, zaken, zaak, meer, regel, waarneming, patroon, werk, foto, foto_regel, foto_groot, vel)


def controls(phone: Phone) -> list[dict[str, Any]]:
    phone.stands_still()
    found: list[dict[str, Any]] = phone.page.evaluate(_CONTROLS)
    return found


#: The grip of a sheet is drawn by the platform; tapping anywhere above the sheet, on its scrim, does the same.
_GRIP, _SCRIM = ("button", "Sluiten", 48), "Scrim"


@pytest.fixture
def large(used: Phone) -> Iterator[Phone]:
    """A phone with its text at twice the size, from Meer; afterwards as it was."""
    steps = 5
    meer(used)
    for _ in range(steps):
        used.tap(used.by_id("text-larger"))
    used.sees("200%")
    used.go("Vandaag")
    yield used
    used.open_anew()
    meer(used)
    for _ in range(steps):
        used.tap(used.by_id("text-smaller"))
    used.sees("100%")


def always(phone: Phone, screen: Screen) -> Locator:
    """What must be in reach on this screen, whatever its size."""
    status = phone.by_id("status-pill")
    found: dict[Screen, Locator] = {
        zaak: phone.by_id("observe-Linde"),
        regel: phone.button("Sluiten"),
        waarneming: phone.button("Vastleggen"),
        foto: phone.button("Klaar"),
        foto_regel: phone.button("Sluiten"),
        foto_groot: phone.by_id("zoom-in"),
        vel: phone.button("Niets gezien · vastleggen"),
        patroon: phone.by_id("entries-close"),
        werk: phone.by_id("event-close"),
    }
    return found.get(screen, status)


def is_on_screen(phone: Phone, found: Locator) -> bool:
    """Whether all of it is inside the window now."""
    box, size = found.first.bounding_box(), phone.page.viewport_size
    return bool(
        box and size and box["x"] >= 0 and box["y"] >= 0
        and box["x"] + box["width"] <= size["width"] and box["y"] + box["height"] <= size["height"]
    )  # fmt: skip


@pytest.mark.parametrize("screen", SCREENS, ids=lambda each: each.__name__)
def test_all_that_can_be_tapped_has_a_name_and_fits_a_cold_thumb(used: Phone, screen: Screen) -> None:
    screen(used)
    found = controls(used)
    assert found
    assert [each for each in found if not each["name"]] == []
    sizes = [(each["role"], each["name"], each["height"]) for each in found]
    assert [each for each in sizes if each[2] is not None and each[2] < TOUCH and each != _GRIP and each[1] != _SCRIM] == []
    assert used.page.evaluate(_BEYOND) == []


def test_at_twice_the_text_size_all_stays_within_the_screen_and_the_button_in_reach(large: Phone, tmp_path: Path) -> None:
    for screen in SCREENS:
        large.open_anew()
        screen(large)
        large.look(tmp_path / f"{screen.__name__}.png")
        assert is_on_screen(large, always(large, screen)), screen.__name__
        assert large.page.evaluate(_BEYOND) == [], screen.__name__
    assert is_on_screen(large, large.by_id("quick-sentence")), "the sentence can be read before the second tap"


def test_on_its_side_the_navigation_stands_beside_and_the_button_in_reach(used: Phone, tmp_path: Path) -> None:
    for screen in (vandaag, zaak, waarneming, foto, foto_groot, vel):
        used.open_anew(LANDSCAPE)
        screen(used)
        used.look(tmp_path / f"{screen.__name__}.png")
        assert is_on_screen(used, always(used, screen)), screen.__name__
        assert used.page.evaluate(_BEYOND) == [], screen.__name__


def test_on_a_laptop_the_list_and_the_dossier_stand_side_by_side(used: Phone, tmp_path: Path) -> None:
    used.open_anew(LAPTOP)
    used.dossier("Linde")
    used.look(tmp_path / "laptop.png")
    for found in (used.by_id("case-Beuk"), used.by_id("case-Linde"), used.text("Patroon"), used.by_id("observe-Linde")):
        assert is_on_screen(used, found)
    used.tap(used.by_id("case-Beuk"))
    used.waits_for(used.by_id("observe-Beuk"))
    assert used.page.evaluate(_BEYOND) == []
