"""Swapping in a car park without coverage: two phones, a note, and a third phone that is faster."""

from __future__ import annotations

import re
from io import BytesIO

import zxingcpp
from PIL import Image

from .extra_shift import add_shift
from .team import Phone, Team
from .test_story import coverage

#: A screen that shows anything has more shades than this.
_COLOURS = 4
OWNER_STILL_DRIVES = re.compile("wacht op verbinding: tot de server het bevestigt rijdt u zelf")


def offer_to_everyone(phone: Phone, shift_id: str) -> None:
    """From the tab to an offer that is saved."""
    phone.go("Rooster")
    open_own_shift(phone, shift_id)
    phone.tap(phone.by_id("offer-open"))
    phone.tap(phone.by_id("offer"))
    phone.sees(re.compile("aangeboden aan iedereen"))


def open_own_shift(phone: Phone, shift_id: str) -> None:
    """The shift, from the list of one's own."""
    row = phone.by_id(f"shift-{shift_id}")
    phone.waits_for(phone.all_by_id("shift-"))
    if not row.count():
        phone.tap("Toon meer diensten")
    phone.tap(row)


def note_seen_on(phone: Phone) -> str:
    """What a camera reads from the screen of the offer."""
    show_note(phone)
    found: list[str] = []

    def is_read() -> bool:
        picture = Image.open(BytesIO(phone.page.screenshot()))
        found[:] = [each.text for each in zxingcpp.read_barcodes(picture)]
        if len(picture.convert("L").getcolors() or range(256)) < _COLOURS:  # the browser lost its canvas, as with many open windows
            phone.drawn_anew()
            show_note(phone)
        return bool(found)

    phone.until(is_read, "a QR code that can be read")
    return found[0]


def note_copied_on(phone: Phone) -> str:
    """The same as text, selected by hand."""
    show_note(phone)
    field = phone.field("Tekst van het briefje")
    phone.tap(field)
    phone.until(lambda: "RONDE1." in field.input_value(), "the text of the note")
    return field.input_value()


def show_note(phone: Phone) -> None:
    """The note on the screen of the offer."""
    phone.tap(phone.by_id("show-note"))
    phone.waits_for(phone.field("Tekst van het briefje"))


def read(phone: Phone, note: str) -> None:
    """Paste a colleague's note."""
    phone.go("Rooster")
    phone.tap("Lees briefje van collega")
    phone.type("Tekst van het briefje", note)
    phone.tap("Lees briefje")


def know_each_other(*phones: Phone) -> None:
    """Every phone has exchanged since the last one was linked."""
    for phone in phones:
        phone.open()
        phone.pill_says("Bijgewerkt")
    for phone in phones:
        phone.tap(phone.by_id("status-pill"))
        phone.sees(re.compile("Alles is aangekomen"))
        phone.pill_says("Bijgewerkt")


def close_all(phone: Phone) -> None:
    """Back to the tabs."""
    phone.open("/rooster")


def shows_owner(phone: Phone, shift_id: str, name: str) -> None:
    """Who drives the shift, on its own screen, right under these words and nowhere else."""
    phone.open(f"/dienst/{shift_id}")
    phone.sees(re.compile(rf"Wie rijdt\s+{name}\b"))


def test_two_phones_without_coverage_swap_by_a_note_and_the_first_with_coverage_delivers_both(team: Team) -> None:
    shift = add_shift(team.server.folder, "Nadia", "Ruben", "Els")
    nadia, ruben = team.phone("Nadia"), team.phone("Ruben")
    know_each_other(nadia, ruben)
    for phone in (nadia, ruben):
        coverage(phone, is_on=False)
    offer_to_everyone(nadia, shift)
    nadia.tap(nadia.all_by_id("offer-").first)
    nadia.sees(re.compile("bewaard, wordt verstuurd", re.IGNORECASE))
    note = note_seen_on(nadia)

    read(ruben, note)
    ruben.sees("Nadia vraagt iedereen")
    ruben.sees("zaken gaan mee")
    ruben.tap("Akkoord")
    ruben.sees(re.compile("wacht op verbinding: tot de server het bevestigt rijdt Nadia deze dienst zelf", re.IGNORECASE))
    back = note_seen_on(ruben)
    close_all(nadia)
    read(nadia, back)
    nadia.sees(re.compile("Ruben zegt ja; wacht op verbinding: tot de server het bevestigt rijdt u zelf"))

    close_all(ruben)
    coverage(ruben, is_on=True)
    ruben.pill_says("Bijgewerkt")
    ruben.go("Rooster")
    ruben.sees(re.compile("u nam de dienst over van Nadia"))
    close_all(nadia)
    nadia.sees(OWNER_STILL_DRIVES)
    coverage(nadia, is_on=True)
    nadia.pill_says("Bijgewerkt")
    nadia.go("Rooster")
    nadia.sees(re.compile("overgenomen door Ruben"))
    nadia.tap("Gezien")
    nadia.sees_no("Gezien")
    shows_owner(nadia, shift, "Ruben")


def test_a_third_phone_that_is_faster_has_the_shift_and_the_others_read_who_and_what_now(team: Team) -> None:
    shift = add_shift(team.server.folder, "Nadia", "Ruben", "Els")
    nadia, ruben, els = team.phone("Nadia"), team.phone("Ruben"), team.phone("Els")
    know_each_other(nadia, ruben, els)
    offer_to_everyone(nadia, shift)
    nadia.sees(re.compile("wacht op antwoord"))
    nadia.tap(nadia.all_by_id("offer-").first)
    note = note_copied_on(nadia)
    close_all(nadia)
    coverage(nadia, is_on=False)
    coverage(ruben, is_on=False)

    read(ruben, note)
    ruben.tap("Akkoord")
    back = note_copied_on(ruben)
    read(nadia, back)
    nadia.sees(OWNER_STILL_DRIVES)

    els.go("Rooster")
    els.tap(els.all_by_id("accept-").first)
    els.sees(re.compile("u nam de dienst over van Nadia"))

    close_all(ruben)
    coverage(ruben, is_on=True)
    ruben.go("Rooster")
    ruben.sees("Ruil ging niet door")
    ruben.sees(re.compile("Els was eerder: .* is nu van Els. U houdt uw eigen dienst"))
    ruben.tap("Begrepen")
    ruben.sees_no("Ruil ging niet door")
    close_all(nadia)
    coverage(nadia, is_on=True)
    nadia.go("Rooster")
    nadia.sees(re.compile("overgenomen door Els"))
    nadia.sees(re.compile("Els was eerder: .* is nu van Els. U rijdt deze dienst niet meer"))
    for phone in (nadia, ruben, els):
        shows_owner(phone, shift, "Els" if phone is not els else "U")
