"""Calls to one ZGW API: signed as this application, with the API's own words when it says no."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import httpx
import jwt

#: Too early, too busy, or broken over there: the same call may do later.
_LATER = frozenset({408, 425, 429})
_FAULTS_FROM = 500
_CRS = {"Accept-Crs": "EPSG:4326", "Content-Crs": "EPSG:4326"}
#: What the API writes in its audit trail; it names nobody.
_WHY = {"X-Audit-Toelichting": "Rapport uit Ronde"}
_MOST_WORDS = 500


class Weather(Exception):
    """The API cannot be reached or is too busy; nothing says that it will stay so. `after` is in seconds, when the API named it."""

    def __init__(self, after: float | None = None) -> None:
        super().__init__("weather")
        self.after = after


@dataclass(frozen=True, slots=True)
class Objection:
    """What an API says about one field."""

    field: str
    code: str
    reason: str


class Stopped(Exception):
    """A no that asking again does not change. `said` are the API's own words, for eyes only: they may quote what was sent."""

    def __init__(self, code: str, status: int = 0, said: str = "", objections: Sequence[Objection] = ()) -> None:
        super().__init__(f"{status} {code}")
        self.code, self.status, self.said, self.objections = code, status, said, tuple(objections)


@dataclass(frozen=True, slots=True)
class Caller:
    """The application that calls and the person for whom, as the audit trail over there will name them."""

    client_id: str
    secret: str
    user: str


def token(caller: Caller, now: datetime) -> str:
    """The pass for one call: a JWT with HS256 per application, as Open Zaak asks."""
    claims = {
        "iss": caller.client_id,
        "iat": int(now.timestamp()),
        "client_id": caller.client_id,
        "user_id": caller.user,
        "user_representation": caller.user,
    }
    return jwt.encode(claims, caller.secret, algorithm="HS256")


class Api:
    """One API at its address. Addresses that it gives are never followed: only the id at their end is used."""

    def __init__(self, web: httpx.Client, address: str, caller: Caller, clock: Callable[[], datetime], *, is_geo: bool) -> None:
        """`is_geo`: the API wants to hear in which coordinates is spoken, whether there are any or not."""
        self._web, self._address, self._caller, self._clock = web, address.rstrip("/"), caller, clock
        self._headers = {**_WHY, **(_CRS if is_geo else {})}

    def get(self, path: str, **asked: str) -> Any:
        """What stands there. Raises `Weather`, `Stopped`."""
        return self._call("GET", path, params=asked)

    def post(self, path: str, body: Mapping[str, Any]) -> Any:
        """Make something. Raises `Weather`, `Stopped`."""
        return self._call("POST", path, json=body)

    def put_part(self, path: str, lock: str, content: bytes) -> None:
        """A part of a file. Raises `Weather`, `Stopped`."""
        self._call("PUT", path, data={"lock": lock}, files={"inhoud": ("part", content, "application/octet-stream")})

    def _call(self, verb: str, path: str, **more: Any) -> Any:
        headers = {**self._headers, "Authorization": f"Bearer {token(self._caller, self._clock())}"}
        try:
            answer = self._web.request(verb, f"{self._address}/{path}", headers=headers, **more)
        except httpx.TransportError:
            raise Weather from None
        return _read(answer)


def _read(answer: httpx.Response) -> Any:
    if answer.status_code in _LATER or answer.status_code >= _FAULTS_FROM:
        after = answer.headers.get("Retry-After", "")
        raise Weather(float(after) if after.isascii() and after.isdigit() else None)
    if not answer.is_success:
        raise _no(answer)
    if not answer.content:
        return None
    try:
        return answer.json()
    except ValueError:
        raise Stopped("unexpected-answer", answer.status_code) from None


def _no(answer: httpx.Response) -> Stopped:
    """The problem as the API tells it (`Fout`, `ValidatieFout`); anything else is no answer of this API."""
    try:
        found = answer.json()
        objections = [
            Objection(str(each["name"]), str(each["code"]), str(each["reason"])) for each in found.get("invalidParams", [])
        ]
        said = " ".join(str(found.get(name) or "") for name in ("title", "detail")).strip()
        return Stopped(str(found["code"]), answer.status_code, said[:_MOST_WORDS], objections)
    except (ValueError, KeyError, TypeError, AttributeError):
        return Stopped("unexpected-answer", answer.status_code)
