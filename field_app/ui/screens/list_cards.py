"""What stands around the shared list: what waits for this officer, nominations in order, the caseload and the signals."""

from __future__ import annotations

import flet as ft

from field_app.rules.cases.code_names import proposed
from field_app.rules.cases.duties import DutyKind
from field_app.rules.dossier.list_commands import OrderNominations, WithdrawNomination
from field_app.rules.dossier.work_records import Signal
from field_app.ui import actions, safe
from field_app.ui.parts import buttons, surface, text
from field_app.ui.screens.case_duties import DutyButton, take_place
from field_app.ui.state import CLOSED, MEETING, AppState, case_route, use_app
from field_app.ui.text_nl import caseload as nl
from field_app.ui.theme import Tokens, Tone
from field_app.workday.case_views import CaseLine, CaseloadView

#: So many steps are shown at first; and never more rows than this.
_FIRST, _MOST = 4, 60


@safe.component
def Waits(view: CaseloadView) -> ft.Control:  # noqa: N802 - a component
    """The most urgent steps of this officer, each one tap away."""
    t = use_app().t
    shows_all, show_all = ft.use_state(False)
    found = [each for each in view.duties if each.kind is not DutyKind.NOMINATE]
    shown = found[: _MOST if shows_all else _FIRST]
    rows = [
        ft.Container(
            DutyButton(each, view.code_names.get(each.case_id, "")), key=f"waits-{each.kind.value}-{each.case_id}-{each.about}"
        )
        for each in shown
    ]
    none = [] if rows else [text.quiet(t, nl.WAITS_NONE)]
    more = [buttons.link(t, nl.WAITS_MORE, lambda: show_all(True), "waits-more")] if len(found) > len(shown) else []
    return surface.card(t, text.heading(t, nl.WAITS), *rows, *none, *more, spacing=10)


def waits(t: Tokens, line: CaseLine, view: CaseloadView) -> list[ft.Control]:
    """For what and for whom the case waits; louder when it is for this officer."""
    if not line.waits:
        return []
    tone = Tone.ACCENT if any(each.who == view.me.id for each in line.waits) else Tone.PLAIN
    icon = ft.Icon(ft.Icons.HOURGLASS_BOTTOM, size=t.sp(16), color=t.ink(tone))
    said = ft.Text(nl.waits(line, view), size=t.sp(15), color=t.ink(tone), expand=True)
    return [ft.Row([icon, said], spacing=6, vertical_alignment=ft.CrossAxisAlignment.START)]


def free_places(app: AppState, view: CaseloadView) -> list[ft.Control]:
    """How many places are free, and the tap by which one's own nomination takes one."""
    t, case_id = app.t, view.may_take
    said: list[ft.Control] = [text.quiet(t, nl.places(view))]
    if case_id is None:
        return said

    async def take() -> None:
        await take_place(app, case_id)

    return [*said, buttons.primary(t, f"{nl.TAKE}: {view.code_names[case_id]}", take, "take-place")]


def nominations(app: AppState, view: CaseloadView) -> ft.Control:
    """In the team's order, with the way up and down."""
    t, lines = app.t, view.nominations[:_MOST]
    rows = [_nomination(app, view, number) for number in range(len(lines))] or [text.quiet(t, nl.NOMINATIONS_NONE)]
    return surface.card(t, text.heading(t, nl.NOMINATIONS), *rows)


def _nomination(app: AppState, view: CaseloadView, number: int) -> ft.Control:
    t, line = app.t, view.nominations[number]
    ids = [each.case.id for each in view.nominations]

    def move(by: int) -> safe.Handler:
        async def act() -> None:
            other = number + by
            ids[number], ids[other] = ids[other], ids[number]
            await actions.tell(app, lambda day: day.say(OrderNominations(tuple(ids))))

        return act

    async def back() -> None:
        await actions.tell(app, lambda day: day.say(WithdrawNomination(line.case.id)))

    name = f"{number + 1}. {line.case.code_name}"
    said = ft.Column([text.body(t, name, bold=True), text.quiet(t, nl.nomination(line), 14)], spacing=0, expand=True)
    up = [buttons.icon_button(t, ft.Icons.ARROW_UPWARD, f"{nl.UP}: {line.case.code_name}", move(-1), f"up-{line.case.code_name}")]
    down = [
        buttons.icon_button(t, ft.Icons.ARROW_DOWNWARD, f"{nl.DOWN}: {line.case.code_name}", move(1), f"down-{line.case.code_name}")
    ]
    row = ft.Row([said, *(up if number else []), *(down if number + 1 < len(ids) else [])], spacing=4)
    mine = [buttons.link(t, nl.WITHDRAW, back, f"withdraw-{line.case.code_name}")] if line.is_mine else []
    return ft.Column([row, *mine], spacing=0, key=f"nomination-{line.case.id}")


def own_cases(app: AppState, view: CaseloadView) -> ft.Control:
    """The officer's own caseload; of the whole team for who reads what is somebody's own."""
    t = app.t
    name, note, none = nl.caseload(view)
    rows = [_own(app, view, each) for each in view.caseload[:_MOST]]
    body = [text.quiet(t, note, 14), *rows] if rows else [text.quiet(t, none)]
    return surface.card(t, text.heading(t, name), *body)


def _own(app: AppState, view: CaseloadView, line: CaseLine) -> ft.Control:
    t, case_id = app.t, line.case.id

    async def nominate() -> None:
        await actions.open_form(app, "nominate-case", case_id)

    def look() -> None:
        app.go(case_route(case_id))

    said = ft.Column([text.body(t, line.case.code_name, bold=True), text.quiet(t, nl.own(line), 14)], spacing=0)
    opened = buttons.outlined(t, nl.OPEN, look, f"open-{line.case.code_name}")
    if line.is_mine or line.case.buddy_id == view.me.id or view.me.leads:
        opened = buttons.pair(t, (opened, 1), (buttons.secondary(t, nl.NOMINATE, nominate, f"nominate-{line.case.code_name}"), 1))
    return ft.Column([said, opened], spacing=8, key=f"own-{case_id}", horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


def signals(app: AppState, view: CaseloadView) -> ft.Control:
    """Signals of which nothing was made yet."""
    t = app.t

    async def new() -> None:
        await actions.open_form(app, "record-signal")

    rows = [_signal(app, view, each) for each in view.signals[:_MOST]] or [text.quiet(t, nl.SIGNALS_NONE)]
    return surface.card(t, text.heading(t, nl.SIGNALS), *rows, buttons.secondary(t, nl.NEW_SIGNAL, new, "new-signal"))


def _signal(app: AppState, view: CaseloadView, each: Signal) -> ft.Control:
    t = app.t

    async def make() -> None:
        name = proposed(set(view.code_names.values()), sum(each.id.encode()), 1)[0]
        await actions.open_form(app, "open-case", None, each.id, signal_id=each.id, code_name=name)

    async def leave() -> None:
        await actions.open_form(app, "dismiss-signal", None, each.id, signal_id=each.id)

    said = ft.MergeSemantics(ft.Column([text.quiet(t, nl.signal(each, view), 14), text.body(t, each.content)], spacing=0))
    left = buttons.outlined(t, nl.LEAVE, leave, f"leave-{each.id}")
    if view.me.may_drive:  # who does not drive keeps no caseload
        left = buttons.pair(t, (buttons.secondary(t, nl.MAKE_CASE, make, f"make-case-{each.id}"), 3), (left, 2))
    return ft.Column([said, left], spacing=8, key=f"signal-{each.id}", horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


def elsewhere(app: AppState) -> ft.Control:
    """To the monthly meeting and the closed cases."""
    t = app.t
    return buttons.pair(
        t,
        (buttons.outlined(t, nl.MEETING, lambda: app.go(MEETING), "meeting"), 1),
        (buttons.outlined(t, nl.CLOSED, lambda: app.go(CLOSED), "closed"), 1),
    )
