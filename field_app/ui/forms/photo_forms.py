"""The forms of photos that are sealed already: making more of one unseen, and asking for and allowing an original."""

from __future__ import annotations

from field_app.ui.forms.fields import Areas, Text
from field_app.ui.forms.form import Form
from field_app.ui.text_nl import forms_photo as nl

FORMS = (
    Form("blur-photo", nl.BLUR_PHOTO, (Areas("areas"), Text("reason", lines=2))),
    Form("ask-original", nl.ASK_ORIGINAL, (Text("reason", lines=3),)),
    Form("allow-original", nl.ALLOW_ORIGINAL, (Text("note", lines=3),)),
)
