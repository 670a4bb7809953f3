"""Two phones and a server: both read the same division, also while one of them has looks of its own to send."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from people import DAWN, KARIN, LINDE, LINDE_PLAN, NADIA, NADIAS_SHIFT, NOON, OLM, RUBEN, RUBENS_SHIFT, TEAM
from running import Office, Phone

from field_app.rules.division.records import Division, Reason
from field_app.rules.division.slot import counts_until
from field_app.rules.dossier.case_records import Case
from field_app.rules.dossier.places import Point
from field_app.rules.dossier.plan_records import Plan
from field_app.rules.facts import SHAPES
from field_app.rules.roster_commands import PinStop
from field_app.rules.shift_changes import row
from field_app.rules.vocabulary import Slot
from sync_server import intake

HERS, HIS = replace(NADIAS_SHIFT, stops=()), replace(RUBENS_SHIFT, stops=())


def tell(office: Office, *records: Any) -> None:
    """The office changes these rows on the server."""
    changes = [row(next(kind for kind, shape in SHAPES.items() if type(each) is shape), each) for each in records]
    office.at_desk(lambda store: intake.put_rows(store, TEAM.id, changes))


def without_fixed_stops(office: Office) -> None:
    """Linde is Ruben's, Olm is Nadia's, and Iep and Eik are of somebody who does not drive now."""
    olm_plan = replace(LINDE_PLAN, id="olm-plan", case_id="olm", place_id="olm-home")
    others = [with_plan(name) for name in ("Iep", "Eik")]
    tell(
        office,
        HERS,
        HIS,
        replace(LINDE, buddy_id=None),
        replace(OLM, plan_id="olm-plan"),
        olm_plan,
        *(part for each in others for part in each),
    )


def with_plan(name: str) -> tuple[Case, Plan]:
    key = name.lower()
    place = replace(LINDE.places[0], id=f"{key}-home", point=Point(52_090_000 + len(key) * 900, 5_120_000))
    case = replace(LINDE, id=key, code_name=name, owner_id=KARIN.id, buddy_id=None, places=(place,), plan_id=f"{key}-plan")
    return case, replace(LINDE_PLAN, id=f"{key}-plan", case_id=key, place_id=place.id)


def stops(phone: Phone) -> list[str]:
    return [stop.case.id for stop in phone.workday.today().stops]


def test_without_fixed_stops_the_app_divides_and_both_phones_say_the_same(office: Office) -> None:
    without_fixed_stops(office)
    nadia, ruben = office.phone(NADIA), office.phone(RUBEN)
    hers, his = stops(nadia), stops(ruben)
    assert set(hers) | set(his) == {"linde", "olm", "iep", "eik"} and not set(hers) & set(his)
    assert "olm" in hers and "linde" in his and len(hers) == len(his) == 2
    for slot in (DAWN, NOON):
        assert divided(nadia, slot) == divided(ruben, slot)
    (linde,) = [each for each in ruben.workday.today().stops if each.case.id == "linde"]
    assert linde.why.startswith("Eigen zaak") and not linde.is_fixed and len(linde.choices) == 2
    assert {each.case.id for each in ruben.workday.today().other_stops} == set(hers)


def divided(phone: Phone, slot: Slot) -> Division:
    return phone.workday._read().division(slot)


def test_looks_of_today_and_looks_that_wait_move_no_cases(office: Office) -> None:
    without_fixed_stops(office)
    nadia, ruben = office.phone(NADIA), office.phone(RUBEN)
    before = stops(ruben)
    for case_id in before:
        nadia.look(case_id)
    assert stops(ruben) == before and divided(nadia, DAWN) == divided(ruben, DAWN)
    nadia.round()
    ruben.round()
    assert stops(ruben) == before and divided(nadia, DAWN) == divided(ruben, DAWN)


def test_looks_received_before_the_day_count_on_every_phone_alike(office: Office) -> None:
    without_fixed_stops(office)
    nadia, ruben = office.phone(NADIA), office.phone(RUBEN)
    mine = next(each for each in stops(nadia) if each != "olm")
    ruben.look(mine)
    ruben.round()
    nadia.round()
    tomorrow = Slot(LINDE_PLAN.slots[-1].on, DAWN.moment)
    seen_by = [phone.workday._read()._looked(mine, counts_until(tomorrow)) for phone in (nadia, ruben)]
    assert seen_by == [(RUBEN.id,), (RUBEN.id,)]
    assert divided(nadia, tomorrow) == divided(ruben, tomorrow)


def test_what_is_fixed_on_one_phone_shows_there_at_once_and_on_the_other_after_an_exchange(office: Office) -> None:
    without_fixed_stops(office)
    nadia, ruben = office.phone(NADIA), office.phone(RUBEN)
    nadia.workday._say(PinStop("linde", DAWN, HERS.id))
    (linde,) = [each for each in nadia.workday.today().stops if each.case.id == "linde"]
    assert linde.is_fixed and linde.why.startswith("Door een collega vastgezet")
    assert linde.choices[0].reasons == (Reason.FIXED,)
    nadia.round()
    ruben.round()
    assert divided(nadia, DAWN) == divided(ruben, DAWN)
    assert "linde" not in [each.case_id for each in ruben.workday._read().division(DAWN).share(HIS.id)]


def test_a_case_that_nobody_in_the_slot_may_take_says_so_among_the_others(office: Office) -> None:
    without_fixed_stops(office)
    tell(office, replace(LINDE, conflicts=(NADIA.id, RUBEN.id)))
    (linde,) = [each for each in office.phone(NADIA).workday.today().other_stops if each.case.id == "linde"]
    assert linde.why.startswith("Wie dan rijdt, mag deze zaak niet doen.")
