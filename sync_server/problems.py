"""Every refusal as a problem document (RFC 9457): which HTTP status belongs to which code."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from field_app.rules import text_nl
from field_app.rules.proof import CODE_HEADER
from field_app.rules.refusals import Code, Refused

MEDIA_TYPE = "application/problem+json"
_UNAUTHORISED, _NOT_FOUND, _CONFLICT, _TOO_LARGE, _UPGRADE, _BUSY, _FAULT = 401, 404, 409, 413, 426, 429, 500
_SHUT_OUT, _WRONG_METHOD, _UNREADABLE, _RULE = 403, 405, 400, 422

STATUS: dict[Code, int] = {
    **dict.fromkeys(Code, _RULE),
    Code.MALFORMED: _UNREADABLE,
    Code.TEXT_TOO_LONG: _UNREADABLE,
    Code.COMMAND_UNKNOWN: _UNREADABLE,
    Code.ENROLMENT_INVALID: _SHUT_OUT,
    Code.DEVICE_UNKNOWN: _UNAUTHORISED,
    Code.DEVICE_REVOKED: _SHUT_OUT,
    Code.SESSION_EXPIRED: _UNAUTHORISED,
    Code.NONCE_NEEDED: _UNAUTHORISED,
    Code.PROOF_INVALID: _UNAUTHORISED,
    Code.CHAIN_BROKEN: _CONFLICT,
    Code.CHAIN_FORKED: _CONFLICT,
    Code.LOG_CHANGED: _CONFLICT,
    Code.LOG_UNPROVEN: _CONFLICT,
    Code.PROTOCOL_TOO_OLD: _UPGRADE,
    Code.PROTOCOL_TOO_NEW: _UPGRADE,
    Code.NOT_FOUND: _NOT_FOUND,
    Code.ACCESS_UNKNOWN: _NOT_FOUND,
    Code.PHOTO_UNKNOWN: _NOT_FOUND,
    Code.ORIGINAL_UNKNOWN: _NOT_FOUND,
    Code.PHOTO_ON_ITS_WAY: _NOT_FOUND,
    Code.ORIGINAL_CLOSED: _SHUT_OUT,
    Code.PHOTO_OFFSET: _CONFLICT,
    Code.PHOTO_INVALID: _CONFLICT,
    Code.PHOTO_KEPT: _CONFLICT,
    Code.PHOTO_TOO_LARGE: _TOO_LARGE,
    Code.CASE_UNKNOWN: _NOT_FOUND,
    Code.METHOD_NOT_ALLOWED: _WRONG_METHOD,
    Code.TOO_LARGE: _TOO_LARGE,
    Code.TOO_BUSY: _BUSY,
    Code.SERVER_FAULT: _FAULT,
}
_BY_STATUS = {_NOT_FOUND: Code.NOT_FOUND, _WRONG_METHOD: Code.METHOD_NOT_ALLOWED}


def problem(code: Code, details: dict[str, Any], headers: dict[str, str] | None = None) -> JSONResponse:
    """The document of one refusal; `title` is the sentence that an officer may read."""
    status = STATUS[code]
    body = {
        "type": f"urn:ronde:{code.value}",
        "title": text_nl.refusal(code),
        "status": status,
        "code": code.value,
        "details": details,
    }
    more = {"Retry-After": "2"} if status == _BUSY else {}
    return JSONResponse(body, status, {CODE_HEADER: code.value, **more, **(headers or {})}, media_type=MEDIA_TYPE)


def install(app: FastAPI) -> None:
    """Let every error of this application be a problem document."""

    @app.exception_handler(Refused)
    async def refused(_: Request, no: Refused) -> JSONResponse:
        return problem(no.code, no.details)

    @app.exception_handler(HTTPException)
    async def http(request: Request, error: HTTPException) -> JSONResponse:
        allowed = _allowed(app, request, error) if error.status_code == _WRONG_METHOD else None
        return problem(_BY_STATUS.get(error.status_code, Code.MALFORMED), {}, allowed)

    @app.exception_handler(ClientDisconnect)
    async def gone(_: Request, __: ClientDisconnect) -> JSONResponse:  # nobody reads this; a car drove into a tunnel
        return problem(Code.MALFORMED, {"path": "body", "expected": "all of it"})

    @app.exception_handler(Exception)
    async def fault(_: Request, __: Exception) -> JSONResponse:
        return problem(Code.SERVER_FAULT, {})


def _allowed(app: FastAPI, request: Request, error: HTTPException) -> dict[str, str]:
    """Every method of the path that was asked; the framework would name those of its first route only."""
    path = getattr(request.scope.get("route"), "path", "")
    told = app.openapi()["paths"].get(path)
    return {"Allow": ", ".join(sorted(told)).upper()} if told else dict(error.headers or {})
