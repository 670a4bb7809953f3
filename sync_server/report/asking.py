"""Who may have the report and the export of a case: its owner, a team lead, a second reader; for anybody else it is not there."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from field_app.rules.cases.audience import may_have_papers
from field_app.rules.refusals import Code, Refused
from sync_server.identity import Proof, proven
from sync_server.keys import LogKey
from sync_server.report.case_file import CaseFile, case_file
from sync_server.store.papers import Making
from sync_server.store.server_store import ServerStore


class Paper(StrEnum):
    """What is made of a case."""

    REPORT = "report"
    EXPORT = "export"


def asked_for(store: ServerStore, device_id: str, proof: Proof, case_id: str, paper: Paper, key: LogKey, now: datetime) -> CaseFile:
    """What this device may have of a case, and that it was asked for is written down. Raises `Refused`."""
    device = proven(store.people, device_id, proof)
    facts = store.facts(device.team_id)
    case, officer = facts.case(case_id), facts.officer(device.officer_id)
    if case is None or officer is None or not may_have_papers(case.owner_id, officer):
        raise Refused(Code.CASE_UNKNOWN)
    file = case_file(store, device.team_id, case_id, now, key)
    store.papers.made(Making(device.team_id, case_id, paper.value, officer.id, device.id, now.isoformat(timespec="milliseconds")))
    return file
