"""The planner's card on Rooster: what is being made, and the way to it."""

from __future__ import annotations

import flet as ft

from field_app.rules.roster_records import Roster, RosterStatus
from field_app.ui.parts import buttons, surface, text
from field_app.ui.state import PLANNING, AppState
from field_app.ui.text_nl import planning
from field_app.ui.theme import Tokens, Tone
from field_app.workday.roster_views import RosterView

STATUS_TONES = {
    RosterStatus.ASKED: Tone.ACCENT,
    RosterStatus.PROPOSING: Tone.INFO,
    RosterStatus.CONCEPT: Tone.INFO,
    RosterStatus.PUBLISHED: Tone.GOOD,
    RosterStatus.FAILED: Tone.BAD,
    RosterStatus.LAPSED: Tone.PLAIN,
}


def planning_card(app: AppState, view: RosterView) -> list[ft.Control]:
    """Nothing for who does not plan."""
    if not view.me.may_plan:
        return []
    t = app.t
    rows = [_row(t, each) for each in view.rosters]
    open_ = buttons.outlined(t, planning.OPEN, lambda: app.go(PLANNING), "planning", icon=ft.Icons.EDIT_CALENDAR)
    return [surface.card(t, text.heading(t, planning.TITLE), *(rows or [text.quiet(t, planning.NOTE)]), open_, key="planning")]


def _row(t: Tokens, roster: Roster) -> ft.Control:
    pill = surface.pill(t, planning.STATUSES[roster.status], STATUS_TONES[roster.status])
    return ft.Row([text.body(t, planning.roster_title(roster), expand=True), pill], spacing=8)
