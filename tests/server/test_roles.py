"""Roles decide who sees a dossier: who administers, audits or only plans gets none of it, and may do nothing with it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from people import LINDE, NADIA, TEAM
from running import Office, put

from field_app.rules.dossier.list_commands import NominateCase
from field_app.rules.records import Officer
from field_app.rules.refusals import Code, Refused
from field_app.rules.vocabulary import CaseStatus, Role
from sync_server.admin.cli import main

BLIND = {role: Officer(f"blind-{role.value.lower()}", role.value, (role,)) for role in (Role.ADMIN, Role.AUDITOR, Role.PLANNER)}
READER = Officer("reader", "Samira Bakker", (Role.SECOND_READER,))
_DOSSIER = {"case", "plan", "observation", "signal", "decision"}


@pytest.mark.parametrize("role", BLIND)
def test_who_has_nothing_to_do_with_dossiers_gets_none_on_the_phone(office: Office, role: Role) -> None:
    put(office.folder, BLIND[role])
    nadia = office.phone(NADIA)
    nadia.look()
    nadia.round()
    phone = office.phone(BLIND[role])
    assert not {kind for kind, _ in phone.bodies()} & _DOSSIER
    assert {"team", "officer"} <= {kind for kind, _ in phone.bodies()}
    assert not phone.round().pulled_anew, "and does not notice a hole"
    with pytest.raises(Refused) as no:
        phone.workday.say(NominateCase(LINDE.id, "nu"))
    assert no.value.code is Code.NOT_PERMITTED


def test_a_second_reader_reads_all_also_what_is_somebodys_own(office: Office) -> None:
    put(office.folder, READER, replace(LINDE, id="kept", status=CaseStatus.CASELOAD, owner_id=NADIA.id))
    assert ("case", "kept") in office.phone(READER).bodies()


def test_the_office_gives_each_role_by_name(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    office.server.stop()
    where = ["--folder", str(office.folder), "--team", TEAM.name]
    for word, role in (
        ("--second-reader", "tweede lezer of jurist"),
        ("--admin", "functioneel beheerder"),
        ("--auditor", "auditor"),
    ):
        assert main(["officer", "add", f"Iemand {word}", word, *where]) == 0
        capsys.readouterr()
        assert main(["officer", "list", *where]) == 0
        assert role in capsys.readouterr().out
