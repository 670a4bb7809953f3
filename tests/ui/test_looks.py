"""Making a look, putting it right and taking it back: each on a case of its own, on phones that are in use already."""

from __future__ import annotations

import re

from .team import Phone


def test_what_was_just_sealed_can_be_undone_and_both_lines_stay_readable(used: Phone, colleague: Phone) -> None:
    case = used.first_stop()
    used.nothing_seen(case)
    used.tap("Ongedaan maken")
    used.sees("Ingetrokken; beide regels blijven leesbaar")
    used.dossier(case)
    used.sees_newest("U · niets gezien", "ingetrokken: Direct ongedaan gemaakt")
    used.go("Meer")
    used.sees(f"Intrekking · {case}")
    colleague.dossier(case)
    colleague.tap(re.compile("Nadia · niets gezien ingetrokken"))
    colleague.sees("Ingetrokken: Direct ongedaan gemaakt door de waarnemer")


def test_a_correction_needs_a_reason_and_leaves_the_older_version_readable(used: Phone) -> None:
    used.observe("Iep")
    used.tap(used.chip("Licht aan"))
    used.seal()
    used.sees_newest("U · licht aan")
    used.tap(used.all_by_id("entry-").first)
    used.tap("Verbeteren")
    used.sees("Verbetering")
    used.is_chosen("Licht aan")
    used.tap(used.chip("Gordijn dicht"))
    used.tap("Vastleggen")
    used.sees("Nog nodig: de reden van de verbetering.")
    used.type("Waarom verbetert u dit?", "gordijn vergeten")
    used.seal()
    used.waits_for(used.button(re.compile("U · licht aan, gordijn dicht (?!eerdere)")))
    used.tap(re.compile("U · licht aan eerdere versie"))
    used.sees("Hoe er is gekeken")
    assert "Gordijn dicht" not in used.everything()


def test_an_incomplete_look_says_what_is_missing_and_loses_nothing(used: Phone) -> None:
    used.observe("Beuk")
    used.tap("Vastleggen")
    used.sees("Nog nodig: de uitkomst.")
    used.tap(used.chip("Gezien"))
    used.tap("Vastleggen")
    used.sees("Nog nodig: wat u zag.")
    used.tap(used.by_id("where"))
    used.type("Waar stond u zelf?", "")
    used.type("Wat zag u?", "Een fiets tegen de gevel.")
    used.tap("Vastleggen")
    used.sees("Nog nodig: waar u zelf stond.")
    used.tap("Sluiten")
    used.open_draft("Beuk")
    used.holds("Wat zag u?", "Een fiets tegen de gevel.")
    used.type("Waar stond u zelf?", "openbare weg, hoek van de straat")
    used.seal()


def test_words_that_conclude_get_a_remark_that_blocks_nothing(used: Phone) -> None:
    used.observe("Kastanje")
    used.type("Wat zag u?", "Twee fietsen, hij woont samen.")
    used.sees(re.compile("“woont samen”: Dit is een conclusie. Schrijf wat u zag"))
    used.seal()
    used.sees_newest("U · twee fietsen, hij woont samen")


def test_what_is_thrown_away_comes_back_with_one_tap(used: Phone) -> None:
    used.observe("Plataan")
    used.tap(used.chip("Werkkleding"))
    used.tap("Concept weggooien")
    used.tap("Ongedaan maken")
    used.open_draft("Plataan")
    used.is_chosen("Werkkleding")


def test_a_text_that_is_too_long_is_said_and_kept_until_it_is_shorter(used: Phone) -> None:
    used.observe("Populier")
    long = "Fiets gezien. " * 360
    used.type("Wat zag u?", long)
    used.sees("Deze tekst is te lang.")
    used.tap("Vastleggen")
    used.sees("Deze tekst is te lang.")
    used.tap("Sluiten")
    used.open_draft("Populier")
    used.holds("Wat zag u?", long)
    used.type("Wat zag u?", "Fiets gezien.")
    used.sees_no("Deze tekst is te lang.")
    used.seal()


def test_a_note_that_is_too_long_holds_up_nothing_else_and_is_never_sealed_away(used: Phone) -> None:
    used.observe("Hazelaar")
    used.tap("Eigen duiding")
    used.type("Eigen duiding", "Lijkt zo. " * 450)
    used.sees("Deze tekst is te lang.")
    used.type("Wat zag u?", "Fiets gezien.")
    used.wait_until_typed_is_saved()
    used.tap("Vastleggen")
    used.sees("Deze tekst is te lang.")
    used.tap("Sluiten")
    used.sees("Deze tekst is te lang.")
    used.type("Eigen duiding", "Lijkt zo.")
    used.seal()
    used.sees_newest("U · fiets gezien")
