"""The story that matters: what an officer saw is safe at the tap, and the colleague reads it."""

from __future__ import annotations

import re

from .team import Phone

SEAL_NOTHING = "Niets gezien · vastleggen"


def first_stop(phone: Phone) -> str:
    """The code name of the first case on Vandaag, once it is there."""
    found = phone.all_by_id("nothing-seen-").first
    phone.waits_for(found)
    return str(found.get_attribute("flt-semantics-identifier")).removeprefix("nothing-seen-")


def coverage(phone: Phone, *, is_on: bool) -> None:
    """The switch on Meer with which coverage is practised."""
    phone.go("Meer")
    phone.tap(phone.by_id("coverage-off"))
    phone.until(lambda: phone.switch("Geen bereik").is_checked() is not is_on, "the switch of the coverage")


def begin(phone: Phone) -> str:
    """A first look at the first case, with its screen open; answers the case."""
    phone.open()
    case = first_stop(phone)
    phone.tap(phone.by_id(f"observe-{case}"))
    phone.sees("Concept bewaard")
    return case


def open_again(phone: Phone, case: str) -> None:
    """The draft of this case, from Vandaag."""
    phone.tap(phone.by_id(f"draft-{case}"))
    phone.sees("Concept bewaard")


def seal(phone: Phone) -> None:
    phone.tap("Vastleggen")
    phone.sees("Bewaard op deze telefoon")


def dossier(phone: Phone, case: str) -> None:
    """The case's own screen."""
    phone.go("Zaken")
    phone.tap(phone.by_id(f"case-{case}"))
    phone.sees("Verloop")


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
    nadia.tap(SEAL_NOTHING)
    nadia.sees("Bewaard op deze telefoon")
    assert nadia.taps == 2, "the first is the begin, the second the end"
    nadia.pill_says("Offline · 2 wachten")

    nadia.dies_and_starts_again()
    nadia.pill_says("Offline · 2 wachten")
    dossier(nadia, case)
    at = nadia.sees_newest("U · niets gezien", "wacht")
    nadia.go("Meer")
    nadia.until(nadia.switch("Geen bereik").is_checked, "coverage still off")
    nadia.sees(f"Waarneming · {case}")

    dossier(ruben, case)
    coverage(nadia, is_on=True)
    nadia.sees(re.compile("Alles is aangekomen"))
    nadia.pill_says("Bijgewerkt")
    ruben.sees_newest(at, "Nadia · niets gezien")
    dossier(nadia, case)
    nadia.sees_newest("U · niets gezien", "aangekomen")


def test_a_draft_comes_back_whole_when_the_app_is_killed_right_after_a_tap_or_a_word(nadia: Phone) -> None:
    case = begin(nadia)
    began = nadia.by_id("began-at").inner_text()
    nadia.tap(nadia.chip("Licht aan"))
    nadia.is_chosen("Licht aan")
    nadia.dies_and_starts_again()
    open_again(nadia, case)
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

    open_again(nadia, case)
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
    seal(nadia)

    dossier(nadia, case)
    nadia.tap(nadia.all_by_id("entry-").first)
    for words in ("Licht aan", "Voertuig vertrekt", "Verlaat de woning", "Man stapt in, rijdt richting de Zandzuigerstraat."):
        nadia.sees(words)
    nadia.sees("witte bestelbus, voor de deur")
    nadia.sees("Eigen duiding van de waarnemer (geen feit)")
    nadia.sees("Met overbuurvrouw (gelegitimeerd): Hij gaat elke ochtend vroeg weg.")


def test_what_was_just_sealed_can_be_undone_and_both_lines_stay_readable(nadia: Phone, ruben: Phone) -> None:
    nadia.open()
    ruben.open()
    case = first_stop(nadia)
    nadia.tap(nadia.by_id(f"nothing-seen-{case}"))
    nadia.tap(SEAL_NOTHING)
    nadia.tap("Ongedaan maken")
    nadia.sees("Ingetrokken; beide regels blijven leesbaar")
    dossier(nadia, case)
    nadia.sees_newest("U · niets gezien", "ingetrokken: Direct ongedaan gemaakt")
    dossier(ruben, case)
    ruben.tap(re.compile("Nadia · niets gezien ingetrokken"))
    ruben.sees("Ingetrokken: Direct ongedaan gemaakt door de waarnemer")
    nadia.go("Meer")
    nadia.sees(f"Intrekking · {case}")


def test_a_correction_needs_a_reason_and_leaves_the_older_version_readable(nadia: Phone) -> None:
    case = begin(nadia)
    nadia.tap(nadia.chip("Licht aan"))
    seal(nadia)
    dossier(nadia, case)
    nadia.tap(nadia.all_by_id("entry-").first)
    nadia.tap("Verbeteren")
    nadia.sees("Verbetering")
    nadia.is_chosen("Licht aan")
    nadia.tap(nadia.chip("Gordijn dicht"))
    nadia.tap("Vastleggen")
    nadia.sees("Nog nodig: de reden van de verbetering.")
    nadia.type("Waarom verbetert u dit?", "gordijn vergeten")
    seal(nadia)
    dossier(nadia, case)
    nadia.waits_for(nadia.button(re.compile("U · licht aan, gordijn dicht (?!eerdere)")))
    nadia.tap(re.compile("U · licht aan eerdere versie"))
    nadia.sees("Licht aan")
    nadia.sees_no("Gordijn dicht")


def test_an_incomplete_look_says_what_is_missing_and_loses_nothing(nadia: Phone) -> None:
    case = begin(nadia)
    nadia.tap("Vastleggen")
    nadia.sees("Nog nodig: de uitkomst.")
    nadia.tap(nadia.chip("Gezien"))
    nadia.tap("Vastleggen")
    nadia.sees("Nog nodig: wat u zag.")
    nadia.tap(nadia.by_id("where"))
    nadia.type("Waar stond u zelf?", "")
    nadia.type("Wat zag u?", "Een fiets tegen de gevel.")
    nadia.tap("Vastleggen")
    nadia.sees("Nog nodig: waar u zelf stond.")
    nadia.holds("Wat zag u?", "Een fiets tegen de gevel.")
    nadia.tap("Sluiten")
    open_again(nadia, case)
    nadia.holds("Wat zag u?", "Een fiets tegen de gevel.")
    nadia.type("Waar stond u zelf?", "openbare weg, hoek van de straat")
    seal(nadia)


def test_words_that_conclude_get_a_remark_that_blocks_nothing(nadia: Phone) -> None:
    begin(nadia)
    nadia.type("Wat zag u?", "Twee tandenborstels, hij woont samen.")
    nadia.sees(re.compile("“woont samen”: Dit is een conclusie. Schrijf wat u zag"))
    seal(nadia)


def test_what_is_thrown_away_comes_back_with_one_tap(nadia: Phone) -> None:
    case = begin(nadia)
    nadia.tap(nadia.chip("Werkkleding"))
    nadia.tap("Concept weggooien")
    nadia.tap("Ongedaan maken")
    open_again(nadia, case)
    nadia.is_chosen("Werkkleding")


def test_the_note_at_the_end_of_a_shift_is_read_where_the_next_one_begins(nadia: Phone, ruben: Phone) -> None:
    nadia.open()
    ruben.open()
    case = first_stop(nadia)
    nadia.tap("Dienst beginnen")
    nadia.tap(nadia.by_id(f"nothing-seen-{case}"))
    nadia.tap(SEAL_NOTHING)
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
