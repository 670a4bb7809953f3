"""The story that matters: what an officer saw is safe at the tap, and the colleague reads it."""

from __future__ import annotations

import re

from .team import Phone

SEAL_NOTHING = "Niets gezien · vastleggen"


def coverage(phone: Phone, *, is_on: bool) -> None:
    """The switch on Meer with which coverage is practised."""
    phone.go("Meer")
    phone.tap(phone.by_id("coverage-off"))
    phone.until(lambda: phone.switch("Geen bereik").is_checked() is not is_on, "the switch of the coverage")


def test_two_taps_without_coverage_survive_a_killed_app_and_reach_the_colleague(nadia: Phone, ruben: Phone) -> None:
    nadia.open()
    ruben.open()
    case = nadia.first_stop()
    nadia.tap("Begrepen")
    coverage(nadia, is_on=False)
    nadia.go("Vandaag")
    nadia.tap("Dienst beginnen")
    nadia.pill_says("Offline · 1 wacht")

    nadia.taps = 0
    nadia.tap(nadia.by_id(f"nothing-seen-{case}"))
    nadia.tap(SEAL_NOTHING)
    nadia.sees("Bewaard op deze telefoon")
    assert nadia.taps == 2, "the first is the begin, the second the end"
    nadia.pill_says("Offline · 2 wachten")

    nadia.dies_and_starts_again()
    nadia.pill_says("Offline · 2 wachten")
    nadia.dossier(case)
    at = nadia.sees_newest("U · niets gezien", "wacht")
    nadia.go("Meer")
    nadia.until(nadia.switch("Geen bereik").is_checked, "coverage still off")
    nadia.sees(f"Waarneming · {case}")

    ruben.dossier(case)
    coverage(nadia, is_on=True)
    nadia.sees(re.compile("Alles is aangekomen"))
    nadia.pill_says("Bijgewerkt")
    ruben.sees_newest(at, "Nadia · niets gezien")
    nadia.dossier(case)
    nadia.sees_newest("U · niets gezien", "aangekomen")


def test_a_draft_comes_back_whole_when_the_app_is_killed_right_after_a_tap_or_a_word(nadia: Phone) -> None:
    nadia.open()
    case = nadia.first_stop()
    nadia.tap(nadia.by_id(f"observe-{case}"))
    began = nadia.by_id("began-at").inner_text()
    nadia.tap(nadia.chip("Licht aan"))
    nadia.is_chosen("Licht aan")
    nadia.dies_and_starts_again()
    nadia.open_draft(case)
    nadia.is_chosen("Licht aan")
    nadia.is_chosen("Gezien")
    assert nadia.by_id("began-at").inner_text() == began

    nadia.tap(nadia.chip("Vertrekt"))
    nadia.tap(nadia.chip("Verlaat woning"))
    nadia.tap("Voertuig opschrijven")
    nadia.type("Welk voertuig, en waar?", "witte bestelbus, voor de deur")
    nadia.tap(nadia.by_id("save-vehicle"))
    nadia.tap("Persoon opschrijven")
    nadia.tap(nadia.chip("man A"))
    nadia.type("Hoe zag deze persoon eruit?", "ca. 40 jaar, donkere jas")
    nadia.tap(nadia.by_id("save-person"))
    nadia.tap("Eigen duiding")
    nadia.type("Eigen duiding", "Lijkt op weg naar werk.")
    nadia.tap("Contact")
    nadia.type("Met wie?", "overbuurvrouw")
    nadia.tap(nadia.by_id("contact-identified"))
    nadia.type("Wat is er gezegd?", "Hij gaat elke ochtend vroeg weg.")
    nadia.type("Wat zag u?", "Man stapt in, rijdt richting de Zandzuigerstraat.")
    nadia.wait_until_typed_is_saved()
    nadia.dies_and_starts_again()

    nadia.open_draft(case)
    for chip in ("Gezien", "Licht aan", "Vertrekt", "Verlaat woning"):
        nadia.is_chosen(chip)
    nadia.sees("witte bestelbus, voor de deur")
    nadia.sees("man A, ca. 40 jaar, donkere jas")
    for field, words in (
        ("Wat zag u?", "Man stapt in, rijdt richting de Zandzuigerstraat."),
        ("Eigen duiding", "Lijkt op weg naar werk."),
        ("Met wie?", "overbuurvrouw"),
        ("Wat is er gezegd?", "Hij gaat elke ochtend vroeg weg."),
    ):
        nadia.holds(field, words)
    nadia.seal()

    nadia.dossier(case)
    nadia.tap(nadia.all_by_id("entry-").first)
    for words in ("Licht aan", "Voertuig vertrekt", "Verlaat de woning", "Man stapt in, rijdt richting de Zandzuigerstraat."):
        nadia.sees(words)
    nadia.sees("witte bestelbus, voor de deur")
    nadia.sees("Eigen duiding van de waarnemer (geen feit)")
    nadia.sees("Met overbuurvrouw (gelegitimeerd): Hij gaat elke ochtend vroeg weg.")


def test_the_note_at_the_end_of_a_shift_is_read_where_the_next_one_begins(nadia: Phone, ruben: Phone) -> None:
    nadia.open()
    ruben.open()
    case = nadia.first_stop()
    nadia.tap("Dienst beginnen")
    nadia.nothing_seen(case)
    nadia.tap("Dienst afsluiten")
    nadia.type("Wat moet uw collega weten?", "Bij de hoek ligt de straat open.")
    nadia.tap(nadia.by_id("end-shift"))
    reasons = nadia.chip("Geen tijd")
    if reasons.count():
        nadia.sees("Kies bij elke zaak waar niet is gekeken een reden.")
        for each in reasons.all():
            nadia.tap(each)
        nadia.tap(nadia.by_id("end-shift"))
    nadia.sees("Uw dienst is afgesloten. Goede rit naar huis.")
    ruben.sees("Nadia laat weten")
    ruben.sees("Bij de hoek ligt de straat open.")
    ruben.tap("Dienst beginnen")
    ruben.waits_for(ruben.button("Dienst afsluiten"))


def test_where_a_case_is_no_longer_on_the_phone_its_dossier_says_so(nadia: Phone) -> None:
    nadia.open("/zaken/niet-hier")
    nadia.sees("Deze zaak staat niet meer op de lijst van uw team.")
    nadia.tap(nadia.by_id("back"))
    nadia.sees("Wat op u wacht")
