"""The story that matters: what an officer saw is safe at the tap, and the colleague reads it."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from .team import Phone


def first_stop(phone: Phone) -> str:
    """The code name of the first case on Vandaag."""
    found = phone.all_by_id("nothing-seen-").first
    found.wait_for()
    return str(found.get_attribute("flt-semantics-identifier")).removeprefix("nothing-seen-")


def coverage(phone: Phone, *, is_on: bool) -> None:
    """The switch on Meer with which coverage is practised."""
    phone.go("Meer")
    phone.tap(phone.by_id("coverage-off"))
    expect(phone.page.get_by_role("switch", name=re.compile("Geen bereik"))).to_be_checked(checked=not is_on)


def test_two_taps_without_coverage_survive_a_killed_app_and_reach_the_colleague(nadia: Phone, ruben: Phone) -> None:
    nadia.open()
    ruben.open()
    case = first_stop(nadia)
    nadia.tap("Begrepen")
    coverage(nadia, is_on=False)
    nadia.go("Vandaag")
    nadia.tap("Dienst beginnen")
    nadia.pill_says("Offline · 1 wacht")

    nadia.taps = 0
    nadia.tap(nadia.by_id(f"nothing-seen-{case}"))
    nadia.tap("Niets gezien · vastleggen")
    nadia.sees("Bewaard op deze telefoon")
    assert nadia.taps == 2
    nadia.pill_says("Offline · 2 wachten")

    nadia.dies_and_starts_again()
    nadia.pill_says("Offline · 2 wachten")
    nadia.tap(nadia.by_id(f"case-{case}"))
    nadia.sees(re.compile(r"U · niets gezien.*wacht"))
    nadia.go("Meer")
    expect(nadia.page.get_by_role("switch", name=re.compile("Geen bereik"))).to_be_checked()

    ruben.go("Zaken")
    ruben.tap(ruben.by_id(f"case-{case}"))
    ruben.sees("Verloop")
    ruben.sees_no(re.compile("Nadia · niets gezien"))
    nadia.tap(nadia.by_id("coverage-off"))
    nadia.pill_says("Bijgewerkt")
    nadia.sees("Alles is aangekomen.")
    ruben.sees(re.compile("Nadia · niets gezien"))
