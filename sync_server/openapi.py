"""What the OpenAPI document says of each route: the body, an example for every command, and the answers."""

from __future__ import annotations

from typing import Any

from field_app.rules.refusals import Code
from field_app.rules.wire import PROTOCOL
from sync_server.openapi_case_examples import CASE
from sync_server.openapi_examples import ARGS
from sync_server.problems import MEDIA_TYPE, STATUS

Json = dict[str, Any]
_TEXT: Json = {"type": "string"}
_WHOLE: Json = {"type": "integer", "minimum": 0}


def _envelope(name: str, args: Json) -> Json:
    clock = {"monotonic_ms": 81233, "boot": "5f0c2a11", "server_offset_ms": -310, "offset_age_s": 5400}
    at = "2026-11-19T06:18:03.100+01:00"
    return {"id": "0197a2c4-0000-7000-8000-00000000000b", "device_seq": 57, "name": name, "args": args, "at": at, "clock": clock}


def _request(name: str, args: Json) -> Json:
    return {
        "protocol": PROTOCOL,
        "epoch": "8c1f4d2ab03e9f77",
        "cursor": 1203,
        "limit": 1000,
        "clock": {"now": "2026-11-19T06:18:04+01:00", "monotonic_ms": 82233, "boot": "5f0c2a11"},
        "commands": [_envelope(name, args)],
        "chain": {"head": "ab" * 32, "signature": "cd" * 64, "seeds": [[50, "ef" * 32]]},
    }


def _object(required: list[str], **properties: Json) -> Json:
    return {"type": "object", "required": required, "properties": properties}


def _body(schema: Json, examples: dict[str, Json]) -> Json:
    content = {"schema": schema, "examples": {name: {"value": value} for name, value in examples.items()}}
    return {"required": True, "content": {"application/json": content}}


def _problem(code: Code) -> Json:
    schema = _object(
        ["type", "title", "status", "code"], type=_TEXT, title=_TEXT, status=_WHOLE, code=_TEXT, details={"type": "object"}
    )
    return {"description": code.value, "content": {MEDIA_TYPE: {"schema": schema}}}


def _answers(description: str, *codes: Code) -> Json:
    problems = {str(STATUS[code]): _problem(code) for code in (*codes, Code.SERVER_FAULT)}
    return {"200": {"description": description}, **problems}


def _header(name: str) -> Json:
    return {"name": name, "in": "header", "required": False, "schema": _TEXT}


_PROVEN = [_header("Authorization"), _header("Ronde-Nonce"), _header("Ronde-Proof")]
_DOOR = (Code.MALFORMED, Code.TOO_LARGE, Code.TOO_BUSY)
#: Where the phone is, in millionths of a degree; only while a timer or an alarm of its officer runs. It is never written down.
_POSITION = _object(
    ["latitude", "longitude", "accuracy_m", "at"],
    latitude={"type": "integer"},
    longitude={"type": "integer"},
    accuracy_m=_WHOLE,
    at={"type": "string", "format": "date-time"},
)
_SYNC_SCHEMA = _object(
    ["protocol", "epoch", "cursor", "clock"],
    protocol=_WHOLE,
    epoch=_TEXT,
    cursor=_WHOLE,
    limit=_WHOLE,
    anew={"type": "boolean"},
    clock=_object(["now", "monotonic_ms", "boot"], now={"type": "string", "format": "date-time"}, monotonic_ms=_WHOLE, boot=_TEXT),
    commands={"type": "array", "items": {"type": "object"}},
    position=_POSITION,
    chain=_object(["head", "signature", "seeds"], head=_TEXT, signature=_TEXT, seeds={"type": "array"}),
)

ENROL: Json = {
    "requestBody": _body(
        _object(["code", "device_id", "public_key", "proof"], code=_TEXT, device_id=_TEXT, public_key=_TEXT, proof=_TEXT),
        {"enrol": {"code": "7KQ2-M4XT-9BHD", "device_id": CASE, "public_key": "ab" * 32, "proof": "cd" * 64}},
    ),
    "responses": _answers("The team's public keys and the epoch", *_DOOR, Code.ENROLMENT_INVALID, Code.PROOF_INVALID),
}
SESSION: Json = {
    "parameters": _PROVEN,
    "requestBody": _body(_object(["device_id"], device_id=_TEXT), {"session": {"device_id": CASE}}),
    "responses": _answers("A token bound to the device's key", *_DOOR, Code.NONCE_NEEDED, Code.DEVICE_REVOKED),
}
SYNC: Json = {
    "parameters": _PROVEN,
    "requestBody": _body(_SYNC_SCHEMA, {name: _request(name, args) for name, args in ARGS.items()}),
    "responses": _answers(
        "Verdicts, changes, and positions of colleagues in need",
        *_DOOR,
        Code.SESSION_EXPIRED,
        Code.DEVICE_REVOKED,
        Code.CHAIN_BROKEN,
        Code.PROTOCOL_TOO_NEW,
    ),
}
EVENTS: Json = {
    "parameters": _PROVEN,
    "responses": _answers("Server-sent events: feed, with the newest change number", Code.SESSION_EXPIRED, Code.DEVICE_REVOKED),
}
PLAIN: Json = {"responses": _answers("Fine")}
