"""The forms at the end of a case, and those of learning and of the resident's own access."""

from __future__ import annotations

from field_app.ui.forms.fields import Choice, Day, Pick, Shown, Text, Words, YesNo, in_days, is_
from field_app.ui.forms.form import Form
from field_app.ui.text_nl import casework, words
from field_app.ui.text_nl import forms_closing as nl
from field_app.workday.choices import Choices

_TODAY = in_days(0)
#: Where a letter carries what was told.
_BY_LETTER = ("LETTER", "BY_HAND", "MAIL")


def _letters(choices: Choices) -> tuple[tuple[str, str], ...]:
    return tuple(
        (each.id, f"{casework.LETTERS[each.kind]} · {words.when(each.written_at, choices.now)}") for each in choices.letters
    )


FORMS = (
    Form(
        "inform-resident",
        nl.INFORM_RESIDENT,
        (
            Choice("way", words=casework.WAYS),
            Day("told_on", default=_TODAY, ahead=0),
            Shown(is_("way", *_BY_LETTER), (Pick("letter_id", is_required=False, source=_letters),)),
            Text("note", lines=3),
        ),
    ),
    Form("postpone-informing", nl.POSTPONE_INFORMING, (Day("until", back=0), Text("reason", lines=3))),
    Form(
        "close-case",
        nl.CLOSE_CASE,
        (
            Choice("retention", words=casework.RETENTIONS, notes=casework.RETENTION_NOTES),
            Text("note", is_required=False, lines=2, is_checked=True),
        ),
    ),
    Form("reopen-case", nl.REOPEN_CASE, (Text("reason", lines=3),)),
    Form("place-hold", nl.PLACE_HOLD, (Choice("kind", words=casework.HOLDS), Text("reason", lines=2))),
    Form("lift-hold", nl.LIFT_HOLD, (Text("reason", lines=2),)),
    Form(
        "record-ruling",
        nl.RECORD_RULING,
        (
            Choice("on", words=casework.RULED_ON),
            Choice("ruling", words=casework.RULINGS),
            Day("ruled_on", default=_TODAY, ahead=0),
            Text("lesson", is_required=False, lines=3),
        ),
    ),
    Form("ask-destruction", nl.ASK_DESTRUCTION, (Text("why", lines=2),)),
    Form(
        "record-lesson",
        nl.RECORD_LESSON,
        (Text("text", lines=4, is_checked=True), Day("follow_up_on", default=in_days(90), back=0)),
    ),
    Form("follow-up-lesson", nl.FOLLOW_UP_LESSON, (Text("what", lines=4),)),
    Form(
        "ask-access",
        nl.ASK_ACCESS,
        (Text("dossier_number"), Day("asked_on", default=_TODAY, ahead=0), Text("note", is_required=False, lines=2)),
    ),
    Form(
        "check-access",
        nl.CHECK_ACCESS,
        (YesNo("is_good", words=nl.IS_GOOD), Words("masks", is_required=False), Text("note", lines=3)),
    ),
)
