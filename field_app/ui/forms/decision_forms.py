"""The forms of the decision, the home visit and the talk."""

from __future__ import annotations

from field_app.rules.dossier.words import Consent, DecisionKind, Signed
from field_app.rules.vocabulary import Certainty
from field_app.ui.forms.fields import (
    Choice,
    Entries,
    Group,
    Moment,
    Part,
    Person,
    Section,
    Shown,
    Switch,
    Text,
    Whom,
    YesNo,
    is_,
    now,
    steps,
)
from field_app.ui.forms.form import Form
from field_app.ui.text_nl import casework, words
from field_app.ui.text_nl import forms_decision as nl

CAUTION = Part("caution", (Moment("given_at", default=now), Text("wording", lines=2)))
FACTS = Group(
    "facts",
    (
        Moment("at", default=now),
        Choice("kind", words={kind: words.upper_first(said) for kind, said in words.KINDS.items()}),
        Text("text", lines=2, is_checked=True),
        Choice("certainty", default=Certainty.SEEN_MYSELF.value, words=words.CERTAINTIES),
    ),
)

#: Their next step is a burden of its own, which must be weighed (Awb 3:4).
_WEIGHED = (DecisionKind.HOME_VISIT, DecisionKind.EXTEND, DecisionKind.HANDOVER_CRIMINAL)
_DECISION = (
    Section(
        "outcome",
        (
            Choice("kind", words=casework.DECISIONS, notes=casework.DECISION_NOTES),
            Choice("answered", words=casework.ANSWERED),
        ),
    ),
    Section(
        "evidence",
        (
            Entries("facts_for", is_required=False),
            Entries("facts_against", is_required=False, is_against=True),
            Entries("considered", is_required=False, is_table=True),
            Text("gaps", lines=3),
        ),
    ),
    Section(
        "reason",
        (
            Text("explanation", lines=4),
            Shown(is_("kind", DecisionKind.HOME_VISIT), (Text("ground", lines=3),)),
            Shown(is_("kind", *_WEIGHED), (Text("proportionality", lines=2),)),
            Switch("fine_possible"),
        ),
    ),
    Section(
        "person",
        (
            Text("circumstances", is_required=False, lines=2, is_checked=True),
            Text("alternatives", is_required=False, lines=2),
            Text("tailored_reason", is_required=False, lines=2),
        ),
    ),
    Section("eyes", (Person("second_reader", whom=Whom.SECOND_READER),)),
)

_INSIDE = is_("consent", Consent.GIVEN)
_VISIT = steps(
    Section("before", (Text("ground", lines=3), Person("companion_id", is_required=False, whom=Whom.COLLEAGUE), Moment("came_at"))),
    Section("identify", (Moment("identified_at", is_required=False),)),
    Section("explain", (Switch("told_purpose"), Switch("told_consequences"))),
    Section(
        "ask",
        (
            Choice("consent", words=casework.CONSENTS),
            Shown(is_("consent", Consent.GIVEN, Consent.REFUSED), (Text("consented_by"), Switch("is_resident"))),
            Shown(_INSIDE, (Moment("consent_at", is_required=False),)),
            Shown(is_("consent", Consent.REFUSED), (Text("refusal", lines=2),)),
        ),
    ),
    Section(
        "enter",
        (Shown(_INSIDE, (Moment("entered_at", is_required=False),)), Text("circumstances_heeded", is_required=False, lines=2)),
    ),
    Section("caution_step", (CAUTION,)),
    Section("seen", (FACTS,)),
    Section("told", (Text("account", is_required=False, lines=4),)),
    Section("leave", (Moment("left_at"), Text("report", is_required=False, lines=5, is_checked=True))),
)

_TALK = (
    Section("when", (YesNo("came"), Moment("began_at"), Moment("ended_at"), Text("present", is_required=False, lines=2))),
    Shown(
        is_("came", True),
        (
            Section("caution_step", (CAUTION,)),
            Section(
                "told",
                (Text("account", is_required=False, lines=5), Text("circumstances", is_required=False, lines=2, is_checked=True)),
            ),
            Section(
                "paper",
                (
                    Text("statement", is_required=False, lines=5),
                    Switch("was_read_back"),
                    Choice("signed", is_required=False, default=Signed.NOT_ASKED.value, words=casework.SIGNED),
                ),
            ),
        ),
    ),
)

FORMS = (
    Form("propose-decision", nl.PROPOSE_DECISION, _DECISION),
    Form("read-decision", nl.READ_DECISION, (YesNo("agrees", words=nl.AGREES), Text("text", lines=4))),
    Form("settle-decision", nl.SETTLE_DECISION, (YesNo("stands", words=nl.STANDS), Text("why", lines=4))),
    Form(
        "review-decision",
        nl.REVIEW_DECISION,
        (Entries("considered", is_required=False, is_table=True), YesNo("stands", words=nl.STANDS), Text("why", lines=4)),
    ),
    Form("record-visit", nl.RECORD_VISIT, _VISIT),
    Form("record-talk", nl.RECORD_TALK, _TALK),
    Form("add-remark", nl.ADD_REMARK, (Text("text", lines=4, is_checked=True), Switch("from_resident"))),
)
