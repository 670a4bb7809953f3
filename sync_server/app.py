"""Puts the server together: file, keys, desk, routes."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from fastapi import FastAPI
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from field_app.rules.proof import NONCE_HEADER
from sync_server import phonebook, problems
from sync_server.api import Office, routes
from sync_server.desk import Desk
from sync_server.keys import log_key
from sync_server.planner.runner import Runner
from sync_server.register import Register
from sync_server.restore import begin_epoch
from sync_server.watch import Watch

_FAULT = 500


def utc_now() -> datetime:
    """The server's clock."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the server keeps its file and keys, and which clock it goes by."""

    folder: Path
    clock: Callable[[], datetime] = utc_now

    @property
    def database(self) -> Path:
        """The server's file."""
        return self.folder / "ronde.db"


def create_app(settings: Settings) -> FastAPI:
    """The server as an ASGI application. Raises when the file cannot be opened."""
    key = log_key(settings.folder)
    desk = Desk(settings.database)
    desk.submit(lambda store: begin_epoch(store, settings.clock())).result()
    desk.submit(phonebook.renew_all).result()
    office = Office(desk, settings.clock, key.public_hex, Register(settings.folder))

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

    app = FastAPI(title="Ronde", version="0.1.0", docs_url=None, redoc_url=None, lifespan=life)
    app.include_router(routes(office))
    app.state.office = office
    app.add_middleware(Doorkeeper, office=office)
    problems.install(app)
    return app


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
