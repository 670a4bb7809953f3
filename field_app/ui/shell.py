"""Puts the screens together: the routes, the look, the Dutch locale, and the one session behind them."""

from __future__ import annotations

import asyncio

import flet as ft

from field_app.ui import safe
from field_app.ui.ports import Camera, Phone
from field_app.ui.screens.away import AwayScreen
from field_app.ui.screens.case import CaseScreen
from field_app.ui.screens.closed import ClosedScreen
from field_app.ui.screens.enrol import EnrolScreen
from field_app.ui.screens.entry import EntryScreen
from field_app.ui.screens.home import CasesScreen, MoreScreen, RosterScreen, TodayScreen
from field_app.ui.screens.incident import IncidentScreen
from field_app.ui.screens.meeting import MeetingScreen
from field_app.ui.screens.observe import ObserveScreen
from field_app.ui.screens.paper import PaperScreen
from field_app.ui.screens.planning import PlanningScreen
from field_app.ui.screens.safety import AlarmScreen
from field_app.ui.screens.shift import ShiftScreen
from field_app.ui.screens.swap import SwapScreen
from field_app.ui.screens.swap_note import ReadNoteScreen
from field_app.ui.screens.timer import ask_if_late
from field_app.ui.state import AppContext, AppState
from field_app.ui.text_nl import general

#: How often Vandaag looks at the clock by itself.
TICK_S = 30
#: How often it looks whether the officer is late.
LOOK_S = 2


def start(page: ft.Page, phone: Phone, camera: Camera) -> None:
    """Open the app for one device: called once for each start."""
    app = AppState(phone, page, phone.status, camera, is_enrolled=phone.is_enrolled)
    _measure(app)
    page.title = general.APP
    page.locale_configuration = _dutch()
    page.on_resize = safe.handler(lambda: _measure(app))
    page.on_app_lifecycle_state_change = safe.handler(lambda event: _hidden(app, event))
    app.dress()
    page.render_views(App, app)


@safe.component
def App(app: AppState) -> ft.Control:  # noqa: N802 - a component
    """The whole app: linking first, and then the tabs with what lies on top of them."""
    ft.use_effect(lambda: _follow(app), [])
    routes = _routes(app.is_wide) if app.is_enrolled else []
    router: ft.Control = AppContext(
        app, lambda: ft.Router(routes, not_found=None, manage_views=True) if routes else [EnrolScreen()]
    )
    return router


def _routes(is_wide: bool) -> list[ft.Route]:
    dossier = ft.Route(path=":case_id", component=CasesScreen if is_wide else CaseScreen)
    cases = (
        [ft.Route(path="zaken", component=CasesScreen), ft.Route(path="zaken/:case_id", component=CasesScreen)]
        if is_wide
        else [ft.Route(path="zaken", component=CasesScreen, children=[dossier])]
    )
    return [
        *cases,
        ft.Route(path="rooster", component=RosterScreen),
        ft.Route(path="meer", component=MoreScreen),
        ft.Route(path="concept/:draft_id", component=ObserveScreen, modal=True),
        ft.Route(path="regel/:entry_id", component=EntryScreen, modal=True),
        ft.Route(path="alarm/:alarm_id", component=AlarmScreen, modal=True),
        ft.Route(path="incidenten", component=IncidentScreen, modal=True),
        ft.Route(path="formulier/:paper_id", component=PaperScreen, modal=True),
        ft.Route(path="overleg", component=MeetingScreen, modal=True),
        ft.Route(path="gesloten", component=ClosedScreen, modal=True),
        ft.Route(path="dienst/:shift_id", component=ShiftScreen, modal=True),
        ft.Route(path="ruil/:offer_id", component=SwapScreen, modal=True),
        ft.Route(path="briefje", component=ReadNoteScreen, modal=True),
        ft.Route(path="vrij", component=AwayScreen, modal=True),
        ft.Route(path="planning", component=PlanningScreen, modal=True),
        ft.Route(index=True, component=TodayScreen),
    ]


def _follow(app: AppState) -> object:
    """Follow the phone and the clock while the app is open; the answer stops that."""

    async def refresh() -> None:
        await app.refresh()
        ask_if_late(app)

    async def changed() -> None:
        if app.page.session.connection is not None:  # else nobody looks; who comes back sees all anew
            app.page.run_task(safe.effect(refresh))  # the exchange may tell it from a task that knows no page

    async def back() -> None:
        # Flet's own drawing falls silent when a window goes while it is being drawn
        app.page.session.start_updates_scheduler()  # type: ignore[no-untyped-call]
        await refresh()

    deaf = app.phone.listen(changed)
    ticking = app.page.run_task(safe.effect(lambda: _tick(app)))

    def stop() -> None:
        deaf()
        ticking.cancel()

    app.page.on_connect = safe.handler(back)
    app.page.on_close = safe.handler(stop)  # a closed session is not taken down piece by piece
    return stop


async def _tick(app: AppState) -> None:
    """Read the chosen look, then keep the moment of the day true while the app is in sight."""
    if app.is_enrolled:
        await app.load_preferences()
        await app.refresh()
    while True:
        await _until_next(app)
        await app.page.wait_until_visible()
        await app.refresh()
        ask_if_late(app)


async def _until_next(app: AppState) -> None:
    """Half a minute, or until a timer's time passes."""
    for _ in range(TICK_S // LOOK_S):
        await asyncio.sleep(LOOK_S)
        timer = app.safety.timer if app.safety else None
        if timer and timer.until <= app.now and app.question is None:
            return


async def _hidden(app: AppState, event: ft.AppLifecycleStateChangeEvent) -> None:
    """Save what is being typed before the phone puts the app away."""
    if event.state in (ft.AppLifecycleState.INACTIVE, ft.AppLifecycleState.HIDE, ft.AppLifecycleState.PAUSE) and app.flush:
        await app.flush()


def _measure(app: AppState) -> None:
    app.width = app.page.width or app.width
    app.height = app.page.height or app.height


def _dutch() -> ft.LocaleConfiguration:
    dutch = ft.Locale("nl", "NL")
    return ft.LocaleConfiguration(supported_locales=[dutch], current_locale=dutch)
