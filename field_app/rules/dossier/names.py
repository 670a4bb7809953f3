"""The names under which the commands of casework travel."""

from __future__ import annotations

from field_app.rules.dossier import closing_commands as c
from field_app.rules.dossier import decision_commands as d
from field_app.rules.dossier import list_commands as s
from field_app.rules.dossier import plan_commands as p
from field_app.rules.dossier import work_commands as w

CaseCommand = (
    s.RecordSignal | s.DismissSignal | s.OpenCase | s.DescribeCase | s.AddPlace | s.AddSubject | s.HandOver | s.SetBuddy
    | s.NominateCase | s.WithdrawNomination | s.OrderNominations | s.TakePlace
    | p.SubmitPlan | p.ApprovePlan | p.ReturnPlan | p.WithdrawPlan | p.ExplainMeter | p.RecordMidCheck
    | d.ProposeDecision | d.ReadDecision | d.SettleDecision | d.ReviewDecision | d.RecordVisit | d.RecordTalk | d.AddRemark
    | w.RecordFinding | w.RecordFollowing | w.WriteLetter | w.SendLetter | w.RecordCall
    | w.AskCallback | w.TryCallback | w.PassCallback | w.CloseCallback | w.AskInformation | w.ReceiveInformation
    | c.InformResident | c.PostponeInforming | c.CloseCase | c.ReopenCase | c.PlaceHold | c.LiftHold | c.RecordRuling
    | c.AskDestruction | c.ConfirmDestruction | c.RecordLesson | c.FollowUpLesson | c.AskAccess | c.CheckAccess
)  # fmt: skip

CASE_NAMES: dict[str, type[CaseCommand]] = {
    "record-signal": s.RecordSignal,
    "dismiss-signal": s.DismissSignal,
    "open-case": s.OpenCase,
    "describe-case": s.DescribeCase,
    "add-place": s.AddPlace,
    "add-subject": s.AddSubject,
    "hand-over": s.HandOver,
    "set-buddy": s.SetBuddy,
    "nominate-case": s.NominateCase,
    "withdraw-nomination": s.WithdrawNomination,
    "order-nominations": s.OrderNominations,
    "take-place": s.TakePlace,
    "submit-plan": p.SubmitPlan,
    "approve-plan": p.ApprovePlan,
    "return-plan": p.ReturnPlan,
    "withdraw-plan": p.WithdrawPlan,
    "explain-meter": p.ExplainMeter,
    "record-mid-check": p.RecordMidCheck,
    "propose-decision": d.ProposeDecision,
    "read-decision": d.ReadDecision,
    "settle-decision": d.SettleDecision,
    "review-decision": d.ReviewDecision,
    "record-visit": d.RecordVisit,
    "record-talk": d.RecordTalk,
    "add-remark": d.AddRemark,
    "record-finding": w.RecordFinding,
    "record-following": w.RecordFollowing,
    "write-letter": w.WriteLetter,
    "send-letter": w.SendLetter,
    "record-call": w.RecordCall,
    "ask-callback": w.AskCallback,
    "try-callback": w.TryCallback,
    "pass-callback": w.PassCallback,
    "close-callback": w.CloseCallback,
    "ask-information": w.AskInformation,
    "receive-information": w.ReceiveInformation,
    "inform-resident": c.InformResident,
    "postpone-informing": c.PostponeInforming,
    "close-case": c.CloseCase,
    "reopen-case": c.ReopenCase,
    "place-hold": c.PlaceHold,
    "lift-hold": c.LiftHold,
    "record-ruling": c.RecordRuling,
    "ask-destruction": c.AskDestruction,
    "confirm-destruction": c.ConfirmDestruction,
    "record-lesson": c.RecordLesson,
    "follow-up-lesson": c.FollowUpLesson,
    "ask-access": c.AskAccess,
    "check-access": c.CheckAccess,
}
