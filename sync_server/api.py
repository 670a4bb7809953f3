"""The routes of the exchange; with `photo_routes` the only one that knows HTTP."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse, StreamingResponse

from field_app.rules.proof import NONCE_HEADER, PROOF_HEADER, TOKEN_SCHEME
from field_app.rules.refusals import Code, Malformed, Refused
from sync_server import identity, openapi, phonebook
from sync_server import round as exchange
from sync_server.access import asking
from sync_server.access.package import zipped
from sync_server.bell import Bell
from sync_server.desk import Desk
from sync_server.gate import FROM_A_STRANGER, body_of, json_object, packed, unpacked
from sync_server.identity import Nonces, Proof, Sessions
from sync_server.keys import LogKey
from sync_server.metrics import Metrics
from sync_server.positions import Positions
from sync_server.presence import Presence
from sync_server.register import Register
from sync_server.store.people import Device, Invitation
from sync_server.store.server_store import ServerStore

log = logging.getLogger(__name__)
Clock = Callable[[], datetime]
_DEVICE_ID_LENGTH = 36
_KEY_BYTES = 32
#: Packing more than this is done beside the event loop; for less the way there costs more.
_LARGE = 200_000


@dataclass(frozen=True, slots=True)
class Office:
    """All that the routes need, put together once."""

    desk: Desk
    clock: Clock
    key: LogKey
    photo_key: Mapping[str, str]
    register: Register
    metrics: Metrics = field(default_factory=Metrics)
    nonces: Nonces = field(default_factory=Nonces)
    sessions: Sessions = field(default_factory=Sessions)
    bell: Bell = field(default_factory=Bell)
    presence: Presence = field(default_factory=Presence)
    positions: Positions = field(default_factory=Positions)


def routes(office: Office) -> APIRouter:
    """Every route, bound to one office."""
    router, enrolling, exchanging, watching = silent_router(), Enrolling(office), Exchanging(office), Watching(office)
    router.add_api_route("/v1/enrol", enrolling.enrol, methods=["POST"], openapi_extra=openapi.ENROL)
    router.add_api_route("/v1/session", enrolling.open_session, methods=["POST"], openapi_extra=openapi.OPEN_SESSION)
    router.add_api_route("/v1/sync", exchanging.sync, methods=["POST"], openapi_extra=openapi.SYNC)
    router.add_api_route("/v1/events", exchanging.events, methods=["GET"], openapi_extra=openapi.EVENTS)
    router.add_api_route("/v1/access/{access_id}", exchanging.access, methods=["GET"], openapi_extra=openapi.ACCESS)
    router.add_api_route("/health", health, methods=["GET"], openapi_extra=openapi.HEALTH)
    router.add_api_route("/ready", watching.ready, methods=["GET"], openapi_extra=openapi.READY)
    router.add_api_route("/metrics", watching.metrics, methods=["GET"], openapi_extra=openapi.METRICS)
    return router


def silent_router() -> APIRouter:
    """A router that says nothing of its answers by itself: their media types stand in `openapi`, and nowhere twice."""
    return APIRouter(default_response_class=Response)


async def health() -> JSONResponse:
    """The process is alive."""
    return JSONResponse({"status": "ok"})


@dataclass(frozen=True, slots=True)
class Watching:
    """For whoever keeps the server running."""

    office: Office

    async def ready(self) -> JSONResponse:
        """The store answers."""
        await self.office.desk.run(lambda store: store.meta("epoch"))
        return JSONResponse({"status": "ready"})

    async def metrics(self) -> Response:
        """Counters for Prometheus; numbers only."""
        return Response(self.office.metrics.text(), media_type="text/plain; version=0.0.4")


@dataclass(frozen=True, slots=True)
class Enrolling:
    """How a phone becomes the phone of an officer, and opens a session."""

    office: Office

    async def enrol(self, request: Request) -> JSONResponse:
        """A one-time code and a public key become a device; the answer brings the public halves of the team's keys."""
        asked = _asked(await body_of(request, FROM_A_STRANGER), request)
        code, device_id = _text(asked, "code", 64), _text(asked, "device_id", _DEVICE_ID_LENGTH)
        key, signature = _hex(asked, "public_key"), _hex(asked, "proof")
        if len(key) != _KEY_BYTES or not identity.owns_key(code, device_id, key, signature):
            raise Refused(Code.PROOF_INVALID, what="enrolment")
        now = self.office.clock()
        welcome = await self.office.desk.run(lambda store: self._enrolled(store, code, device_id, key, now))
        if welcome is None:
            raise Refused(Code.ENROLMENT_INVALID)
        moved_to = await self.office.desk.run(lambda store: phonebook.renew(store, welcome["team_id"]))
        if moved_to is not None:
            self.office.bell.ring(welcome["team_id"], moved_to)
        return JSONResponse({**welcome, "log_key": self.office.key.public_hex})

    def _enrolled(self, store: ServerStore, code: str, device_id: str, key: bytes, now: datetime) -> dict[str, Any] | None:
        invitation = identity.check_code(store.people, code, now)
        if invitation is None or store.people.device(device_id) is not None:
            return None
        self.office.register.let_in(identity.enrol(store.people, invitation, device_id, key, now))
        return _welcome(store, invitation)

    async def open_session(self, request: Request) -> JSONResponse:
        """Proof of the device's key becomes a short-lived token bound to it."""
        body = await body_of(request, FROM_A_STRANGER)
        device_id = _text(_asked(body, request), "device_id", _DEVICE_ID_LENGTH)
        proof = _proof(request, body)
        self.office.nonces.use(proof.nonce)
        device = await self.office.desk.run(lambda store: identity.proven(store.people, device_id, proof))
        token, ends = self.office.sessions.open(device.id, self.office.clock())
        return JSONResponse({"token": token, "expires_at": ends.isoformat(), **self.office.photo_key})


def _asked(body: bytes, request: Request) -> dict[str, Any]:
    return json_object(unpacked(body, request.headers.get("content-encoding"), FROM_A_STRANGER))


def _welcome(store: ServerStore, invitation: Invitation) -> dict[str, Any]:
    team = store.people.team(invitation.team_id)
    return {
        "officer_id": invitation.officer_id,
        "team_id": invitation.team_id,
        "recovery_key": team.recovery_key if team else "",
        "epoch": store.meta("epoch")["epoch"],
    }


@dataclass(frozen=True, slots=True)
class Exchanging:
    """The exchange itself."""

    office: Office

    async def sync(self, request: Request) -> Response:
        """Send commands, get verdicts and changes; may be repeated at any moment with the same result."""
        body = await body_of(request)
        device_id, proof = asker(self.office, request, body)
        asked = exchange.read(json_object(unpacked(body, request.headers.get("content-encoding"))))
        now = self.office.clock()
        held, key = self.office.positions, self.office.key
        answered = await self.office.desk.run(lambda store: exchange.answer(store, device_id, proof, asked, now, held, key))
        self.office.presence.seen(answered.team_id, answered.officer_id, now)
        self.office.metrics.took(answered.statuses)
        self.office.metrics.log_alarms(answered.log_alarms)
        if answered.moved_to is not None:
            self.office.bell.ring(answered.team_id, answered.moved_to)
        accepts = request.headers.get("accept-encoding", "")
        plain = answered.text.encode("utf-8", "surrogatepass")
        text, headers = await asyncio.to_thread(packed, plain, accepts) if len(plain) > _LARGE else packed(plain, accepts)
        return Response(text, media_type="application/json", headers=headers)

    async def access(self, request: Request) -> Response:
        """The package for a resident who asked to see everything held, for those colleagues who may have it."""
        access_id = request.path_params["access_id"]
        device_id, proof = asker(self.office, request, b"")
        found = await self.office.desk.run(lambda store: asking.asked_for(store, device_id, proof, access_id))
        return Response(await asyncio.to_thread(zipped, found), media_type="application/zip")

    async def events(self, request: Request) -> StreamingResponse:
        """Server-sent events: "the feed has moved to N"; a hint to sync, never data."""
        device_id, proof = asker(self.office, request, b"")
        device, seq = await self.office.desk.run(lambda store: _listener(store, device_id, proof))
        return StreamingResponse(self._hints(device, seq), media_type="text/event-stream", headers={"Cache-Control": "no-store"})

    async def _hints(self, device: Device, seq: int) -> AsyncIterator[str]:
        async for at in self.office.bell.listen(device.team_id, seq):
            self.office.presence.seen(device.team_id, device.officer_id, self.office.clock())
            yield f"event: feed\ndata: {at}\n\n"


def asker(office: Office, request: Request, body: bytes) -> tuple[str, Proof]:
    """The device of the session that a request names, and its proof, to be checked at the desk. Raises `Refused`."""
    proof = _proof(request, body)
    device_id = office.sessions.device_of(proof.token, office.clock())
    office.nonces.use(proof.nonce)
    return device_id, proof


def _listener(store: ServerStore, device_id: str, proof: Proof) -> tuple[Device, int]:
    device = identity.proven(store.people, device_id, proof)
    team = store.people.team(device.team_id)
    return device, team.seq if team else 0


def _proof(request: Request, body: bytes) -> Proof:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    path = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    try:
        signature = bytes.fromhex(request.headers.get(PROOF_HEADER, ""))
    except ValueError:
        signature = b""
    nonce = request.headers.get(NONCE_HEADER, "")
    return Proof(request.method, path, body, token if scheme == TOKEN_SCHEME else "", nonce, signature)


def _text(asked: dict[str, Any], name: str, longest: int) -> str:
    found = asked.get(name)
    if not isinstance(found, str) or not 0 < len(found) <= longest or not found.isprintable():
        raise Malformed(name, f"readable text of at most {longest} characters")
    return found


def _hex(asked: dict[str, Any], name: str) -> bytes:
    try:
        return bytes.fromhex(_text(asked, name, 256))
    except ValueError:
        raise Malformed(name, "hexadecimal") from None
