"""The only httpx on the phone: proves each request, and turns the weather of networks into three plain errors.

Weather
├── Unreachable    no coverage, no server, or an answer that broke off: try again later
├── NotWelcome     the server knows this phone no more, or refuses it: an officer must act
└── TooOld         the app and the server do not speak the same version: keep recording, update
"""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

import httpx
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from field_app.rules.proof import CODE_HEADER, NONCE_HEADER, PROOF_HEADER, TOKEN_SCHEME, enrolment_proof, request_proof
from field_app.rules.refusals import Code
from field_app.rules.wire import canonical

_TIMEOUT = httpx.Timeout(30, connect=10)
#: The server says something on the line for hints every 20 seconds; after a minute of silence the line is dead.
_LINE_IS_DEAD = httpx.Timeout(60, connect=10)
#: However busy it is, a server cannot keep a phone away longer.
_LONGEST_TOLD = 3600
#: A server that restarted knows neither token nor nonce: one try to open a session, one with a fresh nonce, and one to spare.
_TRIES = 4
#: Less than this is not packed; more than this is packed beside the event loop.
_SMALL, _LARGE = 500, 200_000
#: A sixth fewer bytes than the lightest packing. In the field a byte costs twenty times what it costs to squeeze it out.
_LEVEL = 6
_OK, _BAD = 200, 400
_ZIP, _PDF, _JPEG = "application/zip", "application/pdf", "image/jpeg"
_PHOTO_KEY = ("photo_key", "photo_key_signature")


class Weather(Exception):
    """Something between phone and server; what was saved is not touched by it."""

    def __init__(self, code: str, retry_after: timedelta | None = None) -> None:
        """`code` is a refusal's stable code, or a short word for the transport error."""
        super().__init__(code)
        self.code = code
        self.retry_after = retry_after


class Unreachable(Weather):
    """No coverage, no server, or an answer that broke off; only in the last case may the request have arrived."""

    may_have_arrived = False


class NotWelcome(Weather):
    """The server refuses this phone or what it sends as a whole."""


class TooOld(Weather):
    """App and server do not speak the same version of the exchange."""


@dataclass(frozen=True, slots=True)
class Credentials:
    """What a phone proves itself with."""

    device_id: str
    signing_key: Ed25519PrivateKey


class Client:
    """Talks to one server. `coverage` False: nothing leaves the phone (the demo's switch)."""

    def __init__(self, server: str, transport: httpx.AsyncBaseTransport | None = None) -> None:
        """`server` is the address, as https://ronde.gemeente.nl. Raises `Unreachable` when it is no address."""
        try:
            self._http = httpx.AsyncClient(base_url=server, timeout=_TIMEOUT, transport=transport)
        except httpx.InvalidURL as error:
            raise Unreachable("InvalidURL") from error
        self._token = ""
        #: The key for which photos are sealed, as the server said it when the session was opened, with its signature.
        self.photo_key: Mapping[str, str] = {}
        self._nonces: list[str] = []
        self.has_coverage: Callable[[], bool] = lambda: True

    async def close(self) -> None:
        """Let the connections go."""
        await self._http.aclose()

    async def enrol(self, code: str, credentials: Credentials) -> dict[str, Any]:
        """A one-time code makes this a device; the answer holds the team's public keys. Raises `Weather`."""
        proof = credentials.signing_key.sign(enrolment_proof(code, credentials.device_id)).hex()
        public = credentials.signing_key.public_key().public_bytes_raw().hex()
        body = canonical({"code": code, "device_id": credentials.device_id, "public_key": public, "proof": proof})
        response = await self._send(self._http.build_request("POST", "/v1/enrol", content=body))
        return self._said(response, "officer_id", "team_id", "recovery_key", "log_key", "epoch")

    async def sync(self, body: bytes, credentials: Credentials) -> bytes:
        """One round trip; the answer as JSON bytes. Raises `Weather`."""
        packed = await _packed(body)
        headers = {"Content-Type": "application/json", **({"Content-Encoding": "gzip"} if packed is not body else {})}
        response = await self._proven("POST", "/v1/sync", packed, headers, credentials)
        return response.content

    async def access_package(self, access_id: str, credentials: Credentials) -> bytes:
        """The package for a resident who asked to see everything held, as a zip. Raises `Weather`."""
        return await self._file(f"/v1/access/{access_id}", _ZIP, credentials)

    async def photo(self, sha256: str, credentials: Credentials) -> bytes:
        """The display copy of a photo, as JPEG. Raises `Weather`."""
        return await self._file(f"/v1/photos/{sha256}", _JPEG, credentials)

    async def original(self, original_id: str, credentials: Credentials) -> bytes:
        """A photo as it was taken, when that was allowed. Raises `Weather`."""
        return await self._file(f"/v1/originals/{original_id}", _JPEG, credentials)

    async def case_report(self, case_id: str, credentials: Credentials) -> bytes:
        """The report of findings of a case, as PDF. Raises `Weather`."""
        return await self._file(f"/v1/cases/{case_id}/report", _PDF, credentials)

    async def case_export(self, case_id: str, credentials: Credentials) -> bytes:
        """The export of a case with its proofs, as a zip. Raises `Weather`."""
        return await self._file(f"/v1/cases/{case_id}/export", _ZIP, credentials)

    async def _file(self, path: str, media_type: str, credentials: Credentials) -> bytes:
        response = await self._proven("GET", path, b"", {"Accept": media_type}, credentials)
        if response.headers.get("content-type") != media_type:
            raise Unreachable("unreadable-answer")
        return response.content

    async def upload(
        self, method: str, path: str, body: bytes, headers: Mapping[str, str], credentials: Credentials
    ) -> Mapping[str, str]:
        """One step of an upload; what the answer says in its headers, by their names in small letters. Raises `Weather`."""
        response = await self._proven(method, path, body, dict(headers), credentials)
        return response.headers

    async def hints(self, credentials: Credentials) -> AsyncIterator[None]:
        """Something each time the server says that the feed has moved, until the line breaks. Raises `Weather`."""
        headers = {"Accept": "text/event-stream"}
        response = await self._proven("GET", "/v1/events", b"", headers, credentials, stream=True)
        try:
            async for line in response.aiter_lines():
                if not self.has_coverage():
                    break
                if line.startswith("data:"):
                    yield
        except httpx.HTTPError as error:
            raise Unreachable(type(error).__name__) from error
        finally:
            await response.aclose()

    async def _proven(
        self, method: str, path: str, body: bytes, headers: dict[str, str], credentials: Credentials, *, stream: bool = False
    ) -> httpx.Response:
        for _ in range(_TRIES):
            if not self._token:
                await self._open_session(credentials)
            response = await self._signed(method, path, body, headers, credentials, stream=stream)
            if response.is_success:
                return response
            code = await self._code(response)
            if code == Code.SESSION_EXPIRED:
                self._token = ""
            elif code != Code.NONCE_NEEDED:
                break
        raise self._weather(response, code)

    async def _open_session(self, credentials: Credentials) -> None:
        body = canonical({"device_id": credentials.device_id})
        for _ in range(2):
            response = await self._signed("POST", "/v1/session", body, {}, credentials, stream=False)
            if response.status_code == _OK or await self._code(response) != Code.NONCE_NEEDED:
                break
        said = self._said(response, "token")
        self._token, self.photo_key = said["token"], {name: str(said.get(name, "")) for name in _PHOTO_KEY}

    async def _signed(
        self, method: str, path: str, body: bytes, headers: dict[str, str], credentials: Credentials, *, stream: bool
    ) -> httpx.Response:
        nonce = self._nonces.pop() if self._nonces else ""
        signature = credentials.signing_key.sign(request_proof(method, path, body, nonce, self._token)).hex()
        proof = {NONCE_HEADER: nonce, PROOF_HEADER: signature}
        if self._token:
            proof["Authorization"] = f"{TOKEN_SCHEME} {self._token}"
        return await self._send(self._http.build_request(method, path, content=body, headers={**headers, **proof}), stream=stream)

    async def _send(self, request: httpx.Request, *, stream: bool = False) -> httpx.Response:
        if not self.has_coverage():
            raise Unreachable("no-coverage")
        if stream:
            request.extensions["timeout"] = _LINE_IS_DEAD.as_dict()
        try:
            response = await self._http.send(request, stream=stream)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            weather = Unreachable(type(error).__name__)
            weather.may_have_arrived = not isinstance(error, httpx.ConnectError | httpx.ConnectTimeout | httpx.InvalidURL)
            raise weather from error
        if nonce := response.headers.get(NONCE_HEADER):
            self._nonces = [*self._nonces[-3:], nonce]
        return response

    async def _code(self, response: httpx.Response) -> str:
        if code := response.headers.get(CODE_HEADER):
            return str(code)
        try:
            await response.aread()
            return str(response.json().get("code", ""))
        except (httpx.HTTPError, ValueError, AttributeError):
            return ""

    def _said(self, response: httpx.Response, *names: str) -> dict[str, Any]:
        """What the server said, with these texts in it; another answer of 200 comes from something else on the road."""
        try:
            said = response.json()
        except ValueError:
            said = None
        if response.status_code != _OK or not isinstance(said, dict):
            raise self._weather(response, str(said.get("code", "")) if isinstance(said, dict) else "")
        if not all(isinstance(said.get(name), str) for name in names):
            raise Unreachable("unreadable-answer")
        return said

    def _weather(self, response: httpx.Response, code: str) -> Weather:
        if code in (Code.PROTOCOL_TOO_OLD, Code.PROTOCOL_TOO_NEW):
            return TooOld(code)
        if code in (Code.TOO_BUSY, Code.SERVER_FAULT, Code.NONCE_NEEDED, Code.SESSION_EXPIRED, "") or response.status_code < _BAD:
            return Unreachable(code or f"http-{response.status_code}", _told_to_wait(response.headers.get("retry-after", "")))
        return NotWelcome(code)


def _told_to_wait(seconds: str) -> timedelta | None:
    return timedelta(seconds=min(int(seconds), _LONGEST_TOLD)) if seconds.isdecimal() else None


async def _packed(body: bytes) -> bytes:
    if len(body) < _SMALL:
        return body
    pack = partial(gzip.compress, body, _LEVEL, mtime=0)
    return await asyncio.to_thread(pack) if len(body) > _LARGE else pack()
