"""A case to its end on real screens: read along without coverage, the resident told, closed, and the next one takes the place."""

from __future__ import annotations

import re

from .team import Phone, Team
from .test_story import coverage

_CASE, _NEXT = "Acacia", "Lepelaar"
_WORDS = "De feiten dragen een gesprek; het weekend komt daar aan de orde."


def lists(phone: Phone, words: str) -> None:
    """The count above the shared list."""
    phone.go("Zaken")
    phone.sees(words)


def step(phone: Phone, kind: str) -> None:
    """The first step of this kind that waits for this officer, from the list."""
    phone.go("Zaken")
    phone.tap(phone.all_by_id(f"duty-{kind}-").first)


def test_a_second_reader_without_coverage_lets_a_case_be_closed_and_the_next_take_its_place(team: Team) -> None:
    nadia, wouter, ruben = team.phone("Nadia"), team.phone("Wouter"), team.phone("Ruben")
    for phone in (nadia, wouter, ruben):
        phone.open()
        phone.pill_says("Bijgewerkt")
    lists(ruben, "10 van 10")

    # the deciding moment, without coverage, and the app is killed right after
    coverage(nadia, is_on=False)
    step(nadia, "READ_DECISION")
    nadia.tap(nadia.chip("Eens"))
    nadia.type("Uw overweging", _WORDS)
    nadia.tap(nadia.by_id("seal"))
    nadia.pill_says("Offline · 1 wacht")
    nadia.dies_and_starts_again()
    nadia.pill_says("Offline · 1 wacht")
    coverage(nadia, is_on=True)
    nadia.pill_says("Bijgewerkt")

    # the owner can only close after the resident was told
    wouter.go("Zaken")
    wouter.tap(wouter.by_id(f"case-{_CASE}"))
    wouter.sees(re.compile(_WORDS))
    wouter.tap(wouter.all_by_id("duty-INFORM-").first)
    wouter.tap(wouter.by_id("way-LETTER"))
    wouter.type("Wat is er verteld?", "Brief met uitleg verstuurd.")
    wouter.tap(wouter.by_id("seal"))
    wouter.pill_says("Bijgewerkt")
    step(wouter, "CLOSE")
    wouter.tap(wouter.by_id("retention-CHECKED"))
    wouter.tap(wouter.by_id("seal"))
    wouter.pill_says("Bijgewerkt")

    # it has left the colleague's phone, and the first nomination takes the place
    lists(nadia, "9 van 10")
    nadia.until(lambda: not nadia.by_id(f"case-{_CASE}").count(), "the closed case gone from the list")
    step(ruben, "TAKE_PLACE")
    ruben.sees("10 van 10")
    ruben.waits_for(ruben.by_id(f"case-{_NEXT}"))
    nadia.open("/gesloten")
    nadia.sees(_CASE)
