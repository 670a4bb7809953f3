"""The four tabs as one screen, so that changing tab is no journey."""

from __future__ import annotations

import flet as ft

from field_app.ui import safe
from field_app.ui.parts import frame
from field_app.ui.screens.cases import Cases
from field_app.ui.screens.more import More
from field_app.ui.screens.roster import Roster
from field_app.ui.screens.today import Today
from field_app.ui.state import CASES, MORE, ROSTER, TODAY, use_app


@safe.screen
def TodayScreen() -> ft.View:  # noqa: N802 - a component
    """The tab Vandaag."""
    return frame.view(use_app(), TODAY, Today(), tab=TODAY)


@safe.screen
def CasesScreen() -> ft.View:  # noqa: N802 - a component
    """The tab Zaken."""
    return frame.view(use_app(), CASES, Cases(ft.use_route_params().get("case_id")), tab=CASES, key=TODAY)


@safe.screen
def RosterScreen() -> ft.View:  # noqa: N802 - a component
    """The tab Rooster."""
    app = use_app()
    content = ft.Container(Roster(), key=f"roster-{app.jumps}", expand=True)
    return frame.view(app, ROSTER, content, tab=ROSTER, key=TODAY)


@safe.screen
def MoreScreen() -> ft.View:  # noqa: N802 - a component
    """The tab Meer."""
    return frame.view(use_app(), MORE, More(), tab=MORE, key=TODAY)
