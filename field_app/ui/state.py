"""What one open app remembers while it is open: the look, the exchange, and where the officer is."""

from __future__ import annotations

import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, TypeVar

import flet as ft

from field_app.rules.refusals import Refused
from field_app.ui import safe, theme
from field_app.ui.ports import Camera, ExchangeStatus, Phone
from field_app.workday import Workday
from field_app.workday.safety import SafetyView
from field_app.workday.views import DraftView, Preferences

T = TypeVar("T")

TODAY, CASES, MORE, DRAFTS, ENTRIES = "/", "/zaken", "/meer", "/concept/", "/regel/"
ROSTER, SHIFTS, OFFERS, NOTE, AWAY, PLANNING = "/rooster", "/dienst/", "/ruil/", "/briefje", "/vrij", "/planning"
ALARMS, INCIDENTS, FORMS = "/alarm/", "/incidenten", "/formulier/"
MEETING, CLOSED = "/overleg", "/gesloten"
#: These lie on top too, and are gone back to themselves from what was opened there; so is an entry from a form about it.
_PLACES = (MEETING, CLOSED)
#: Screens that lie on top of another one and go back to it.
_ON_TOP = (DRAFTS, ENTRIES, SHIFTS, OFFERS, NOTE, AWAY, PLANNING, ALARMS, INCIDENTS, FORMS, MEETING, CLOSED)


def case_route(case_id: str) -> str:
    """Where the dossier of a case is."""
    return f"{CASES}/{case_id}"


def has_foot(route: str) -> bool:
    """Whether a button stays under the thumb on the screen at this route."""
    return route.startswith((DRAFTS, FORMS, f"{CASES}/"))


@ft.observable
@dataclass
class AppState:
    """One session. `version` grows whenever rows or status change; screens ask the workday again when it does.

    `quick` is the look on the sheet "niets gezien", None while that sheet is closed. `flush` saves what is being typed right now.
    `safety` is what keeps watch, None until it was first read; `question` the sheet that asks whether the officer is well.
    `below` is where closing the screen on top goes, `further` where that one goes in its turn when it lies on top too.
    `week` is the first day that Rooster shows, None for this week; `jumps` counts how often another screen chose it, so that
    Rooster then begins at its top.
    """

    phone: Phone
    page: ft.Page
    status: ExchangeStatus
    camera: Camera
    preferences: Preferences = field(default_factory=Preferences)
    is_enrolled: bool = False
    version: int = 0
    width: float = 390
    height: float = 844
    quick: DraftView | None = None
    below: str = TODAY
    further: str = CASES
    flush: Callable[[], Awaitable[None]] | None = None
    bar: ft.SnackBar | None = None
    week: date | None = None
    jumps: int = 0
    safety: SafetyView | None = None
    question: ft.BottomSheet | None = None

    @property
    def now(self) -> datetime:
        """The time by this phone, only to say how long ago something was."""
        return datetime.now(UTC)

    @property
    def t(self) -> theme.Tokens:
        """The colours and sizes of this officer's look."""
        return theme.tokens(self.preferences)

    @property
    def is_wide(self) -> bool:
        """Whether list and dossier fit side by side."""
        return self.width >= theme.WIDE_FROM

    @property
    def is_on_top(self) -> bool:
        """Whether the screen in sight lies on top of another one."""
        return bool(self.page.route.startswith(_ON_TOP))

    @property
    def has_rail(self) -> bool:
        """Whether the navigation stands at the side."""
        return self.is_wide or self.height < theme.LOW_BELOW < self.width

    @property
    def room(self) -> float:
        """How wide the place beside the navigation is."""
        return self.width - (self.t.sp(theme.RAIL_WIDTH) if self.has_rail else 0)

    async def refresh(self) -> None:
        """Take over what changed on the phone and let the screens ask again."""
        is_enrolled, safety = self.phone.is_enrolled, self.safety
        if is_enrolled:
            with contextlib.suppress(Refused):  # a file in trouble: the screens say so, each in its place
                safety = await self.phone.ask(lambda day: day.safety())
        self.is_enrolled, self.safety, self.status = is_enrolled, safety, self.phone.status
        self.version += 1

    async def load_preferences(self) -> None:
        """Put on the look that this officer chose before."""
        self.preferences = await self.phone.ask(lambda day: day.preferences())
        self.dress()

    def dress(self) -> None:
        """Give the page the chosen look."""
        theme.dress(self.page, self.t)
        self.page.update()

    def go(self, route: str) -> None:
        """Open a screen. One that lies on top remembers what was below it."""
        here = self.page.route
        is_place = here in _PLACES or (here.startswith(ENTRIES) and route.startswith(FORMS))
        if route.startswith(_ON_TOP) and (not self.is_on_top or is_place):
            if is_place and self.below != here:
                self.further = self.below
            self.below = here
        self.page.navigate(route)

    def back(self) -> None:
        """Close the screen that lies on top."""
        if self.page.route == self.below:
            self.below, self.further = self.further, CASES
        self.page.navigate(self.below)


AppContext: Any = ft.create_context(None)


def use_app() -> AppState:
    """The session of the component that asks; it is drawn again when the session changes."""
    app: AppState = ft.use_context(AppContext)
    return app


def use_asked(question: Callable[[Workday], T], *about: Any) -> T | Refused | None:
    """What the workday answers, asked again when rows change or when it is `about` something else; None until it is known.

    A rule's no is an answer too: what was shown before, of a case that has left this phone for one, is not shown any longer.
    """
    app = use_app()
    nothing: T | Refused | None = None
    answer, set_answer = ft.use_state(nothing)

    async def ask() -> None:
        try:
            set_answer(await app.phone.ask(question))
        except Refused as no:
            set_answer(no)

    ft.use_effect(safe.effect(ask), [app.version, app.is_enrolled, *about])
    return answer


def use_answer(question: Callable[[Workday], T], *about: Any) -> T | None:
    """The same where a no looks like not knowing yet."""
    found = use_asked(question, *about)
    return None if isinstance(found, Refused) else found
