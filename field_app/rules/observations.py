"""The rules of one look: what an entry must hold by itself, and what the team lead should see about it.

What depends on the entry alone may refuse it, and does so before it is saved. What depends on the world (plan, budget, shift,
clock) never refuses: an observation that was really made is kept and flagged.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from field_app.rules import photos
from field_app.rules.arriving_late import flags_after, noted
from field_app.rules.clock import SKEW_LIMIT, in_ms
from field_app.rules.commands import CorrectObservation, RecordObservation, WithdrawObservation
from field_app.rules.dossier.case_records import Case
from field_app.rules.dossier.plan_records import Plan
from field_app.rules.facts import Change, Facts, LookSize, look_size
from field_app.rules.look import Look
from field_app.rules.records import Observation
from field_app.rules.refusals import Code, Refused
from field_app.rules.vocabulary import Flag, Kind, Result, UnableReason, falls_in

#: Written down later than this after the look is a late entry, which needs a reason.
LATE_AFTER = timedelta(minutes=30)
#: A look this long before or after the shift, or the slot, still belongs to it.
SHIFT_MARGIN = timedelta(minutes=60)
SLOT_MARGIN_MINUTES = 30


@dataclass(frozen=True, slots=True)
class Act:
    """Who does it, by which command, when by the phone (`at`) and, once there, when by the server (`received_at`).

    `args` is the command as it travelled; `skew` is phone clock minus server clock, None while nobody can know.
    """

    command_id: str
    officer_id: str
    at: datetime
    args: Mapping[str, Any]
    received_at: datetime | None = None
    skew: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command changes, and what the team lead should see about it."""

    changes: tuple[Change, ...]
    flags: tuple[Flag, ...] = ()


def check(look: Look, at: datetime) -> None:
    """Refuse a look that is incomplete by itself (mandatory core of the observation journal)."""
    if look.ended_at < look.began_at:
        raise Refused(Code.END_BEFORE_BEGIN)
    if look.ended_at > at:
        raise Refused(Code.END_IN_FUTURE)
    if not look.own_position.strip():
        raise Refused(Code.POSITION_MISSING)
    if look.result is Result.SEEN and not any(each.text.strip() for each in look.facts):
        raise Refused(Code.FACT_MISSING)
    for field in _missing_reasons(look, at):
        raise Refused(Code.REASON_MISSING, field=field)
    photos.check(look.photos)


def _missing_reasons(look: Look, at: datetime) -> Iterator[str]:
    if look.result is Result.UNABLE and look.unable_reason is None:
        yield "unable_reason"
    if look.unable_reason is UnableReason.OTHER and not (look.unable_note or "").strip():
        yield "unable_note"
    if look.first_tap_at is not None and not (look.time_reason or "").strip():
        yield "time_reason"
    if is_late(look, at) and not (look.late_reason or "").strip():
        yield "late_reason"


def is_late(look: Look, at: datetime) -> bool:
    """Whether this look was written down so long afterwards that a reason belongs with it."""
    return at - look.ended_at > LATE_AFTER


def record(command: RecordObservation, facts: Facts, act: Act) -> Outcome:
    """Seal one look."""
    look = command.look
    check(look, act.at)
    case = _case(look, facts)
    size = look_size(look)
    flags = tuple(_flags(look, size, case, facts, act))
    return Outcome((created(act, flags, size), *noted(case)), flags)


def correct(command: CorrectObservation, facts: Facts, act: Act) -> Outcome:
    """Put a new version beside the old; both stay readable. Twice from two devices keeps both and flags the second.

    A correction bears its own reason and its own time, so that it is never late as well.
    """
    old, look = _own(command.observation_id, facts, act), command.look
    _require_reason(command.reason)
    if look.case_id != old.look.case_id:
        raise Refused(Code.OTHER_CASE, case_id=look.case_id)
    check(look, look.ended_at)
    photos.check_kept(old.look.photos, look.photos)
    if old.withdrawn is not None:
        raise Refused(Code.ALREADY_WITHDRAWN, observation_id=old.id)
    flags = tuple(_corrected_flags(old, look, facts))
    if old.corrected_by is not None:
        return Outcome((created(act, flags, None),), flags)
    body = {**(facts.body(Kind.OBSERVATION, old.id) or {}), "corrected_by": act.command_id}
    return Outcome((created(act, flags, None), Change(Kind.OBSERVATION, old.id, body)), flags)


def _corrected_flags(old: Observation, look: Look, facts: Facts) -> Iterator[Flag]:
    """A new version is held against plan and place like any look; it adds nothing to what was counted."""
    case = _case(look, facts)
    plan = facts.plan(case.plan_id) if case.plan_id else None
    if plan is not None and plan.is_approved:
        yield from _window_flags(look, look_size(look), plan, facts)
    yield from _place_flags(look, case, plan)
    if old.corrected_by is not None:
        yield Flag.CORRECTED_TWICE


def withdraw(command: WithdrawObservation, facts: Facts, act: Act) -> Outcome:
    """Say that an entry no longer counts, with the newer version of it if there is one. It stays readable and stays a look."""
    old = _own(command.observation_id, facts, act)
    _require_reason(command.reason)
    if old.withdrawn is not None:
        raise Refused(Code.ALREADY_WITHDRAWN, observation_id=old.id)
    withdrawn = {"at": act.at.isoformat(timespec="milliseconds"), "reason": command.reason, "command_id": act.command_id}
    return Outcome(
        tuple(Change(Kind.OBSERVATION, row_id, {**body, "withdrawn": withdrawn}) for row_id, body in _versions(old.id, facts))
    )


def _versions(row_id: str | None, facts: Facts) -> Iterator[tuple[str, Mapping[str, Any]]]:
    while row_id is not None:
        body = facts.body(Kind.OBSERVATION, row_id) or {}
        yield row_id, body
        row_id = body.get("corrected_by")


def created(act: Act, flags: tuple[str, ...], looked: LookSize | None) -> Change:
    """The new row of a sealed look, the same on phone and server given the server's verdict."""
    body: dict[str, Any] = {
        "officer_id": act.officer_id,
        "recorded_at": act.at.isoformat(timespec="milliseconds"),
        "look": act.args["look"],
    }
    if act.received_at is not None:
        body["received_at"] = act.received_at.isoformat(timespec="milliseconds")
    body |= flagged(flags, act.skew)
    if "observation_id" in act.args:
        body |= {"corrects": act.args["observation_id"], "reason": act.args["reason"]}
    return Change(Kind.OBSERVATION, act.command_id, body, is_new=True, looked=looked)


def flagged(flags: tuple[str, ...], skew: timedelta | None) -> dict[str, Any]:
    """What row and verdict say of it: the flags, and by how much the clock was off when that is one of them."""
    said: dict[str, Any] = {"flags": [str(each) for each in flags]} if flags else {}
    return said | {"skew_ms": in_ms(skew)} if skew is not None and Flag.CLOCK_SKEW in flags else said


def _case(look: Look, facts: Facts) -> Case:
    case = facts.case(look.case_id)
    if case is None:
        raise Refused(Code.CASE_UNKNOWN, case_id=look.case_id)
    return case


def _own(observation_id: str, facts: Facts, act: Act) -> Observation:
    old = facts.observation(observation_id)
    if old is None:
        raise Refused(Code.OBSERVATION_UNKNOWN, observation_id=observation_id)
    if old.officer_id != act.officer_id:
        raise Refused(Code.NOT_YOUR_OBSERVATION, observation_id=observation_id, officer_id=old.officer_id)
    return old


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise Refused(Code.REASON_MISSING, field="reason")


def flags_of(look: Look, case: Case, facts: Facts, act: Act) -> tuple[Flag, ...]:
    """What the team lead should see about this look, given what is known now."""
    return tuple(_flags(look, look_size(look), case, facts, act))


def _flags(look: Look, size: LookSize, case: Case, facts: Facts, act: Act) -> Iterator[Flag]:
    plan = facts.plan(case.plan_id) if case.plan_id else None
    if plan is None or not plan.is_approved:
        yield Flag.NO_APPROVED_PLAN
    else:
        yield from _plan_flags(look, size, plan, facts)
    yield from flags_after(case)
    yield from photos.flags(look, plan, facts)
    yield from _place_flags(look, case, plan)
    if not _on_duty(look, facts, act):
        yield Flag.NOT_ON_DUTY
    if is_late(look, act.at):
        yield Flag.LATE_ENTRY
    if act.skew is not None and abs(act.skew) > SKEW_LIMIT:
        yield Flag.CLOCK_SKEW


def _plan_flags(look: Look, size: LookSize, plan: Plan, facts: Facts) -> Iterator[Flag]:
    """The plan's window, moments and budget (EVRM 8, Awb 5:13: duration, intensity and frequency are counted)."""
    yield from _window_flags(look, size, plan, facts)
    tally = facts.tally(look.case_id)
    if tally.looks + 1 > plan.budget.looks or tally.minutes + size.minutes > plan.budget.minutes:
        yield Flag.OVER_BUDGET
    if tally.by_day.get(size.on, 0) + 1 > plan.budget.looks_a_day:
        yield Flag.OVER_DAY_BUDGET


def _window_flags(look: Look, size: LookSize, plan: Plan, facts: Facts) -> Iterator[Flag]:
    if not plan.starts_on <= size.on <= plan.ends_on:
        yield Flag.OUTSIDE_WINDOW
    if look.slot not in plan.slots or not falls_in(look.slot, look.began_at, SLOT_MARGIN_MINUTES, facts.hours()):
        yield Flag.UNPLANNED_MOMENT
    if size.minutes > plan.budget.minutes_a_look:
        yield Flag.LONG_LOOK


def _place_flags(look: Look, case: Case, plan: Plan | None) -> Iterator[Flag]:
    if case.place(look.place_id) is None or (plan is not None and look.place_id != plan.place_id):
        yield Flag.PLACE_NOT_IN_PLAN
    if not look.is_public_place:
        yield Flag.NOT_PUBLIC


def _on_duty(look: Look, facts: Facts, act: Act) -> bool:
    shift = facts.shift(look.shift_id) if look.shift_id else None
    if shift is None or shift.officer_id != act.officer_id:
        return False
    return shift.begins_at - SHIFT_MARGIN <= look.began_at <= shift.ends_at + SHIFT_MARGIN
