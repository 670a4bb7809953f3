"""The forms of the work besides observing."""

from __future__ import annotations

from field_app.rules.dossier.words import LetterKind, Way
from field_app.ui.forms.decision_forms import FACTS
from field_app.ui.forms.fields import (
    Choice,
    Day,
    Group,
    LetterText,
    Moment,
    Person,
    Shown,
    Switch,
    Text,
    Whom,
    YesNo,
    in_days,
    is_,
    now,
    under,
)
from field_app.ui.forms.form import Form
from field_app.ui.text_nl import casework
from field_app.ui.text_nl import forms_work as nl

_TODAY = in_days(0)
_YEARS_BACK = 3_650
_BY_HAND = under("by_hand", Moment("began_at"), Moment("ended_at"), Text("seen", is_required=False, lines=2, is_checked=True))

FORMS = (
    Form(
        "record-finding",
        nl.RECORD_FINDING,
        (
            Text("system"),
            Moment("consulted_at", default=now),
            Text("ground", lines=2),
            Text("finding", lines=4, is_checked=True),
            YesNo("is_exculpatory"),
        ),
    ),
    Form(
        "record-following",
        nl.RECORD_FOLLOWING,
        (
            Moment("began_at"),
            Moment("ended_at"),
            Text("began_where"),
            Text("stopped_where"),
            Text("stopped_why", lines=2),
            FACTS,
            Switch("is_exculpatory"),
            Text("late_reason", is_required=False),
        ),
    ),
    Form(
        "write-letter",
        nl.WRITE_LETTER,
        (
            Choice("kind", words=casework.LETTERS),
            Text("reason", lines=2),
            Text("purpose", lines=2),
            Person("contact_id"),
            Shown(is_("kind", LetterKind.INVITATION), (Moment("meets_at", is_ahead=True),)),
            LetterText("text", lines=8),
        ),
    ),
    Form(
        "send-letter",
        nl.SEND_LETTER,
        (
            Choice("way", words={way: casework.WAYS[way] for way in (Way.LETTER, Way.BY_HAND, Way.MAIL)}),
            Day("sent_on", default=_TODAY, ahead=0),
            Shown(is_("way", Way.BY_HAND), _BY_HAND),
        ),
    ),
    Form(
        "record-call",
        nl.RECORD_CALL,
        (
            Moment("called_at", default=now),
            Text("with_whom"),
            YesNo("was_reached"),
            Text("said", is_required=False, default="", lines=4, is_checked=True),
        ),
    ),
    Form(
        "ask-callback",
        nl.ASK_CALLBACK,
        (
            Moment("asked_at", default=now),
            Text("who"),
            Text("about", lines=2),
            Person("by", is_required=False, whom=Whom.COLLEAGUE, none=nl.MYSELF),
        ),
    ),
    Form("try-callback", nl.TRY_CALLBACK, (Moment("called_at", default=now), YesNo("was_reached"), Text("note", lines=3))),
    Form("pass-callback", nl.PASS_CALLBACK, (Person("to", whom=Whom.COLLEAGUE), Text("reason", lines=2))),
    Form("close-callback", nl.CLOSE_CALLBACK, (Text("why", lines=3),)),
    Form(
        "ask-information",
        nl.ASK_INFORMATION,
        (
            Group(
                "items",
                (
                    Choice("item", words=casework.ITEMS, barred=casework.IN_REGISTER),
                    Text("why", lines=2),
                    Day("period_from", back=_YEARS_BACK),
                    Day("period_until", back=_YEARS_BACK),
                    Text("note", is_required=False),
                ),
                least=1,
            ),
            Day("due_on", back=0),
        ),
    ),
    Form(
        "receive-information",
        nl.RECEIVE_INFORMATION,
        (Day("received_on", default=_TODAY, ahead=0), Text("what", lines=3), YesNo("is_complete")),
    ),
)
