"""The forms of plans."""

from __future__ import annotations

from field_app.ui.forms.fields import Args, Day, Number, Pick, Section, Shown, Slots, Switch, Text, YesNo, in_days
from field_app.ui.forms.form import Form
from field_app.ui.text_nl import forms_plan as nl
from field_app.workday.choices import Choices

#: From tomorrow, with the half-way check after a week; the team's window is at most fifteen days.
_FIRST, _HALF_WAY, _LAST = 1, 8, 14
_MINUTES = 5


def places_of_case(choices: Choices) -> tuple[tuple[str, str], ...]:
    """The places of the case by their label: the address stays one tap deeper."""
    return tuple((each.id, f"{each.label} · {each.district}") for each in (choices.case.places if choices.case else ()))


def _has_photos(args: Args) -> bool:
    return bool(args.get("photos"))


FORMS = (
    Form(
        "submit-plan",
        nl.SUBMIT_PLAN,
        (
            Section(
                "where",
                (
                    Pick("place_id", source=places_of_case),
                    Day("starts_on", default=in_days(_FIRST), back=0),
                    Day("mid_check_on", default=in_days(_HALF_WAY), back=0),
                    Day("ends_on", default=in_days(_LAST), back=0),
                ),
            ),
            Section("moments", (Number("looks_a_day", default=2, least=1, most=3), Slots("slots"))),
            Section(
                "limits",
                (
                    Number("looks", least=1),
                    Number("minutes_a_look", default=15, least=1, step=_MINUTES),
                    Number("minutes", least=1, step=_MINUTES),
                ),
            ),
            Section(
                "reasons",
                (
                    Text("why", lines=3),
                    Text("following_reason", is_required=False, lines=2),
                    Number("photos", is_required=False, default=0, most=25),
                    Shown(_has_photos, (Text("photos_reason", lines=2),)),
                    Text("meter_reason", is_required=False, lines=2),
                    Switch("needs_two"),
                ),
            ),
        ),
    ),
    Form("approve-plan", nl.APPROVE_PLAN, (Text("note", is_required=False, lines=2),)),
    Form("return-plan", nl.RETURN_PLAN, (Text("reason", lines=3),)),
    Form("withdraw-plan", nl.WITHDRAW_PLAN, (Text("reason", lines=3),)),
    Form("explain-meter", nl.EXPLAIN_METER, (Text("reason", lines=3),)),
    Form("record-mid-check", nl.RECORD_MID_CHECK, (YesNo("goes_on", words=nl.GOES_ON), Text("note", lines=4, is_checked=True))),
)
