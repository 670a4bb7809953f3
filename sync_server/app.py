"""Puts the server together: file, keys, desk, routes."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from field_app.rules.proof import NONCE_HEADER
from field_app.rules.wire import canonical
from sync_server import openapi, phonebook, photo_routes, problems, report_routes
from sync_server.api import Office, routes
from sync_server.desk import Desk
from sync_server.keys import LogKey, log_key
from sync_server.photos import PhotoBox, Uploads
from sync_server.planner.runner import Runner
from sync_server.register import Register
from sync_server.report.making import Seal, maker, unsealed
from sync_server.restore import begin_epoch
from sync_server.roster_log import RosterLog
from sync_server.watch import Watch

_FAULT = 500


def utc_now() -> datetime:
    """The server's clock."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the server keeps its file and keys, which clock it goes by, and what seals its reports."""

    folder: Path
    clock: Callable[[], datetime] = utc_now
    seal: Seal = unsealed

    @property
    def database(self) -> Path:
        """The server's file."""
        return self.folder / "ronde.db"


class Told(FastAPI):
    """The application with its document, in which FastAPI has no place for what it does not check itself."""

    def openapi(self) -> dict[str, Any]:
        """The document, with what a session is."""
        return {**super().openapi(), "components": {"securitySchemes": openapi.SCHEMES}}


def create_app(settings: Settings) -> FastAPI:
    """The server as an ASGI application. Raises when the file cannot be opened."""
    key = log_key(settings.folder)
    desk = Desk(settings.database)
    desk.submit(lambda store: begin_epoch(store, settings.clock())).result()
    desk.submit(phonebook.renew_all).result()
    desk.submit(lambda store: RosterLog(store).void()).result()
    box = PhotoBox(settings.folder)
    office = Office(desk, settings.clock, key, _signed_photo_key(box, key), Register(settings.folder))

    watch = Watch(desk, office.bell, office.presence, office.positions, settings.clock)

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        beside = [asyncio.create_task(each.run()) for each in (watch, Runner(desk, office.bell, settings.clock))]
        yield
        for each in beside:
            each.cancel()
        await asyncio.gather(*beside, return_exceptions=True)
        office.bell.close()
        desk.close()

    app = Told(title="Ronde", version="0.5.0", docs_url=None, redoc_url=None, lifespan=life)
    app.include_router(routes(office))
    app.include_router(photo_routes.routes(office, box, Uploads(settings.folder)))
    app.include_router(report_routes.routes(office, maker(settings.folder, key, settings.seal)))
    app.state.office = office
    app.add_middleware(Doorkeeper, office=office)
    problems.install(app)
    return app


def _signed_photo_key(box: PhotoBox, key: LogKey) -> dict[str, str]:
    """The key for which phones seal photos, signed so that nobody on the road can put another in its place."""
    said = {"photo_key": box.public_hex}
    return {**said, "photo_key_signature": key.sign(canonical(said)).hex()}


class Doorkeeper:
    """Gives every answer the next nonce, and counts it."""

    def __init__(self, app: ASGIApp, office: Office) -> None:
        """Wraps the application."""
        self._app, self._office = app, office

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began = time.perf_counter()

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["Cache-Control"] = "no-store"
                headers["X-Content-Type-Options"] = "nosniff"
                if scope["path"].startswith("/v1/"):
                    headers[NONCE_HEADER] = self._office.nonces.issue()
                self._office.metrics.answered(message["status"], time.perf_counter() - began)
            await send(message)

        try:
            await self._app(scope, receive, sending)
        except Exception:  # its answer is made further out, where nobody counts
            self._office.metrics.answered(_FAULT, time.perf_counter() - began)
            raise
