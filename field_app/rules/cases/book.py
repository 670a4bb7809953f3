"""Which rule judges which command of casework."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from field_app.rules.cases import caseload, listing, plans, signals
from field_app.rules.dossier import list_commands as s
from field_app.rules.dossier import plan_commands as p
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
}
