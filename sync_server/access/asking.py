"""Who may have a package over the exchange: a team lead, a second reader, and who recorded the request; nobody else knows of it."""

from __future__ import annotations

from typing import Any

from field_app.rules.cases.audience import reads_all
from field_app.rules.dossier.work_records import AccessRequest
from field_app.rules.records import Officer
from field_app.rules.refusals import Code, Refused
from sync_server.access.package import overview
from sync_server.identity import Proof, proven
from sync_server.store.server_store import ServerStore


def asked_for(store: ServerStore, device_id: str, proof: Proof, access_id: str) -> dict[str, Any]:
    """Everything held about who asked, for this device. Raises `Refused`: unknown, also where it is not theirs."""
    device = proven(store.people, device_id, proof)
    facts = store.facts(device.team_id)
    request, officer = facts.record(AccessRequest, access_id), facts.officer(device.officer_id)
    if request is None or officer is None or not may_have(request, officer):
        raise Refused(Code.ACCESS_UNKNOWN)
    return overview(store, device.team_id, request)


def may_have(request: AccessRequest, officer: Officer) -> bool:
    """Whether this colleague hands the package over, or answers for it."""
    return officer.sees_content and (reads_all(officer) or request.asked_by == officer.id)
