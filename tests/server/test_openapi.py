"""A tool that is not ours makes up requests from the OpenAPI document: nothing is a fault of the server, every answer is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from itertools import cycle, islice
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from people import KARIN
from photo_office import photographing_office
from pictures import camera
from proofs import Proof, at_least, exactly, setting
from running import Office
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import Failure, FailureGroup
from schemathesis.core.transport import Response
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance, status_code_conformance

from server.by_hand import Device
from server.test_photo_routes import RAW, SHA, brought, metadata, named
from server.visiting import MadeUp, Operation, Visitor, operations
from sync_server.photos import SEAL_BYTES

CASES = setting(commit=200, long=3_000)
TOLD = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
#: One in so many comes without a signature; one in so many is not as the document asks, of which there are not as many kinds.
_UNSIGNED, _SPOILED = 5, 4
_KEPT = camera.noise(40, 30)
_KEPT_SHA = sha256(_KEPT).hexdigest()
#: What is there, and in one of how many requests it is named: a photo that is half here, one that is kept, and a case, of which
#: a paper takes a second to make.
_THERE = {
    "sha256": ((SHA, _KEPT_SHA), 4),
    "Upload-Metadata": ((metadata(SHA), metadata(_KEPT_SHA)), 4),
    "Upload-Length": ((str(len(RAW) + SEAL_BYTES), str(len(_KEPT) + SEAL_BYTES)), 4),
    "Upload-Offset": (("0",), 4),
    "case_id": (("linde",), 100),
}
#: What chance makes up is the same in every run.
_MADE_UP = settings(
    deadline=None, database=None, derandomize=True, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """One team whose plan allows photos, on a real server."""
    made = photographing_office(tmp_path)
    yield made
    made.close()


@pytest.fixture
def visitor(office: Office) -> Iterator[Visitor]:
    """Somebody with a device of the team lead, who may see most; two photos are its own, and one of them was brought."""
    device = Device.added(office.folder, office.address, KARIN).opened()
    named(device)
    brought(office, device, _KEPT)
    made = Visitor(device)
    yield made
    made.close()


def made_up(operation: Operation, often: int) -> Iterator[MadeUp]:
    """So many requests or more: at every bound of what the document asks for, as chance has it, and as chance spoils it."""
    yield from (bounds := at_bounds(operation))
    left = max(often - len(bounds), _SPOILED)
    spoiled = left // _SPOILED if operation.body or any(operation.iter_parameters()) else 0
    yield from by_chance(operation, GenerationMode.POSITIVE, left - spoiled)
    yield from by_chance(operation, GenerationMode.NEGATIVE, spoiled)


def at_bounds(operation: Operation) -> list[MadeUp]:
    """With the method of this operation only: the others are refused before anything is read."""
    config = operation.schema.config.generation_for(operation=operation)
    found = operation.schema.iter_coverage_cases(operation, generation_modes=[*GenerationMode], generation_config=config)
    return [case for case in found if case.method.upper() == operation.method.upper()]


def by_chance(operation: Operation, mode: GenerationMode, often: int) -> Iterator[MadeUp]:
    """So many; where that much cannot be made up, the same again."""
    found = list[MadeUp]()

    @settings(_MADE_UP, max_examples=often or 1)
    @given(operation.as_strategy(generation_mode=mode))
    def keep(case: MadeUp) -> None:
        found.append(case)

    if often:
        keep()
    return islice(cycle(found), often)


def with_what_is_there(case: MadeUp, at: int) -> MadeUp:
    """The same, now and then about something that is there."""
    for part in (case.path_parameters, case.headers):
        for name in _THERE.keys() & part.keys():
            there, often = _THERE[name]
            if at % often == 1:
                part[name] = there[at // often % len(there)]
    return case


def complaint(case: MadeUp, response: Response) -> str:
    """What of this answer is not told by the document; nothing where all is well."""
    try:
        case.validate_response(response, checks=TOLD)
    except (Failure, FailureGroup) as failure:
        return f"{case.method} {case.path}: {failure} {getattr(failure, 'exceptions', '')}"
    return ""


def visited(visitor: Visitor, operation: Operation) -> Iterator[tuple[int, str]]:
    """What is answered to made-up requests, and what the document does not tell of that."""
    for at, case in enumerate(made_up(operation, CASES)):
        is_signed = bool(operation.security) and at % _UNSIGNED > 0
        response = visitor.ask(with_what_is_there(case, at), is_signed=is_signed)
        yield response.status_code, complaint(case, response)


def test_no_route_answers_made_up_requests_with_a_fault_or_with_what_the_document_does_not_tell(
    office: Office, visitor: Visitor, proof: Proof
) -> None:
    routes, statuses, complaints, taken = operations(office.address), Counter[int](), Counter[str](), 0
    for operation in routes:
        answers = [*visited(visitor, operation)]
        here = Counter(status for status, _ in answers)
        statuses += here
        complaints.update(untold for _, untold in answers if untold)
        taken += sum(often for status, often in here.items() if operation.security and status < 300)
        print(operation.label, here)
    print(complaints)
    proof(
        "P11",
        "requests made up by schemathesis from the OpenAPI document",
        routes=at_least(17, len(routes)),
        cases=at_least(CASES * len(routes), statuses.total()),
        signed_and_taken=at_least(CASES, taken),
        answers_of_500=exactly(0, sum(often for status, often in statuses.items() if status >= 500)),
        undocumented_answers=exactly(0, complaints.total()),
    )
