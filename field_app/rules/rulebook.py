"""The one door to the rules: a command, judged against the facts, gives changes and flags, or a refusal."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from field_app.rules import availability, notes, observations, pins, planning, safety, shifts, swaps
from field_app.rules import commands as c
from field_app.rules import roster_commands as r
from field_app.rules import safety_commands as s
from field_app.rules.cases import blurring, originals
from field_app.rules.cases.book import CASE_RULES
from field_app.rules.dossier import photo_commands as p
from field_app.rules.facts import Change, Facts
from field_app.rules.observations import Act, Outcome
from field_app.rules.refusals import Code, Refused

#: Commands whose own new row the phone can write by itself once it has the verdict, so that it need not travel back.
CREATES_ITS_ROW = frozenset({"record-observation", "correct-observation"})

_Rule = Callable[[Any, Facts, Act], Outcome]
_RULES: dict[type[Any], _Rule] = {
    c.RecordObservation: observations.record,
    c.CorrectObservation: observations.correct,
    c.WithdrawObservation: observations.withdraw,
    c.StartShift: shifts.start,
    c.EndShift: shifts.end,
    r.SayAvailability: availability.say,
    r.WithdrawAvailability: availability.withdraw,
    r.ReportSick: availability.report_sick,
    r.OfferSwap: swaps.offer,
    r.AcceptSwap: swaps.accept,
    r.DeclineSwap: swaps.decline,
    r.WithdrawSwap: swaps.withdraw,
    r.ApproveSwap: swaps.approve,
    r.TakeShift: swaps.take,
    r.SplitShift: shifts.split,
    r.MarkSeen: shifts.mark_seen,
    r.BringNote: notes.bring,
    r.AssignShift: planning.assign,
    r.AddShift: planning.add,
    r.CancelShift: planning.cancel,
    r.AskProposal: planning.ask_proposal,
    r.StopProposal: planning.stop_proposal,
    r.PublishRoster: planning.publish,
    r.PinStop: pins.pin_stop,
    s.StartTimer: safety.start_timer,
    s.ExtendTimer: safety.extend_timer,
    s.StopTimer: safety.stop_timer,
    s.RaiseAlarm: safety.raise_alarm,
    s.AnswerAlarm: safety.answer_alarm,
    s.EndAlarm: safety.end_alarm,
    s.RecordIncident: safety.record_incident,
    p.BlurPhoto: blurring.blur,
    p.AskOriginal: originals.ask,
    p.AllowOriginal: originals.allow,
    **CASE_RULES,
}


def apply(command: c.Command, facts: Facts, act: Act) -> Outcome:
    """What this command changes. Raises `Refused`."""
    if facts.officer(act.officer_id) is None:
        raise Refused(Code.OFFICER_UNKNOWN, officer_id=act.officer_id)
    return _RULES[type(command)](command, facts, act)


def created_row(name: str, act: Act, flags: tuple[str, ...]) -> Change:
    """The row that an accepted command of one's own brought into being, without asking the server for it again."""
    if name not in CREATES_ITS_ROW:
        raise ValueError(f"{name} creates no row of its own")
    return observations.created(act, flags, None)
