"""The rule of following: its own record with where it stopped and why, kept always, flagged where the plan did not approve it."""

from __future__ import annotations

from collections.abc import Iterator

from field_app.rules.arriving_late import flags_after, noted
from field_app.rules.cases import permits
from field_app.rules.cases.deskwork import parts
from field_app.rules.clock import SKEW_LIMIT
from field_app.rules.dossier.case_records import Case
from field_app.rules.dossier.plan_records import Plan
from field_app.rules.dossier.work_commands import RecordFollowing
from field_app.rules.dossier.work_records import Following
from field_app.rules.facts import Change, Facts, LookSize, minutes_of
from field_app.rules.observations import LATE_AFTER, Act, Outcome
from field_app.rules.refusals import Code, Refused
from field_app.rules.shift_changes import row
from field_app.rules.vocabulary import Flag, Kind, local


def record(command: RecordFollowing, facts: Facts, act: Act) -> Outcome:
    """A following action (counted apart and heavily: RBZWB:2020:1047). It is also a look: somebody was watched."""
    permits.actor(facts, act)
    case = facts.case(command.case_id)
    if case is None:
        raise Refused(Code.CASE_UNKNOWN, case_id=command.case_id)
    _check(command, act)
    plan = facts.plan(case.plan_id) if case.plan_id else None
    flags = tuple(_flags(command, case, plan, act))
    following = Following(
        id=act.command_id, officer_id=act.officer_id, recorded_at=act.at, received_at=act.received_at,
        plan_id=plan.id if plan and plan.allows_following else None, flags=tuple(each.value for each in flags), **parts(command),
    )  # fmt: skip
    made = row(Kind.FOLLOWING, following)
    size = LookSize(case.id, local(command.began_at).date(), minutes_of(command.ended_at - command.began_at))
    return Outcome((Change(made.kind, made.id, made.body, looked=size), *noted(case)), flags)


def _check(command: RecordFollowing, act: Act) -> None:
    if command.ended_at < command.began_at:
        raise Refused(Code.END_BEFORE_BEGIN)
    if command.ended_at > act.at:
        raise Refused(Code.END_IN_FUTURE)
    for name in ("began_where", "stopped_where", "stopped_why"):
        permits.text(getattr(command, name), name)
    if act.at - command.ended_at > LATE_AFTER:
        permits.text(command.late_reason or "", "late_reason")


def _flags(command: RecordFollowing, case: Case, plan: Plan | None, act: Act) -> Iterator[Flag]:
    if plan is None or not plan.allows_following:
        yield Flag.FOLLOWING_NOT_APPROVED
    if plan is not None and not plan.starts_on <= local(command.began_at).date() <= plan.ends_on:
        yield Flag.OUTSIDE_WINDOW
    if act.at - command.ended_at > LATE_AFTER:
        yield Flag.LATE_ENTRY
    if act.skew is not None and abs(act.skew) > SKEW_LIMIT:
        yield Flag.CLOCK_SKEW
    yield from flags_after(case)
