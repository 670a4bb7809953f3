"""Corrections and withdrawals: nothing is overwritten, only one's own, and never without a reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from people import KARIN, LINDE, NADIA, OLM, RUBEN, WORLD, KeptRows, act, at, done, judged, look, rows_of

from field_app.rules.commands import CorrectObservation, RecordObservation, WithdrawObservation
from field_app.rules.look import FactLine
from field_app.rules.observations import Outcome
from field_app.rules.refusals import Code, Refused
from field_app.rules.row_facts import RowFacts
from field_app.rules.rulebook import apply
from field_app.rules.vocabulary import FactKind, Flag, Kind, Result

LATER = at("06:20")
BETTER = look(result=Result.SEEN, facts=(FactLine(at("06:12"), FactKind.VEHICLE, "grijze auto op de oprit"),))


def sealed() -> KeptRows:
    """The usual world with Nadia's first look in it."""
    rows = rows_of(*WORLD)
    done(rows, RecordObservation(look()))
    return rows


def correction(**changes: Any) -> CorrectObservation:
    return replace(CorrectObservation("look-1", "auto over het hoofd gezien", BETTER), **changes)


def withdrawal(**changes: Any) -> WithdrawObservation:
    return replace(WithdrawObservation("look-1", "verkeerde woning"), **changes)


def row(rows: KeptRows, row_id: str) -> dict[str, Any]:
    return dict(rows.row(Kind.OBSERVATION, row_id) or {})


def refusal(attempt: Callable[[], Outcome]) -> tuple[Code, dict[str, Any]]:
    with pytest.raises(Refused) as no:
        attempt()
    return no.value.code, no.value.details


def test_a_correction_stands_beside_the_old_version_which_stays_as_it_was() -> None:
    rows = sealed()
    before = row(rows, "look-1")
    assert done(rows, correction(), command_id="look-2", at=LATER).flags == ()
    after = row(rows, "look-1")
    assert after.pop("corrected_by") == "look-2"
    assert after == before
    new = row(rows, "look-2")
    assert (new["corrects"], new["reason"], new["officer_id"]) == ("look-1", "auto over het hoofd gezien", NADIA.id)
    assert new["look"]["facts"][0]["text"] == "grijze auto op de oprit"


def test_a_correction_is_no_new_look_and_a_withdrawn_look_stays_one() -> None:
    rows = sealed()
    assert rows.tally(LINDE.id).looks == 1
    outcome = done(rows, correction(), command_id="look-2", at=LATER)
    assert [each.looked for each in outcome.changes] == [None, None]
    done(rows, withdrawal(observation_id="look-2"), at=LATER, command_id="w")
    done(rows, withdrawal(), at=LATER, command_id="w-2")
    tally = RowFacts(rows).tally(LINDE.id)
    assert (tally.looks, tally.minutes) == (1, 2)


def test_a_second_correction_of_the_same_look_is_kept_and_flagged_and_the_first_stays_the_successor() -> None:
    rows = sealed()
    done(rows, correction(), command_id="look-2", at=LATER)
    outcome = done(rows, correction(), command_id="look-3", at=LATER)
    assert outcome.flags == (Flag.CORRECTED_TWICE,)
    assert row(rows, "look-1")["corrected_by"] == "look-2"
    assert (row(rows, "look-3")["corrects"], row(rows, "look-3")["flags"]) == ("look-1", ["corrected-twice"])


def test_a_correction_of_the_newest_version_is_not_flagged() -> None:
    rows = sealed()
    done(rows, correction(), command_id="look-2", at=LATER)
    assert done(rows, correction(observation_id="look-2"), command_id="look-3", at=LATER).flags == ()
    assert row(rows, "look-2")["corrected_by"] == "look-3"


@pytest.mark.parametrize("change", [correction, withdrawal])
def test_only_the_observer_may_change_an_observation_and_nobody_one_that_is_not_there(change: Any) -> None:
    rows = sealed()
    theirs = (Code.NOT_YOUR_OBSERVATION, {"observation_id": "look-1", "officer_id": NADIA.id})
    assert refusal(lambda: judged(change(), rows, by=RUBEN)) == theirs
    assert refusal(lambda: judged(change(), rows, by=KARIN)) == theirs
    assert refusal(lambda: judged(change(observation_id="gone"), rows)) == (Code.OBSERVATION_UNKNOWN, {"observation_id": "gone"})


@pytest.mark.parametrize("change", [correction, withdrawal])
@pytest.mark.parametrize("reason", ["", "  \n"])
def test_a_change_needs_a_reason(change: Any, reason: str) -> None:
    assert refusal(lambda: judged(change(reason=reason), sealed())) == (Code.REASON_MISSING, {"field": "reason"})
    assert judged(change(reason="x"), sealed()).changes


@pytest.mark.parametrize("change", [correction, withdrawal])
def test_what_was_withdrawn_cannot_be_changed_any_more(change: Any) -> None:
    rows = sealed()
    done(rows, withdrawal(), at=LATER, command_id="w")
    assert refusal(lambda: judged(change(), rows)) == (Code.ALREADY_WITHDRAWN, {"observation_id": "look-1"})


def test_a_withdrawal_keeps_the_text_and_says_who_when_and_why() -> None:
    rows = sealed()
    before = row(rows, "look-1")
    done(rows, withdrawal(), at=LATER, command_id="w")
    after = row(rows, "look-1")
    assert after.pop("withdrawn") == {"at": "2026-11-19T06:20:00.000+01:00", "reason": "verkeerde woning", "command_id": "w"}
    assert after == before


def test_a_correction_must_be_as_complete_as_a_look() -> None:
    rows = sealed()
    assert refusal(lambda: judged(correction(look=look(own_position=" ")), rows))[0] is Code.POSITION_MISSING
    assert refusal(lambda: judged(correction(look=look(result=Result.SEEN)), rows))[0] is Code.FACT_MISSING
    assert refusal(lambda: judged(correction(look=look(ended_at=at("06:11"))), rows))[0] is Code.END_BEFORE_BEGIN
    assert refusal(lambda: judged(correction(look=look(result=Result.UNABLE)), rows))[1] == {"field": "unable_reason"}


@pytest.mark.parametrize("corrected", ["06:30", "06:55", "07:11", "23:00"])
def test_a_correction_asks_for_no_reason_for_being_late_at_whatever_hour(corrected: str) -> None:
    rows = rows_of(*WORLD)
    done(rows, RecordObservation(look()), at=at("06:40"))
    done(rows, correction(), command_id="look-2", at=at(corrected))
    done(rows, correction(observation_id="look-2"), command_id="look-3", at=at(corrected))
    assert row(rows, "look-2")["corrected_by"] == "look-3"


def in_one_delivery(keeps: Callable[[Outcome], Outcome]) -> Code | None:
    """Seal a flagged look and withdraw it before anything is kept; the code of the refusal, None when all is well."""
    facts = RowFacts(rows_of(*WORLD))
    off_duty = RecordObservation(look(shift_id=None))
    for change in keeps(apply(off_duty, facts, act(off_duty))).changes:
        facts.put(change)
    try:
        apply(withdrawal(), facts, act(withdrawal(), command_id="w"))
    except Refused as no:
        return no.code
    return None


def test_a_flagged_look_can_be_withdrawn_in_the_delivery_that_brings_it() -> None:
    assert in_one_delivery(lambda outcome: outcome) is None


def test_a_row_that_holds_more_than_plain_json_is_found_out() -> None:
    def with_enums(outcome: Outcome) -> Outcome:
        (change,) = outcome.changes
        return Outcome((replace(change, body={**change.body, "flags": list(outcome.flags)}),))

    assert in_one_delivery(with_enums) is Code.MALFORMED


def test_a_correction_that_makes_the_look_too_long_is_flagged() -> None:
    longer = replace(BETTER, ended_at=at("09:00"))
    assert Flag.LONG_LOOK in judged(correction(look=longer), sealed(), at=at("09:01")).flags


def test_a_correction_cannot_move_a_look_to_a_case_where_it_does_not_count() -> None:
    moved = correction(look=replace(BETTER, case_id=OLM.id))
    assert refusal(lambda: judged(moved, sealed()))[0] is Code.OTHER_CASE


def test_a_correction_to_an_unknown_case_is_refused() -> None:
    assert refusal(lambda: judged(correction(look=replace(BETTER, case_id="es")), sealed()))[0] is Code.OTHER_CASE
