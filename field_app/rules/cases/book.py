"""Which rule judges which command of casework."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from field_app.rules.cases import (
    access,
    caseload,
    closing,
    contacts,
    decisions,
    deskwork,
    destruction,
    following,
    hearing,
    holds,
    informing,
    lessons,
    letters,
    listing,
    plans,
    remarks,
    requests,
    signals,
)
from field_app.rules.dossier import closing_commands as c
from field_app.rules.dossier import decision_commands as d
from field_app.rules.dossier import list_commands as s
from field_app.rules.dossier import plan_commands as p
from field_app.rules.dossier import work_commands as w
from field_app.rules.facts import Facts
from field_app.rules.observations import Act, Outcome

CASE_RULES: dict[type[Any], Callable[[Any, Facts, Act], Outcome]] = {
    s.RecordSignal: signals.record,
    s.DismissSignal: signals.dismiss,
    s.OpenCase: caseload.open_case,
    s.DescribeCase: caseload.describe,
    s.AddPlace: caseload.add_place,
    s.AddSubject: caseload.add_subject,
    s.HandOver: caseload.hand_over,
    s.SetBuddy: caseload.set_buddy,
    s.NominateCase: listing.nominate,
    s.WithdrawNomination: listing.withdraw,
    s.OrderNominations: listing.order,
    s.TakePlace: listing.take_place,
    p.SubmitPlan: plans.submit,
    p.ApprovePlan: plans.approve,
    p.ReturnPlan: plans.send_back,
    p.WithdrawPlan: plans.withdraw,
    p.ExplainMeter: plans.explain_meter,
    p.RecordMidCheck: plans.mid_check,
    d.ProposeDecision: decisions.propose,
    d.ReadDecision: decisions.read,
    d.SettleDecision: decisions.settle,
    d.ReviewDecision: decisions.review,
    d.RecordVisit: hearing.visit,
    d.RecordTalk: hearing.talk,
    d.AddRemark: remarks.add,
    w.RecordFinding: deskwork.record,
    w.RecordFollowing: following.record,
    w.WriteLetter: letters.write,
    w.SendLetter: letters.send,
    w.RecordCall: contacts.record_call,
    w.AskCallback: contacts.ask_callback,
    w.TryCallback: contacts.try_callback,
    w.PassCallback: contacts.pass_on,
    w.CloseCallback: contacts.close,
    w.AskInformation: requests.ask,
    w.ReceiveInformation: requests.receive,
    c.InformResident: informing.inform,
    c.PostponeInforming: informing.postpone,
    c.CloseCase: closing.close,
    c.ReopenCase: closing.reopen,
    c.PlaceHold: holds.place,
    c.LiftHold: holds.lift,
    c.RecordRuling: holds.rule,
    c.AskDestruction: destruction.ask,
    c.ConfirmDestruction: destruction.confirm,
    c.RecordLesson: lessons.record,
    c.FollowUpLesson: lessons.follow_up,
    c.AskAccess: access.ask,
    c.CheckAccess: access.check,
}
