"""A row that comes in is filed by what stands before its body; nobody's words are mistaken for it, and rubbish is noticed."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rules.examples import QUICK

from field_app.rules.vocabulary import Kind
from field_app.rules.wire import canonical
from field_app.store.outbox import Verdict
from field_app.store.phone_store import PhoneStore
from field_app.store.record import FedRow, fed, own

#: Texts that look like what is searched for.
SLY = st.sampled_from(['"case_id":"olm"', '","case":"olm","body":{', ',"body":null}', '"id":"x","name":"withdraw"}', "\\", "ruit"])
KEPT = Verdict("accepted", seq=7, received_at="2026-11-26T08:00:00.000+00:00")


def command(name: str, look: dict[str, Any]) -> bytes:
    return canonical({"id": "een", "device_seq": 3, "name": name, "args": {"look": look}, "at": "2026-11-26T08:00:00.000+00:00"})


def line(text: str, case: str | None) -> bytes:
    """One look as the server feeds it, or as one fed it that did not yet say the case first."""
    head: dict[str, Any] = {"seq": 5, "kind": "observation", "id": "een"}
    body = {"officer_id": "nadia", "look": {"own_position": text, "case_id": "linde"}}
    return json.dumps({**head, **({"case": case} if case else {}), "body": body}, separators=(",", ":")).encode()


@QUICK
@given(SLY, st.sampled_from(["linde", None]))
def test_a_look_is_filed_under_its_case_whatever_somebody_wrote_in_it(text: str, case: str | None) -> None:
    found = next(fed([line(text, case)]))
    assert (found.seq, found.kind, found.id) == (5, Kind.OBSERVATION, "een")
    assert found.body is not None and found.body["look"]["case_id"] == "linde"


@QUICK
@given(SLY)
def test_ones_own_look_is_filed_under_its_case_whatever_one_wrote_in_it(text: str) -> None:
    said = command("record-observation", {"own_position": text, "case_id": "linde"})
    found = next(own([said], [KEPT], "nadia", lambda _: True))
    assert (found.id, found.body) == ("een", {"look": {"case_id": "linde"}})


def test_what_may_no_longer_be_read_comes_without_a_body_also_when_its_case_is_said() -> None:
    gone = b'{"seq":5,"kind":"observation","id":"een","case":"linde","body":null}'
    assert next(fed([gone])) == FedRow(5, Kind.OBSERVATION, "een", None, gone)


@pytest.mark.parametrize("name", ["withdraw-observation", "offer-swap"])
def test_a_command_that_creates_no_row_of_its_own_brings_none(name: str) -> None:
    assert not list(own([command(name, {"case_id": "linde"})], [KEPT], "nadia", lambda _: True))


def test_a_row_that_cannot_be_read_is_noticed_when_its_case_is_asked_for_and_waits_to_be_pulled_anew(phone: PhoneStore) -> None:
    broken = b'{"seq":5,"kind":"observation","id":"een","case":"linde","body":{"look":'
    with phone.saving():
        phone.casebook.take(fed([broken]), 0)
    assert phone.casebook.damaged == 0
    assert phone.casebook.looks_of("linde") == []
    assert phone.casebook.damaged == 1
