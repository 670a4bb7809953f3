"""The forms from a signal to a place on the shared list."""

from __future__ import annotations

from field_app.rules.dossier.words import Bond
from field_app.rules.vocabulary import Sightline
from field_app.ui.forms.fields import (
    Choice,
    Day,
    Group,
    Person,
    Pick,
    Section,
    Switch,
    Text,
    Whom,
    YesNo,
    in_days,
    under,
)
from field_app.ui.forms.form import Form
from field_app.ui.text_nl import casework, words
from field_app.ui.text_nl import forms_list as nl

_LONG_AGO = 44_000
_SUBJECT = (
    Text("name"),
    Choice("bond", default=Bond.SUBJECT.value, words=casework.BONDS),
    Day("born_on", is_required=False, back=_LONG_AGO, ahead=0, is_typed=True),
    Text("dossier_number", is_required=False),
)
_PLACE = (
    Text("label"),
    Text("address"),
    Text("district"),
    Text("viewpoint", lines=2),
    Switch("is_public_place", default=True),
    Choice("sightline", default=Sightline.FREE.value, words=words.SIGHTLINES),
    Switch("street_lighting", default=True),
)

FORMS = (
    Form(
        "record-signal",
        nl.RECORD_SIGNAL,
        (
            Choice("source", words=casework.SOURCES),
            Day("received_on", default=in_days(0), ahead=0),
            Text("content", lines=4, is_checked=True),
            Choice("reliability", words=casework.RELIABILITIES),
            Switch("is_anonymous"),
        ),
    ),
    Form("dismiss-signal", nl.DISMISS_SIGNAL, (Text("reason", lines=3),)),
    Form(
        "open-case",
        nl.OPEN_CASE,
        (
            Pick("code_name", source=lambda choices: tuple((each, each) for each in choices.code_names)),
            Choice("topic", words={topic: words.upper_first(said) for topic, said in words.TOPICS.items()}),
            Group("subjects", _SUBJECT, least=1),
            Group("places", _PLACE, least=1),
        ),
    ),
    Form(
        "describe-case",
        nl.DESCRIBE_CASE,
        (
            Section(
                "ask",
                (
                    Text("question", is_required=False, default="", lines=2),
                    Text("hypothesis", is_required=False, default="", lines=3, is_checked=True),
                    Text("counter_hypothesis", is_required=False, default="", lines=3),
                    Text("legal_basis", is_required=False, default=""),
                ),
            ),
            Section(
                "lighter",
                (Group("lighter_means", (Choice("mean", words=casework.MEANS), YesNo("was_tried"), Text("what", lines=2))),),
            ),
            Section(
                "around",
                (
                    Text("circumstances", is_required=False, default="", lines=3, is_checked=True),
                    Day("period_from", is_required=False, back=3_650),
                    Day("period_until", is_required=False, back=3_650),
                ),
            ),
        ),
    ),
    Form("add-place", nl.ADD_PLACE, under("place", *_PLACE)),
    Form("add-subject", nl.ADD_SUBJECT, under("subject", *_SUBJECT)),
    Form(
        "hand-over",
        nl.HAND_OVER,
        (Person("to", whom=Whom.NEXT_OWNER), Text("reason", lines=2), Text("note", lines=4)),
    ),
    Form("set-buddy", nl.SET_BUDDY, (Person("buddy_id", is_required=False, whom=Whom.NEXT_OWNER, none=nl.NO_BUDDY),)),
    Form("nominate-case", nl.NOMINATE_CASE, (Text("why", lines=3),)),
)
