"""A real HTTP server for the ZGW APIs that we use: it checks who asks and how, and fails when a test says so."""

from __future__ import annotations

import json
import threading
from contextlib import suppress
from dataclasses import dataclass
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import HTTP
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
from municipality_register import CASES, CLIENT, SECRET, No, Register
from running import LOOPBACK

VERSION = "1.4.3"


@dataclass(frozen=True)
class Exchange:
    """One request and its answer, for who wants to hold them against the published API."""

    verb: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: Any
    status: int
    answer: Any
    answer_headers: dict[str, str]


class Municipality:
    """The two APIs on one port.

    `troubles` are taken one a request: None is none, a number a status; "before" and "after" cut the line around the work; "hang"
    says so (`hangs`) and goes on when it may (`goes_on`).
    """

    def __init__(self, part_bytes: int = 1_000, most_bytes: int = 10**9) -> None:
        self.most_bytes, self.troubles, self.seen = most_bytes, list[int | str | None](), list[Exchange]()
        self.one_at_a_time, self.hangs, self.goes_on = threading.Lock(), threading.Event(), threading.Event()
        self._server = ThreadingHTTPServer((LOOPBACK, 0), _handler(self))
        self.address = f"http://{LOOPBACK}:{self._server.server_address[1]}"
        self.register = Register(self.address, part_bytes)
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def asked(self) -> list[str]:
        """Verb and the last named part of each request that was answered, in order."""
        return [f"{each.verb} {[part for part in each.path.split('/') if len(part) < 36][-1]}" for each in self.seen]


def _handler(town: Municipality) -> type[BaseHTTPRequestHandler]:
    """The HTTP of it."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version, disable_nagle_algorithm, wbufsize = "HTTP/1.1", True, -1

        def log_message(self, *_: Any) -> None:
            """Keep the test's output quiet."""

        def _any(self) -> None:
            trouble = town.troubles.pop(0) if town.troubles else None
            raw = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            if trouble == "hang":
                town.hangs.set()
                town.goes_on.wait(30)
            if trouble == "before":
                self.close_connection = True
                return
            split = urlsplit(self.path)
            query = {name: values[0] for name, values in parse_qs(split.query).items()}
            body = None
            try:
                body = self._body(raw)
                self._check(split.path, raw, trouble)
                with town.one_at_a_time:
                    status, answer = town.register.answer(self.command, split.path, query, body and {**body})
            except No as no:
                status, answer = no.status, no.body
            if trouble == "after":
                self.close_connection = True
                return
            self._say(status, answer, split.path, query, body)

        do_GET = do_POST = do_PUT = _any  # noqa: N815  # the standard library calls them so

        def _check(self, path: str, raw: bytes, trouble: int | str | None) -> None:
            if isinstance(trouble, int):
                raise No(trouble, "told-to", "titel", "told-to")
            scheme, _, pass_ = self.headers.get("Authorization", "").partition(" ")
            try:
                claims = jwt.decode(pass_, SECRET, algorithms=["HS256"], options={"require": ["iss", "iat"]})
            except jwt.InvalidTokenError:
                raise No(403, "not_authenticated") from None
            if scheme != "Bearer" or not claims["iss"] == claims["client_id"] == CLIENT or not claims["user_representation"]:
                raise No(403, "permission_denied")
            if path.startswith(CASES) and self.headers.get("Accept-Crs") != "EPSG:4326":
                raise No(406, "not_acceptable")
            if path.startswith(CASES) and self.command == "POST" and self.headers.get("Content-Crs") != "EPSG:4326":
                raise No(412, "precondition_failed")
            if len(raw) > town.most_bytes:
                raise No(413, "too-large")

        def _body(self, raw: bytes) -> Any:
            kind = self.headers.get("Content-Type", "")
            if not raw or kind == "application/json":
                return json.loads(raw) if raw else None
            form = BytesParser(EmailMessage, policy=HTTP).parsebytes(b"Content-Type: " + kind.encode() + b"\r\n\r\n" + raw)
            parts = {
                str(each.get_param("name", header="Content-Disposition")): bytes(each.get_payload(decode=True) or b"")
                for each in form.iter_parts()
            }
            return {"lock": parts["lock"].decode(), "inhoud": parts["inhoud"]}

        def _say(self, status: int, answer: Any, path: str, query: dict[str, str], body: Any) -> None:
            kind = "application/json" if status < 400 else "application/problem+json"
            headers = {"Content-Type": kind, "API-version": VERSION}
            if path.startswith(CASES):
                headers["Content-Crs"] = "EPSG:4326"
            if status == 201:
                headers["Location"] = answer["url"]
            raw = b"" if answer is None else json.dumps(answer).encode()
            asked = {name.lower(): value for name, value in self.headers.items()}
            town.seen.append(Exchange(self.command, path, query, asked, body, status, json.loads(raw or b"null"), headers))
            with suppress(ConnectionError):  # whoever asked may be gone by now
                self._write(status, headers, raw)

        def _write(self, status: int, headers: dict[str, str], raw: bytes) -> None:
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(raw))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(raw)
            self.wfile.flush()

    return Handler
