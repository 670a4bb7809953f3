"""Whether the screens can be read, reached and tapped: by name, by size, with large text, on its side and on a laptop."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from .team import PHONE, Phone

TOUCH = 56
#: All that can be tapped or typed in: its role, name and place; for a text field the frame around it counts too.
_CONTROLS = """() => [...document.querySelectorAll(
  '[role=button],[role=checkbox],[role=switch],[role=tab],[role=radio],[role=link],input,textarea'
)].map(each => {
  const box = each.getBoundingClientRect();
  const name = (each.getAttribute('aria-label') || each.innerText || '').trim();
  return {role: each.getAttribute('role') || 'textbox', name, left: box.left, right: box.right, height: box.height};
})"""
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
    phone.sees("Tijden")


def waarneming(phone: Phone) -> None:
    phone.observe("Acacia")
    phone.tap(phone.by_id("where"))
    for opener in ("Voertuig opschrijven", "Persoon opschrijven", "Eigen duiding", "Contact"):
        if phone.button(opener).count():
            phone.tap(opener)
    phone.stands_still()


def vel(phone: Phone) -> None:
    phone.tap(phone.by_id(f"nothing-seen-{phone.first_stop()}"))
    phone.waits_for(phone.button("Niets gezien · vastleggen"))


SCREENS = (vandaag, zaken, zaak, meer, regel, waarneming, vel)


def controls(phone: Phone) -> list[dict[str, Any]]:
    phone.stands_still()
    found: list[dict[str, Any]] = phone.page.evaluate(_CONTROLS)
    return found


@pytest.fixture
def plain(used: Phone) -> Iterator[Phone]:
    """A phone whose size and text are put back."""
    yield used
    used.page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})


@pytest.mark.parametrize("screen", SCREENS, ids=lambda each: each.__name__)
def test_all_that_can_be_tapped_has_a_name_and_is_large_enough_for_a_cold_thumb(
    used: Phone, screen: Callable[[Phone], None]
) -> None:
    screen(used)
    found = controls(used)
    assert len(found) >= 3
    assert [each for each in found if not each["name"]] == []
    assert [(each["role"], each["name"], each["height"]) for each in found if each["height"] < TOUCH] == []
    assert used.page.evaluate(_BEYOND) == []
