"""A visitor that asks what schemathesis makes up from the OpenAPI document, signed by a real device or by nobody."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

import requests
import schemathesis
from requests.auth import AuthBase
from schemathesis import Case
from schemathesis.core.result import Ok
from schemathesis.core.transport import Response
from schemathesis.schemas import APIOperation

from field_app.rules.proof import NONCE_HEADER, PROOF_HEADER
from server.by_hand import Device, proof_headers

Operation = APIOperation[Any, Any, Any, Any]
MadeUp = Case[Any]


@schemathesis.serializer("application/offset+octet-stream")
def as_bytes(_: Any, value: Any) -> bytes:
    """Bytes travel as they are, whatever was made up."""
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "surrogatepass")


def operations(address: str) -> list[Operation]:
    """Every operation that the running server's document tells of; of a stream the first event is read."""
    schema = schemathesis.openapi.from_url(f"{address}/openapi.json")
    schema.validate()
    schema.config.max_stream_events = 1
    return [each.ok() for each in schema.get_all_operations() if isinstance(each, Ok)]


def as_read(path_url: str) -> str:
    """The path as the server reads it, which is what a signature is over; an id on a phone has none of these signs."""
    path, mark, query = path_url.partition("?")
    read = unquote(path).replace("?", "%3F").replace("#", "%23").replace("\\", "%5C")
    return "".join((read, mark, query))


class Signing(AuthBase):
    """Signs each request as the device's phone would, the moment that its bytes are known."""

    def __init__(self, device: Device) -> None:
        """The device has a session."""
        self._device = device

    def __call__(self, asked: requests.PreparedRequest) -> requests.PreparedRequest:
        """The request with its proof instead of the one that was made up; what came without one stays so."""
        if NONCE_HEADER not in asked.headers or PROOF_HEADER not in asked.headers:
            return asked
        device, body, nonce = self._device, asked.body or b"", self._device.fresh_nonce()
        sent = body if isinstance(body, bytes) else str(body).encode()
        said = {"method": asked.method, "path": as_read(asked.path_url), "body": sent, "nonce": nonce, "token": device.token}
        asked.headers.update(proof_headers(device.key, nonce, device.token, said))
        asked.register_hook("response", self._heard)
        return asked

    def _heard(self, response: requests.Response, **_: Any) -> None:
        self._device.nonce = response.headers.get(NONCE_HEADER, "")


class Visitor:
    """Somebody with a device of the team, who may also come without."""

    def __init__(self, device: Device) -> None:
        """The device has a session."""
        self._device, self._unsigned, self._signed = device, requests.Session(), requests.Session()
        self._signed.auth = Signing(device)

    def ask(self, case: MadeUp, *, is_signed: bool) -> Response:
        """One request; what is brought gets the epoch and the chain that let it in."""
        brings = case.body if is_signed and case.path == "/v1/sync" and isinstance(case.body, dict) else None
        if brings is not None:
            case.body = brings = self._device.sealed(brings)
        response = case.call(self._device.address, self._signed if is_signed else self._unsigned, timeout=30)
        self._device.answered(brings or {}, response)
        return response

    def close(self) -> None:
        """Hang up."""
        self._unsigned.close()
        self._signed.close()
