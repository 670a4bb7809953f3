"""A form in a real browser: filled in, killed half-way, found again on Vandaag, and sealed."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

from running import RealTime

from field_app.device import new_id
from field_app.rules.vocabulary import Kind
from field_app.store.phone_store import PhoneStore
from field_app.store.vault import FileKeyKeeper, key_from
from field_app.ui.forms import FORMS
from field_app.workday import Workday
from sync_server.admin.told import changing

from .team import Phone, Team

_CONTENT = "Buren zien zelden licht"


def while_closed(phone: Phone, do: Any) -> Any:
    """Do something on this phone's own file while the app is closed, and open it again."""
    phone.part.kill()
    phone.page.goto("about:blank")
    keeper = FileKeyKeeper(phone.part.folder / "data.key")
    with ThreadPoolExecutor(1) as thread:  # the browser's driver holds this thread's loop
        key = thread.submit(lambda: asyncio.run(key_from(keeper))).result()
    store = PhoneStore(phone.part.folder / "phone.db", key)
    done = do(Workday(store, RealTime().clocks(), new_id))
    store.close()
    phone.part.begin()
    return done


def new_form(phone: Phone, name: str, case: str | None = None) -> str:
    """A form that was opened and then left; answers its id."""

    def open_(day: Workday) -> str:
        case_id = next((each.case.id for each in day.cases() if each.case.code_name == case), None)
        return day.open_paper(name, case_id, None, FORMS[name].defaults(datetime.now(UTC))).id

    return str(while_closed(phone, open_))


def ready(phone: Phone) -> None:
    """Open, with all that the server has."""
    phone.open()
    phone.first_stop()
    phone.pill_says("Bijgewerkt")


def test_a_form_that_was_killed_half_way_is_found_on_vandaag_and_reaches_the_server(team: Team, nadia: Phone) -> None:
    ready(nadia)
    form = new_form(nadia, "record-signal")
    nadia.open()
    nadia.tap(nadia.by_id(f"paper-{form}"))
    nadia.sees("Bewaard als concept")
    nadia.tap(nadia.by_id("source-CITIZEN"))
    nadia.type("Wat is er gemeld?", _CONTENT)
    nadia.wait_until_typed_is_saved()
    nadia.dies_and_starts_again()
    nadia.tap(nadia.by_id(f"paper-{form}"))
    nadia.is_chosen("Een andere burger")
    nadia.holds("Wat is er gemeld?", _CONTENT)
    nadia.tap(nadia.by_id("seal"))
    nadia.sees("Nog invullen: hoe betrouwbaar is het.")
    nadia.tap(nadia.by_id("reliability-UNKNOWN"))
    nadia.tap(nadia.by_id("seal"))
    nadia.sees("Signaal bewaard")
    nadia.pill_says("Bijgewerkt")

    def has_come() -> bool:
        with changing(team.server.folder) as store:
            rows = store.rows(store.people.teams()[0].id).all_of(Kind.SIGNAL).values()
        return any(each["content"] == _CONTENT for each in rows)

    nadia.until(has_come, "the signal on the server")


def test_a_form_thrown_away_is_back_with_one_tap(nadia: Phone) -> None:
    ready(nadia)
    form = new_form(nadia, "record-signal")
    nadia.open(f"/formulier/{form}")
    nadia.type("Wat is er gemeld?", _CONTENT)
    nadia.tap(nadia.by_id("discard"))
    nadia.sees("Concept weggegooid")
    nadia.tap("Ongedaan maken")
    nadia.sees("Bewaard als concept")
    nadia.holds("Wat is er gemeld?", _CONTENT)


def test_people_in_a_form_are_added_and_taken_away_and_come_back(nadia: Phone) -> None:
    ready(nadia)
    form = new_form(nadia, "describe-case", "Linde")
    nadia.open(f"/formulier/{form}")
    nadia.sees("Bewaard als concept")
    nadia.tap(nadia.by_id("field-lighter_means-add"))
    last = nadia.all_by_id("lighter_means-").last
    nadia.waits_for(last)
    at = str(last.get_attribute("flt-semantics-identifier")).split("-")[1]
    nadia.tap(nadia.by_id(f"lighter_means-{at}-mean-CALL"))
    nadia.tap(nadia.by_id(f"field-lighter_means-{at}-remove"))
    nadia.sees("Weggehaald")
    nadia.tap("Ongedaan maken")
    nadia.until(lambda: nadia.by_id(f"lighter_means-{at}-mean-CALL").locator("[aria-checked=true]").count() > 0, "the chosen means")


def test_a_plan_is_spread_by_one_tap_and_a_full_day_takes_no_more(nadia: Phone) -> None:
    ready(nadia)
    form = new_form(nadia, "submit-plan", "Linde")
    nadia.open(f"/formulier/{form}")
    nadia.tap(nadia.by_id("spread-EARLY_MORNING"))
    nadia.tap(nadia.by_id("spread-EVENING"))
    nadia.tap(nadia.by_id("spread"))
    nadia.sees("4 momenten gekozen.")
    cells = nadia.all_by_id("slots-")
    day = str(cells.first.get_attribute("flt-semantics-identifier"))[6:16]
    for moment in ("EARLY_MORNING", "LATE_MORNING"):
        nadia.tap(nadia.by_id(f"slots-{day}-{moment}"))
    nadia.sees("6 momenten gekozen.")
    nadia.tap(nadia.by_id(f"slots-{day}-AFTERNOON"))
    nadia.sees("Op deze dag staan al 2 momenten. Kies een andere dag.")
    nadia.sees("6 momenten gekozen.")
