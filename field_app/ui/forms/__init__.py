"""The forms of casework: for each command what is asked, in which order and when; no drawing here."""

from field_app.ui.forms import closing_forms, decision_forms, list_forms, photo_forms, plan_forms, work_forms
from field_app.ui.forms.form import Form

#: Each form by the name of its command.
FORMS: dict[str, Form] = {
    each.name: each
    for each in (
        *list_forms.FORMS,
        *plan_forms.FORMS,
        *decision_forms.FORMS,
        *work_forms.FORMS,
        *closing_forms.FORMS,
        *photo_forms.FORMS,
    )
}

__all__ = ["FORMS", "Form"]
