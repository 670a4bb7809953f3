"""Whoever has the server's own file cannot make the dossier say of a look what no command said."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from typing import Any

import pytest
from people import RUBEN, TEAM
from running import Office

from server.played_case import PlayedCase
from server.test_report import file_of
from sync_server.keys import log_key
from sync_server.report.checking import faults
from sync_server.report.making import Maker

Body = dict[str, Any]
EDITS: dict[str, tuple[str, Callable[[Body], Any]]] = {
    "another officer": ("seen", lambda body: body.update(officer_id=RUBEN.id)),
    "another time": ("seen", lambda body: body.update(recorded_at="2026-11-18T03:00:00.000+01:00")),
    "no flags": ("seen", lambda body: body.update(flags=[])),
    "a withdrawal that nobody said": (
        "quiet",
        lambda body: body.update(withdrawn={"at": "2026-11-19T06:14:00.000+01:00", "reason": "x", "command_id": "zz"}),
    ),
    "a withdrawal taken out": ("wrong", lambda body: body.pop("withdrawn")),
}


@pytest.fixture
def played(office: Office) -> PlayedCase:
    return PlayedCase(office).opened().looked()


def told(office: Office, played: PlayedCase) -> list[str]:
    office.at_desk(lambda store: store.forget_facts())
    return faults(Maker(log_key(office.folder)).export(file_of(played)))[0]


def changed(office: Office, row_id: str, change: Callable[[Body], Any], new_id: str | None = None) -> None:
    """The row as somebody with the file writes it, or under another id beside it."""
    with closing(sqlite3.connect(office.folder / "ronde.db")) as file:
        found = file.execute("select * from rows where kind = 'observation' and id = ? and team = ?", [row_id, TEAM.id])
        names, row = [each[0] for each in found.description], list(found.fetchone())
        body = json.loads(row[names.index("body")])
        change(body)
        row[names.index("body")], row[names.index("id")] = json.dumps(body), new_id or row_id
        file.execute(f"insert or replace into rows values ({', '.join('?' * len(row))})", row)  # noqa: S608  # question marks only
        file.commit()


def test_a_dossier_that_nobody_touched_is_sound(office: Office, played: PlayedCase) -> None:
    assert told(office, played) == []


@pytest.mark.parametrize("edit", EDITS)
def test_a_look_that_says_something_else_than_its_command_is_named(office: Office, played: PlayedCase, edit: str) -> None:
    row_id, change = EDITS[edit]
    changed(office, row_id, change)
    assert [each for each in told(office, played) if f"Waarneming {row_id} " in each]


def test_a_look_that_no_device_recorded_is_named(office: Office, played: PlayedCase) -> None:
    changed(office, "quiet", lambda body: None, "invented")
    assert [each for each in told(office, played) if "Waarneming invented " in each]
