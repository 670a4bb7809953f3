"""Faults at the door of the server: who is let in, what is shown to whom, and how much of anything is taken."""

from __future__ import annotations

import json
from typing import Any

from .fault import Fault


def _rows_of_all_teams() -> None:
    from sync_server.store.rows import TeamRows  # noqa: PLC0415  # only where it is planted

    def row(self: TeamRows, kind: str, row_id: str) -> Any:
        found = self._database.execute("select body from rows where kind = ? and id = ?", [kind, row_id]).fetchone()
        return None if found is None else json.loads(found[0])

    TeamRows.row = row  # type: ignore[method-assign]  # that is the fault


def _any_key() -> None:
    from sync_server import identity  # noqa: PLC0415  # only where it is planted

    identity.is_signed = lambda *_: True  # type: ignore[attr-defined]  # the name that it imported


def _nonces_for_ever() -> None:
    from sync_server.identity import Nonces  # noqa: PLC0415  # only where it is planted

    Nonces.use = lambda *_: None  # type: ignore[method-assign]  # that is the fault


def _uncounted_guesses() -> None:
    from sync_server.store.people import People  # noqa: PLC0415  # only where it is planted

    People.count_try = lambda *_: None  # type: ignore[method-assign]  # that is the fault


def _joiners_tidied() -> None:
    from field_app.rules import wire  # noqa: PLC0415  # only where it is planted

    whole = wire.compact
    wire.compact = lambda value: whole(value).replace("\u200d", "")


def _bombs_unpacked() -> None:
    from sync_server import gate  # noqa: PLC0415  # only where it is planted

    gate.unpacked.__defaults__ = (2**31,)


def _queue_without_end() -> None:
    from sync_server import desk  # noqa: PLC0415  # only where it is planted

    desk._MOST_WAITING = 10**9


_PROVEN = "tests/server/test_proof.py::test_without_the_right_proof_nobody_gets_in[POST-/v1/sync]"


def _json_unguarded() -> None:
    from sync_server import api, quick_json  # noqa: PLC0415  # only where it is planted

    api.__dict__["json_object"] = quick_json.parsed


def _plain_refusals() -> None:
    from sync_server import openapi, problems  # noqa: PLC0415  # only where it is planted

    assert openapi.SYNC, "the document was written before the fault"
    problems.__dict__["MEDIA_TYPE"] = "application/json"


FAULTS = (
    Fault(
        "rows-of-all-teams",
        "P10",
        "a row is found by its id, whichever team it is of",
        "tests/server/test_foreign_ids.py::test_on_every_route_another_teams_ids_get_what_nobodys_get",
        _rows_of_all_teams,
    ),
    Fault(
        "json-unguarded",
        "P11",
        "a body that is no JSON object is a fault of the server",
        "tests/server/test_made_up_requests.py::test_odd_bodies_and_headers_are_answered_as_the_document_tells_and_never_by_a_fault",
        _json_unguarded,
    ),
    Fault(
        "plain-refusals",
        "P11",
        "a refusal is no problem document, and the OpenAPI document does not tell",
        "tests/server/test_openapi.py::test_no_route_answers_made_up_requests_with_a_fault_or_with_what_the_document_does_not_tell",
        _plain_refusals,
    ),
    Fault("any-key", "P14", "a signature with any key will do", _PROVEN, _any_key),
    Fault("nonces-for-ever", "P14", "a nonce works as often as one likes", _PROVEN, _nonces_for_ever),
    Fault(
        "uncounted-guesses",
        "P15",
        "a wrong guess at a code is not counted",
        "tests/server/test_guessing.py::test_five_guesses_are_all_there_are_with_the_server_killed_after_each",
        _uncounted_guesses,
    ),
    Fault(
        "joiners-tidied",
        "P19",
        "a text loses its zero-width joiners on the road",
        "tests/rules/test_naughty_strings.py::test_every_naughty_string_comes_through_every_text_field_byte_for_byte",
        _joiners_tidied,
    ),
    Fault(
        "bombs-unpacked",
        "P20",
        "a small body is unpacked however large it becomes",
        "tests/server/test_flood.py::test_too_much_at_once_is_refused_and_other_phones_are_served",
        _bombs_unpacked,
    ),
    Fault(
        "queue-without-end",
        "P20",
        "the desk takes on more and more work, and nobody is asked to come back later",
        "tests/server/test_desk.py::test_a_busy_server_says_429_and_when_to_come_back_while_the_door_still_answers",
        _queue_without_end,
    ),
)
