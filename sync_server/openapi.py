"""What the OpenAPI document says of each route: the body, an example for every command, and the answers."""

from __future__ import annotations

from field_app.rules.proof import TOKEN_SCHEME
from field_app.rules.refusals import Code
from field_app.rules.wire import PROTOCOL
from sync_server.openapi_answers import (
    BYTES,
    HEAD,
    ROUND,
    SESSION,
    TEXT,
    TIME,
    WELCOME,
    WHOLE,
    Json,
    all_of,
    answers,
    given,
    in_hex,
    in_json,
    listed,
    readable,
    shape,
)
from sync_server.openapi_case_examples import CASE
from sync_server.openapi_examples import ARGS


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


def _body(schema: Json, examples: dict[str, Json]) -> Json:
    content = {"schema": schema, "examples": {name: {"value": value} for name, value in examples.items()}}
    return {"required": True, "content": {"application/json": content}}


def _header(name: str, schema: Json = TEXT, *, is_required: bool = True) -> Json:
    return {"name": name, "in": "header", "required": is_required, "schema": schema}


def _in_path(name: str, schema: Json = TEXT, **more: str) -> Json:
    return {"name": name, "in": "path", "required": True, "schema": schema, **more}


_DOOR = (Code.MALFORMED, Code.TOO_LARGE, Code.TOO_BUSY)
_PROOF = [_header("Ronde-Nonce"), _header("Ronde-Proof")]
#: For every route that an open session is needed for, with the proof that the request is from the session's own device.
_SIGNED = (
    Code.SESSION_EXPIRED,
    Code.NONCE_NEEDED,
    Code.DEVICE_UNKNOWN,
    Code.PROOF_INVALID,
    Code.DEVICE_REVOKED,
    Code.TOO_BUSY,
)
#: OpenAPI passes over a parameter with the name Authorization. That the token and the proof belong together, `api` checks.
SCHEMES: Json = {
    "session": {
        "type": "apiKey",
        "in": "header",
        "name": "Authorization",
        "description": f"`{TOKEN_SCHEME}` and the session's token",
    }
}


def _signed(responses: Json, *parameters: Json, **more: Json) -> Json:
    return {"security": [{"session": []}], "parameters": [*_PROOF, *parameters], "responses": responses, **more}


#: Where the phone is, in millionths of a degree; only while a timer or an alarm of its officer runs. It is never written down.
_POSITION = all_of(latitude={"type": "integer"}, longitude={"type": "integer"}, accuracy_m=WHOLE, at=TIME)
#: The newest signed head of the team's log that the phone holds, and two heads that exclude each other where it has to report them.
_LOG = shape([], head=HEAD, alarm=shape(["at"], at=TIME, held=HEAD, told=HEAD))
_SYNC_SCHEMA = shape(
    ["protocol", "epoch", "cursor", "clock"],
    protocol={**WHOLE, "maximum": PROTOCOL},
    epoch=TEXT,
    cursor=WHOLE,
    limit=WHOLE,
    anew={"type": "boolean"},
    clock=all_of(now=TIME, monotonic_ms=WHOLE, boot=TEXT),
    commands=listed({"type": "object"}),
    position=_POSITION,
    log=_LOG,
    chain=all_of(head=TEXT, signature=TEXT, seeds={"type": "array"}),
)

ENROL: Json = {
    "requestBody": _body(
        all_of(code=readable(64), device_id=readable(36), public_key=in_hex(32), proof=in_hex(64)),
        {"enrol": {"code": "7KQ2-M4XT-9BHD", "device_id": CASE, "public_key": "ab" * 32, "proof": "cd" * 64}},
    ),
    "responses": answers(
        in_json("The team's public keys and the epoch", WELCOME), *_DOOR, Code.ENROLMENT_INVALID, Code.PROOF_INVALID
    ),
}
OPEN_SESSION: Json = {
    "parameters": _PROOF,
    "requestBody": _body(all_of(device_id=readable(36)), {"session": {"device_id": CASE}}),
    "responses": answers(
        in_json("A token bound to the device's key, and the signed key for which photos are sealed", SESSION),
        *_DOOR,
        Code.NONCE_NEEDED,
        Code.DEVICE_UNKNOWN,
        Code.PROOF_INVALID,
        Code.DEVICE_REVOKED,
    ),
}
SYNC: Json = _signed(
    answers(
        in_json(
            "Verdicts, changes, positions of colleagues in need, and the signed head of the log with the proof that it only grew",
            ROUND,
        ),
        *_SIGNED,
        *_DOOR,
        Code.TEXT_TOO_LONG,
        Code.CHAIN_BROKEN,
        Code.CHAIN_FORKED,
        Code.PROTOCOL_TOO_NEW,
    ),
    requestBody=_body(_SYNC_SCHEMA, {name: _request(name, args) for name, args in ARGS.items()}),
)
#: Of a stream the schema is that of one event.
_MOVED = all_of(event={"const": "feed"}, data={"type": "string", "pattern": "^[0-9]+$"})
EVENTS: Json = _signed(
    answers(given("Server-sent events: feed, with the newest change number", "text/event-stream", _MOVED), *_SIGNED)
)
ACCESS: Json = _signed(
    answers(
        given("The package of a checked request: PDF/A and JSON in one zip", "application/zip"),
        *_SIGNED,
        Code.NOT_FOUND,
        Code.ACCESS_UNKNOWN,
        Code.ACCESS_UNCHECKED,
    ),
    _in_path("access_id"),
)
_SHA256 = _in_path("sha256", in_hex(32))
_TUS, _LENGTH, _AT = _header("Tus-Resumable", {"const": "1.0.0"}), _header("Upload-Length", WHOLE), _header("Upload-Offset", WHOLE)
#: What a phone hears that brings a photo, that names it in the path, and when the last byte is there and the whole is looked at.
_BRINGING = (*_SIGNED, Code.MALFORMED, Code.PHOTO_UNKNOWN)
_ONE_PHOTO = (*_BRINGING, Code.NOT_FOUND)
_LOOKED_AT = (Code.PHOTO_MISMATCH, Code.PHOTO_NOT_JPEG, Code.PHOTO_UNREADABLE, Code.PHOTO_TOO_LARGE)
PHOTO_TOLD: Json = {"responses": answers(given("What this server can do of tus 1.0.0: creation and termination"), status=204)}
PHOTO_CREATE: Json = _signed(
    answers(given("Begun; the Location is where to send to"), *_BRINGING, Code.PHOTO_INVALID, status=201),
    _TUS,
    _LENGTH,
    _header("Upload-Metadata", is_required=False),  # without it no photo is named, and what is not named is not there
)
PHOTO_OFFSET: Json = _signed(
    answers(given("Upload-Offset, and once it is whole the receipt"), *_ONE_PHOTO, *_LOOKED_AT), _SHA256, _TUS
)
PHOTO_ADD: Json = _signed(
    answers(
        given("Added; after the last byte with a receipt"),
        *_ONE_PHOTO,
        *_LOOKED_AT,
        Code.PHOTO_OFFSET,
        Code.PHOTO_KEPT,
        Code.TOO_LARGE,
        status=204,
    ),
    _SHA256,
    _TUS,
    _AT,
    requestBody={"required": True, "content": {"application/offset+octet-stream": {"schema": BYTES}}},
)
PHOTO_END: Json = _signed(answers(given("Given up"), *_ONE_PHOTO, Code.PHOTO_KEPT, status=204), _SHA256, _TUS)
#: What whoever asks for a photo hears of one that is not here, or no longer what it was.
_SEEING = (*_SIGNED, Code.NOT_FOUND, Code.PHOTO_ON_ITS_WAY, Code.PHOTO_DAMAGED, Code.PHOTO_MISMATCH)
PHOTO: Json = _signed(answers(given("The display copy, with parts unseen", "image/jpeg"), *_SEEING, Code.PHOTO_UNKNOWN), _SHA256)
ORIGINAL: Json = _signed(
    answers(given("The photo as it was taken", "image/jpeg"), *_SEEING, Code.ORIGINAL_UNKNOWN, Code.ORIGINAL_CLOSED),
    _in_path("original_id"),
)


def _paper(description: str, media_type: str, example: str) -> Json:
    """A paper of a case; another's case does not exist."""
    made = given(description, media_type, example=example)
    refusals = (*_SIGNED, Code.NOT_FOUND, Code.CASE_UNKNOWN, Code.DESTROYED)
    return _signed(answers(made, *refusals), _in_path("case_id", example=CASE))


REPORT: Json = _paper(
    "The report of findings: tagged PDF/A, sealed where there is a certificate", "application/pdf", "%PDF-1.7 ..."
)
EXPORT: Json = _paper("The report and all proofs in one zip that checks itself offline", "application/zip", "PK ...")
_STATUS = all_of(status=TEXT)
HEALTH: Json = {"responses": answers(in_json("The process is alive", _STATUS))}
READY: Json = {"responses": answers(in_json("The store answers", _STATUS), Code.TOO_BUSY)}
METRICS: Json = {"responses": answers(given("Numbers for Prometheus", "text/plain", TEXT))}
