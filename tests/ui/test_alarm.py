"""Help through two real screens: one long press, a colleague who goes, an end with words; and a timer that starts and stops."""

from __future__ import annotations

from playwright.sync_api import Locator

from .team import Phone

#: Longer than the app asks for.
_LONG_MS, _SHORT_MS = 1_200, 550


def press(phone: Phone, ms: int) -> None:
    """A finger on the button for help, for so long."""
    knob: Locator = phone.by_id("panic").first
    phone.waits_for(knob)
    phone.stands_still()
    box = knob.bounding_box()
    assert box is not None
    phone.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    phone.page.mouse.down()
    phone.page.wait_for_timeout(ms)
    phone.page.mouse.up()


def test_one_long_press_from_any_screen_brings_a_colleague(nadia: Phone, ruben: Phone) -> None:
    nadia.open()
    ruben.open()
    ruben.first_stop()
    nadia.dossier("Linde")
    press(nadia, _LONG_MS)
    nadia.sees("Uw alarm")
    ruben.sees("Nadia heeft hulp nodig")
    ruben.tap(ruben.all_by_id("alarm-").first)
    ruben.tap("Ik ga kijken")
    nadia.sees("Ruben gaat kijken")
    nadia.tap("Alarm beëindigen")
    nadia.tap(nadia.chip("Alles is veilig"))
    nadia.tap(nadia.by_id("end-alarm"))
    ruben.sees("Alles is veilig")
    nadia.tap("Incident vastleggen")
    nadia.tap(nadia.chip("Schelden"))
    nadia.type("Wat gebeurde er?", "Man riep en sloeg op de motorkap.")
    nadia.tap(nadia.by_id("save-incident"))
    nadia.sees("Incident bewaard")


def test_the_button_is_on_the_sheet_that_covers_it_and_the_look_stays_a_draft(nadia: Phone) -> None:
    nadia.open()
    case = nadia.first_stop()
    nadia.tap(nadia.by_id(f"nothing-seen-{case}"))
    nadia.waits_for(nadia.button("Niets gezien · vastleggen"))
    press(nadia, _LONG_MS)
    nadia.sees("Uw alarm")
    nadia.tap(nadia.by_id("close"))
    nadia.waits_for(nadia.by_id(f"draft-{case}"))


def test_a_press_that_is_too_short_explains_and_calls_nobody(nadia: Phone) -> None:
    nadia.open()
    nadia.first_stop()
    press(nadia, _SHORT_MS)
    nadia.sees("Hulp nodig?")
    assert not nadia.text("Uw alarm").count()


def test_without_coverage_the_alarm_says_so_and_goes_out_by_itself(nadia: Phone, ruben: Phone) -> None:
    nadia.open()
    ruben.open()
    ruben.first_stop()
    nadia.go("Meer")
    nadia.tap(nadia.by_id("coverage-off"))
    press(nadia, _LONG_MS)
    nadia.sees("Bewaard, nog niet verstuurd")
    nadia.sees("Bel 112")
    nadia.tap(nadia.by_id("close"))
    nadia.tap(nadia.by_id("coverage-off"))
    ruben.sees("Nadia heeft hulp nodig")


def test_a_timer_starts_with_one_tap_and_stops_with_another(nadia: Phone) -> None:
    nadia.open()
    nadia.first_stop()
    nadia.tap("Begrepen")
    nadia.tap(nadia.switch("Telefoon en accu gecontroleerd"))
    nadia.tap("Dienst beginnen")
    nadia.tap(nadia.by_id("timer-15"))
    nadia.sees("Uiterlijk terug om")
    nadia.tap("10 minuten langer")
    nadia.tap("Ik ben terug")
    nadia.sees("Uiterlijk terug over")
