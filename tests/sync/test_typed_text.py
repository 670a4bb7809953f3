"""What is typed is told with the time at which it was begun, not with the time of sealing."""

from __future__ import annotations

from datetime import datetime

import pytest
from running import Office, Phone

from field_app.rules.vocabulary import FactKind, Result


@pytest.fixture
def phone(office: Office) -> Phone:
    return office.phone()


def told(phone: Phone, draft_id: str, text: str) -> datetime:
    return next(each.at for each in phone.workday.seal(draft_id).facts if each.text == text)


def test_typed_text_has_the_time_of_its_first_letter(phone: Phone) -> None:
    draft_id = phone.workday.begin("linde", Result.SEEN).draft.id
    phone.watch.forward(minutes=1)
    began = phone.watch.now()
    phone.workday.change(draft_id, free_text="M")
    phone.watch.forward(seconds=20)
    phone.workday.change(draft_id, free_text="Man stapt in bus.")
    phone.workday.add_fact(draft_id, FactKind.VEHICLE, "Vertrekt")
    phone.watch.forward(minutes=3)
    assert told(phone, draft_id, "Man stapt in bus.") == began


def test_a_text_that_was_emptied_begins_anew(phone: Phone) -> None:
    draft_id = phone.workday.begin("linde", Result.SEEN).draft.id
    phone.workday.change(draft_id, free_text="Vrouw")
    phone.workday.change(draft_id, free_text=" ")
    phone.watch.forward(minutes=2)
    anew = phone.watch.now()
    phone.workday.change(draft_id, free_text="Man")
    phone.watch.forward(minutes=1)
    assert told(phone, draft_id, "Man") == anew
