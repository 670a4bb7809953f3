"""What the screens need from outside the rules and the workday: the exchange, seen from the front seat."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol, TypeVar

import flet as ft

from field_app.rules.position import Position, Whereabouts
from field_app.workday import Workday

T = TypeVar("T")


class Link(StrEnum):
    """How the phone stands with the server."""

    NOT_ENROLLED = "NOT_ENROLLED"
    OFFLINE = "OFFLINE"
    EXCHANGING = "EXCHANGING"
    UP_TO_DATE = "UP_TO_DATE"
    WAITING = "WAITING"
    NOT_WELCOME = "NOT_WELCOME"
    TOO_OLD = "TOO_OLD"


@dataclass(frozen=True, slots=True)
class ExchangeStatus:
    """The truth about the exchange: what waits, when it last worked, and the stable code of what went wrong.

    `photos` counts those that the server does not have yet; they are not among what is `waiting`.
    """

    link: Link
    waiting: int
    refused: int
    last_success_at: datetime | None = None
    next_try_at: datetime | None = None
    problem_code: str | None = None
    coverage_simulated_off: bool = False
    server: str | None = None
    received: int | None = None
    photos: int = 0


@dataclass(frozen=True, slots=True)
class Places:
    """Where this phone is, while its own timer or alarm runs, and where colleagues are whose alarm is open."""

    here: Position | None = None
    others: tuple[Whereabouts, ...] = ()

    def of(self, officer_id: str) -> Position | None:
        """Where this colleague is, as far as known."""
        return next((each.position for each in self.others if each.officer_id == officer_id), None)


class Phone(Protocol):
    """Everything a screen may ask of the phone around it."""

    @property
    def is_enrolled(self) -> bool:
        """Whether this phone belongs to an officer."""

    @property
    def is_demo(self) -> bool:
        """Whether the switch that simulates having no coverage is offered."""

    @property
    def status(self) -> ExchangeStatus:
        """How the exchange stands now."""

    @property
    def places(self) -> Places:
        """Where this phone is, and where colleagues in need are; never kept."""

    async def ask(self, question: Callable[[Workday], T]) -> T:
        """Ask or tell the workday something, off the screen's thread; what it saved is on disk when this returns."""

    async def exchange_now(self) -> None:
        """One exchange at once, by hand; the status tells how it went."""

    async def access_package(self, access_id: str) -> bytes:
        """The package of a checked request to see everything held, as a zip to save. Raises `Refused`."""

    async def photo(self, observation_id: str, sha256: str) -> bytes:
        """The copy of a photo to look at, as JPEG; never kept. Raises `Refused`."""

    async def original(self, original_id: str) -> bytes:
        """A photo as it was taken, once that was allowed, as JPEG; never kept. Raises `Refused`."""

    async def case_report(self, case_id: str) -> bytes:
        """The report of findings of a case, as PDF to save; never kept. Raises `Refused`."""

    async def case_export(self, case_id: str) -> bytes:
        """The report with all that is needed to check it, as a zip to save; never kept. Raises `Refused`."""

    async def simulate_coverage(self, is_on: bool) -> None:
        """The demo's switch: off means that nothing reaches the server."""

    async def enrol(self, server: str, code: str) -> None:
        """Make this the phone of an officer. Raises `Refused`; the status tells when the server is out of reach."""

    def listen(self, changed: Callable[[], Awaitable[None]]) -> Callable[[], None]:
        """Call `changed` whenever rows or status change; the answer stops that."""


class CameraTrouble(StrEnum):
    """Why the camera shows nothing: not allowed by the officer, not there, or out of order."""

    DENIED = "DENIED"
    NONE = "NONE"
    FAILED = "FAILED"


class Camera(Protocol):
    """How this device makes a photo: with its lens, or from a file where it has none."""

    @property
    def has_lens(self) -> bool:
        """Whether there is a lens to look through; else a photo is chosen."""

    def view(self) -> ft.Control:
        """What the lens sees: to be shown before it is opened, and for each drawing another."""

    async def open(self) -> CameraTrouble | None:
        """Turn the lens on, without sound and without flash; what stands in the way instead."""

    async def take(self) -> bytes | None:
        """One photo as the camera made it, kept nowhere; None when it could not."""

    async def choose(self) -> bytes | None:
        """A JPEG that the officer chooses from this device; None when nothing was chosen."""

    async def forget(self) -> None:
        """A photo is kept, sealed: what the platform itself still has of it goes."""
