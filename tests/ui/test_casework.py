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


def decided(lead: Phone, reader: Phone, case: str, kind: str, more: dict[str, str], *, rests: bool = False) -> None:
    """The team lead proposes this outcome through the form, and the colleague reads along."""
    lead.go("Zaken")
    lead.tap(lead.by_id(f"case-{case}"))
    lead.tap(lead.by_id("more-to-do"))
    lead.tap(lead.by_id("do-propose-decision"))
    lead.tap(lead.by_id(f"kind-{kind}"))
    lead.tap(lead.by_id("answered-PARTLY"))
    if rests:
        lead.tap(lead.all_by_id("facts_for-").first)
    for name, words in {"Wat weten we niet?": "Geen weekend.", "Uitleg voor de inwoner": f"Uitleg bij {case}.", **more}.items():
        lead.type(name, words)
    lead.tap(lead.chip("Nadia"))
    lead.tap(lead.by_id("seal"))
    lead.sees("Het besluit ligt bij de tweede lezer")
    lead.pill_says("Bijgewerkt")
    reader.open("/zaken")
    reader.waits_for(reader.all_by_id("duty-").first)
    reader.stands_still()
    if reader.by_id("waits-more").count():
        reader.tap(reader.by_id("waits-more"))
    reader.tap(reader.all_by_id("duty-READ_DECISION-").filter(has_text=case).first)
    reader.tap(reader.chip("Eens"))
    reader.type("Uw overweging", f"Akkoord over {case}.")
    reader.tap(reader.by_id("seal"))
    reader.pill_says("Bijgewerkt")


def test_each_other_outcome_goes_through_its_form_and_the_case_stands_where_it_should(team: Team) -> None:
    lead, reader = team.phone("Marjan"), team.phone("Nadia")
    for phone in (lead, reader):
        phone.open()
        phone.pill_says("Bijgewerkt")
    fits = {"Waarom past deze stap, en kan het niet lichter?": "De lichtste stap die past."}
    decided(lead, reader, "Hazelaar", "NO_IRREGULARITY", {})
    decided(lead, reader, "Populier", "STOP_INSUFFICIENT", {})
    decided(lead, reader, "Kastanje", "EXTEND", fits)
    decided(lead, reader, "Wilg", "HANDOVER_CRIMINAL", fits)
    grounds = {"Redelijke grond voor het huisbezoek": "Drie keer gezien, met tijd genoteerd.", **fits}
    decided(lead, reader, "Iep", "HOME_VISIT", grounds, rests=True)
    for case, words in (("Hazelaar", "besloten"), ("Kastanje", "op de lijst")):
        lead.go("Zaken")
        lead.tap(lead.by_id(f"case-{case}"))
        lead.sees(re.compile(words, re.IGNORECASE))
