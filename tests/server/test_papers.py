"""What the server says of itself: the OpenAPI document, the problem documents, the numbers, and a log without people."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from people import HOME, LINDE, NADIA, RUBEN, look
from running import Office, Server

from field_app.rules.commands import NAMES, RecordObservation
from field_app.rules.refusals import Code
from field_app.rules.wire import Envelope, command_of, decode
from server.by_hand import Device
from server.test_proof import OPEN_ROUTES
from sync_server.delivery import delivery_from
from sync_server.problems import STATUS, problem


@pytest.fixture
def papers(office: Office) -> dict[str, Any]:
    found: dict[str, Any] = httpx.get(f"{office.address}/openapi.json").json()
    return found


def test_the_papers_hold_an_example_of_each_command_and_each_can_be_read(papers: dict[str, Any]) -> None:
    examples = papers["paths"]["/v1/sync"]["post"]["requestBody"]["content"]["application/json"]["examples"]
    assert set(examples) == set(NAMES)
    for name, example in examples.items():
        (raw,) = example["value"]["commands"]
        envelope = decode(Envelope, raw)
        assert type(command_of(envelope)) is NAMES[name]
        assert delivery_from(example["value"]).commands == [raw]


def test_an_example_that_is_off_would_be_found_out(papers: dict[str, Any]) -> None:
    examples = papers["paths"]["/v1/sync"]["post"]["requestBody"]["content"]["application/json"]["examples"]
    (raw,) = examples["record-observation"]["value"]["commands"]
    with pytest.raises(Exception, match="malformed"):
        command_of(decode(Envelope, {**raw, "args": {"look": {**raw["args"]["look"], "light": "PINK"}}}))


def routes(papers: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, methods in papers["paths"].items():
        yield from ((f"{method.upper()} {path}", said) for method, said in methods.items())


def test_each_route_tells_one_answer_that_is_well_and_of_each_refusal_its_codes(papers: dict[str, Any]) -> None:
    count = 0
    for route, said in routes(papers):
        well, *refusals = sorted(said["responses"].items())
        assert well[0].startswith("2"), route
        assert refusals[-1][0] == "500", route
        for status, answer in refusals:
            assert [*answer["content"]] == ["application/problem+json"], (route, status)
            about = answer["content"]["application/problem+json"]["schema"]["properties"]
            assert {str(STATUS[Code(each)]) for each in about["code"]["enum"]} == {status}, (route, status)
            count += 1
    assert count >= 60


def test_what_is_well_has_the_body_that_the_route_gives_and_no_other(papers: dict[str, Any]) -> None:
    well = {route: next(iter(sorted(said["responses"].items()))) for route, said in routes(papers)}
    assert {route: (status, *answer.get("content", ())) for route, (status, answer) in well.items()} == {
        "POST /v1/enrol": ("200", "application/json"),
        "POST /v1/session": ("200", "application/json"),
        "POST /v1/sync": ("200", "application/json"),
        "GET /v1/events": ("200", "text/event-stream"),
        "GET /v1/access/{access_id}": ("200", "application/zip"),
        "OPTIONS /v1/photos": ("204",),
        "POST /v1/photos": ("201",),
        "HEAD /v1/photos/{sha256}": ("200",),
        "PATCH /v1/photos/{sha256}": ("204",),
        "DELETE /v1/photos/{sha256}": ("204",),
        "GET /v1/photos/{sha256}": ("200", "image/jpeg"),
        "GET /v1/originals/{original_id}": ("200", "image/jpeg"),
        "GET /v1/cases/{case_id}/report": ("200", "application/pdf"),
        "GET /v1/cases/{case_id}/export": ("200", "application/zip"),
        "GET /health": ("200", "application/json"),
        "GET /ready": ("200", "application/json"),
        "GET /metrics": ("200", "text/plain"),
    }


def test_each_parameter_is_told_once_and_the_token_as_what_it_is(papers: dict[str, Any]) -> None:
    assert papers["components"]["securitySchemes"].keys() == {"session"}
    for route, said in routes(papers):
        names = [each["name"] for each in said.get("parameters", [])]
        assert len(names) == len(set(names)), route
        assert "Authorization" not in names, route
        assert ("security" in said) is (tuple(route.split()) not in OPEN_ROUTES), route


@pytest.mark.parametrize("code", Code)
def test_every_refusal_is_a_problem_document(code: Code) -> None:
    answer = problem(code, {"field": "x"})
    said = json.loads(bytes(answer.body))
    assert answer.media_type == "application/problem+json"
    assert (said["type"], said["status"], said["code"], said["details"]) == (
        f"urn:ronde:{code}",
        STATUS[code],
        code.value,
        {"field": "x"},
    )
    assert said["title"].endswith(".")
    assert ("retry-after" in answer.headers) is (STATUS[code] == 429)


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/nothing", 404, Code.NOT_FOUND),
        ("GET", "/v1/cases/linde", 404, Code.NOT_FOUND),
        ("GET", "/v1/cases/linde/report", 401, Code.SESSION_EXPIRED),
        ("GET", "/v1/cases/linde/export", 401, Code.SESSION_EXPIRED),
        ("GET", "/v1/sync", 405, Code.METHOD_NOT_ALLOWED),
        ("DELETE", "/v1/enrol", 405, Code.METHOD_NOT_ALLOWED),
        ("POST", "/v1/sync", 401, Code.SESSION_EXPIRED),
        ("GET", "/v1/events", 401, Code.SESSION_EXPIRED),
        ("GET", "/v1/access/somebodys", 401, Code.SESSION_EXPIRED),
        ("POST", "/v1/access/somebodys", 405, Code.METHOD_NOT_ALLOWED),
        ("POST", "/v1/enrol", 400, Code.MALFORMED),
        ("GET", "/%00", 404, Code.NOT_FOUND),
        ("GET", "/v1/../../etc/passwd", 404, Code.NOT_FOUND),
    ],
)
def test_every_no_over_http_is_a_problem_document(office: Office, method: str, path: str, status: int, code: Code) -> None:
    response = httpx.request(method, f"{office.address}{path}")
    assert (response.status_code, response.headers["content-type"], response.json()["code"]) == (
        status,
        "application/problem+json",
        code,
    )
    assert response.headers["cache-control"] == "no-store"
    assert response.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/health", "GET"),
        ("/v1/photos", "OPTIONS, POST"),
        (f"/v1/photos/{'ab' * 32}", "DELETE, GET, HEAD, PATCH"),
        ("/openapi.json", "GET, HEAD"),
    ],
)
def test_a_method_that_is_not_there_is_answered_with_all_that_are(office: Office, path: str, allowed: str) -> None:
    response = httpx.put(f"{office.address}{path}")
    assert response.status_code == 405
    assert sorted(response.headers["allow"].split(", ")) == allowed.split(", ")


def test_a_fault_of_the_server_says_nothing_of_its_inside_and_is_counted(office: Office, caplog: pytest.LogCaptureFixture) -> None:
    assert isinstance(office.server, Server)
    device = Device.added(office.folder, office.address).opened()
    office.at_desk(lambda store: store.database.execute("alter table totals rename to hidden"))
    with caplog.at_level(logging.CRITICAL):
        response = device.post(device.request())
    assert (response.status_code, response.headers["content-type"]) == (500, "application/problem+json")
    assert response.json()["details"] == {}
    assert "totals" not in response.text
    assert numbers(office)['ronde_requests_total{status="500"}'] == 1
    office.at_desk(lambda store: store.database.execute("alter table hidden rename to totals"))
    assert device.post(device.request()).status_code == 200


def numbers(office: Office) -> dict[str, float]:
    text = httpx.get(f"{office.address}/metrics").text
    return {name: float(value) for name, value in re.findall(r"^([a-z_]+(?:\{.*\})?) (.+)$", text, re.MULTILINE)}


def test_the_numbers_count_commands_by_verdict_and_requests_by_status(office: Office) -> None:
    device = Device.added(office.folder, office.address).opened()
    device.send(device.envelope(RecordObservation(look())), device.envelope(RecordObservation(look(case_id="nergens"))))
    httpx.get(f"{office.address}/nothing")
    said = numbers(office)
    assert said['ronde_commands_total{verdict="accepted"}'] == 1
    assert said['ronde_commands_total{verdict="refused"}'] == 1
    assert said['ronde_requests_total{status="404"}'] == 1
    assert said["ronde_request_seconds_count"] >= 3


PERSONAL = [
    NADIA.name,
    RUBEN.name,
    HOME.address,
    LINDE.code_name,
    "Bestelbus met dakdrager",
    "Dienst rustig verlopen",
    "openbare weg",
]


def personal_in(text: str) -> list[str]:
    return [each for each in PERSONAL if each.lower() in text.lower()]


def test_log_and_numbers_hold_no_names_addresses_or_texts(office: Office, caplog: pytest.LogCaptureFixture) -> None:
    """A whole day at the most talkative level, with refusals, nonsense and a fault in it."""
    with caplog.at_level(logging.DEBUG):
        logging.getLogger("hypothesis").setLevel(logging.WARNING)
        nadia, ruben = office.phone(NADIA), office.phone(RUBEN)
        nadia.workday.start_shift("nadias-shift", "auto 2")
        first = nadia.look(text="Bestelbus met dakdrager op de oprit.").id
        nadia.round()
        ruben.round()
        draft = nadia.workday.begin_correction(first).draft
        nadia.workday.change(draft.id, reason="Bestelbus met dakdrager was wit.")
        nadia.workday.seal(draft.id)
        nadia.workday.end_shift("nadias-shift", "Dienst rustig verlopen bij Linde.")
        nadia.round()
        device = Device.added(office.folder, office.address).opened()
        odd = [
            device.envelope(RecordObservation(look(case_id=LINDE.code_name))),
            device.envelope(RecordObservation(look()), args={"look": {NADIA.name: 1}}),
        ]
        device.send(*odd)
        device.post(b'{"protocol": "Nadia de Wit"}')
        httpx.post(f"{office.address}/v1/enrol", json={"code": NADIA.name, "device_id": HOME.address})
        office.at_desk(lambda store: store.database.execute("alter table totals rename to hidden"))
        device.post(device.request([device.envelope(RecordObservation(look(own_position=PERSONAL[-1])))]))
    own = [record for record in caplog.records if not record.name.startswith(("httpcore", "hpack"))]
    text = "\n".join(f"{record.getMessage()}\n{record.exc_text or ''}" for record in own) + caplog.text
    assert personal_in(text) == []
    assert personal_in(httpx.get(f"{office.address}/metrics").text) == []
    assert len(own) >= 5


def test_a_name_in_a_log_would_be_found() -> None:
    assert personal_in(f"refused for {NADIA.name.upper()}") == [NADIA.name]
    assert personal_in("device 0197 seq 4 case-unknown") == []
