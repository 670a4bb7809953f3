"""The cards below the week: what changed, what was asked, what is offered, open shifts, and one's own shifts."""

from __future__ import annotations

import flet as ft

from field_app.rules.records import Officer, Shift
from field_app.rules.vocabulary import local
from field_app.ui import actions, safe
from field_app.ui.parts import buttons, surface, text
from field_app.ui.screens.planning_card import planning_card
from field_app.ui.screens.swap_cards import asked_card, offered_card
from field_app.ui.state import AWAY, NOTE, SHIFTS, AppState, use_answer, use_app
from field_app.ui.text_nl import general, reasons, swap_news, swaps, words
from field_app.ui.text_nl import roster as roster_nl
from field_app.ui.theme import Tokens, Tone
from field_app.workday.roster_views import ChangeView, RosterView, SwapNews

#: So many of one's own shifts at first, and so many more with each tap; so many open shifts at once.
PAGE, MOST_OPEN = 8, 8


def cards(app: AppState, view: RosterView) -> list[ft.Control]:
    """Everything besides the grid, the most pressing first."""
    t = app.t
    names = names_in(view)
    swapping = [*(asked_card(app, each, view.me) for each in view.asked), *(offered_card(app, each) for each in view.offered)]
    return [
        *(_news(app, each, view, names) for each in view.news),
        *_changes(app, view),
        *([text.section(t, swaps.SECTION)] if swapping else []),
        *swapping,
        *_open(view),
        ft.Container(MyShifts(view.mine, view.me), key="my-shifts"),
        *planning_card(app, view),
        _more(app),
    ]


def names_in(view: RosterView) -> dict[str, str]:
    """The colleagues on the screen, by their ids."""
    cars = (car.officer for day in view.days for slot in day.slots for car in slot.cars)
    offers = (officer for each in (*view.asked, *view.offered) for officer in (each.by, each.to, each.taker))
    told = (officer for each in view.news for officer in (each.who, *each.still))
    return {each.id: each.name for each in (*cars, *offers, *told, view.me) if each}


def _news(app: AppState, told: SwapNews, view: RosterView, names: dict[str, str]) -> ft.Control:
    t = app.t

    async def understood() -> None:
        await actions.tell(app, lambda day: day.dismiss(told.command_id))

    said = surface.notice(t, swap_news.news(told, view.me.id, view.open_shifts, names), Tone.BAD, f"news-{told.command_id}")
    mine = told.shift if told.shift and told.shift.officer_id == view.me.id and told.still else None
    understood_button = buttons.secondary(t, general.UNDERSTOOD, understood, f"understood-{told.command_id}")
    if mine is None:
        return surface.card(t, text.heading(t, swap_news.TITLE), said, understood_button, key=f"news-{told.command_id}")
    again = buttons.outlined(t, swaps.OFFER_AGAIN, lambda: app.go(SHIFTS + mine.id), f"again-{told.command_id}")
    pair = buttons.pair(t, (understood_button, 1), (again, 1))
    return surface.card(t, text.heading(t, swap_news.TITLE), said, pair, key=f"news-{told.command_id}")


def _changes(app: AppState, view: RosterView) -> list[ft.Control]:
    """One card for each shift, for one "gezien" holds for all that changed in it."""
    by_shift: dict[str, list[ChangeView]] = {}
    for each in view.changes:
        by_shift.setdefault(each.shift.id, []).append(each)
    return [_changed(app, found, view.me) for found in by_shift.values()]


def _changed(app: AppState, found: list[ChangeView], me: Officer) -> ft.Control:
    t, shift = app.t, found[0].shift

    async def seen() -> None:
        if await actions.tell(app, lambda day: day.mark_seen(shift.id)):
            actions.say(app, roster_nl.SEEN_SAID)

    return surface.card(
        t,
        text.heading(t, roster_nl.changed_title(found[0])),
        *(change_lines(app, each, me.id) for each in found),
        buttons.primary(t, roster_nl.SEEN, seen, f"seen-{shift.id}"),
        key=f"changed-{shift.id}",
    )


def change_lines(app: AppState, view: ChangeView, me: str) -> ft.Control:
    """Old and new value, who, when and why."""
    t = app.t
    was, became = roster_nl.who(view.was, me), roster_nl.became(view, me)
    values = ft.Row(
        [
            text.quiet(t, words.upper_first(was), 16),
            ft.Icon(ft.Icons.ARROW_FORWARD, size=t.sp(18), color=t.muted),
            text.body(t, words.upper_first(became), bold=True),
        ],
        spacing=8,
        wrap=True,
    )
    spoken = ft.Semantics(label=roster_nl.change_spoken(view, me), container=True, exclude_semantics=True, content=values)
    said = f"{words.upper_first(roster_nl.change_line(view, me))}, {words.when(view.change.at, app.now)}"
    why = [text.quiet(t, f"{general.REASON}: {view.change.why}")] if view.change.why else []
    return ft.Column([spoken, text.quiet(t, said), *why], spacing=2)


def _open(view: RosterView) -> list[ft.Control]:
    rows: list[ft.Control] = [ft.Container(TakingShift(each), key=f"taking-{each.id}") for each in view.taking]
    rows += [ft.Container(OpenShift(each, view.me), key=f"open-{each.id}") for each in view.open_shifts[:MOST_OPEN]]
    return rows


@safe.component
def TakingShift(shift: Shift) -> ft.Control:  # noqa: N802 - a component
    """A shift that one asked for; the server has not spoken."""
    t = use_app().t
    head = pill_row(t, text.heading(t, roster_nl.open_shift(shift)), surface.pill(t, roster_nl.TAKING_PILL, Tone.ACCENT))
    return surface.card(t, head, text.quiet(t, roster_nl.TAKING))


@safe.component
def OpenShift(shift: Shift, me: Officer) -> ft.Control:  # noqa: N802 - a component
    """A shift that nobody has: take it, or read why not."""
    app = use_app()
    t = app.t
    nothing: str | None = None
    problem, set_problem = ft.use_state(nothing)
    view = use_answer(lambda day: day.shift(shift.id), shift.id, shift.version)

    async def take() -> None:
        if await actions.tell(app, lambda day: day.take_shift(shift.id), set_problem):
            actions.say(app, roster_nl.TAKE_SAID)

    parts: list[ft.Control] = [text.heading(t, roster_nl.open_shift(shift))]
    if view and view.may_take:
        parts.append(buttons.primary(t, roster_nl.TAKE, take, f"take-{shift.id}"))
    elif view and view.take_obstacles:
        parts.append(why_not(t, roster_nl.CANNOT_TAKE, reasons.reasons(view.take_obstacles, {me.id: roster_nl.YOU})))
    if problem:
        parts.append(surface.notice(t, problem, Tone.BAD, "problem"))
    look = [buttons.link(t, roster_nl.SHOW_SHIFT, lambda: app.go(SHIFTS + shift.id), f"look-{shift.id}")] if me.may_plan else []
    return surface.card(t, *parts, *(ft.Row([each]) for each in look))


def why_not(t: Tokens, head: str, said: list[str]) -> ft.Control:
    """Reasons below each other."""
    lines = [text.body(t, head), *(text.quiet(t, each) for each in said)]
    return ft.Column(list(lines), spacing=4)


def pill_row(t: Tokens, title: ft.Control, pill: ft.Control) -> ft.Control:
    """A name with a short state at its right; below it when the text is large."""
    if t.scale > buttons.STACK_FROM:
        return ft.Column([title, pill], spacing=6)
    return ft.Row([ft.Container(title, expand=True), pill], spacing=8, vertical_alignment=ft.CrossAxisAlignment.START)


@safe.component
def MyShifts(mine: tuple[Shift, ...], me: Officer) -> ft.Control:  # noqa: N802 - a component
    """One's own shifts to come, and the way to put them in one's calendar."""
    app = use_app()
    t = app.t
    limit, set_limit = ft.use_state(PAGE)
    head = text.heading(t, roster_nl.MY_SHIFTS)
    if not mine:
        return surface.card(t, head, text.quiet(t, roster_nl.MY_SHIFTS_NONE))
    rows = [_own_row(app, each) for each in mine[:limit]]
    more = [buttons.outlined(t, roster_nl.MY_SHIFTS_MORE, lambda: set_limit(limit + PAGE), "more-shifts")]

    async def export() -> None:
        await _export(app)

    return surface.card(
        t,
        head,
        *rows,
        *(more if len(mine) > limit else []),
        buttons.outlined(t, roster_nl.EXPORT, export, "export", icon=ft.Icons.EVENT_AVAILABLE),
        text.quiet(t, roster_nl.EXPORT_NOTE, 14),
        spacing=8,
    )


def _own_row(app: AppState, shift: Shift) -> ft.Control:
    t = app.t
    day = words.upper_first(words.relative_day(local(shift.begins_at).date(), local(app.now).date()))
    said = ft.Column([text.body(t, day, bold=True), text.quiet(t, roster_nl.shift_line(shift))], spacing=0, expand=True)
    row = ft.Row([said, ft.Icon(ft.Icons.CHEVRON_RIGHT, size=t.sp(22), color=t.muted)], spacing=8)
    shape = ft.Container(row, padding=ft.Padding.symmetric(vertical=8), border_radius=8)
    return surface.tappable(f"shift-{shift.id}", shape, lambda: app.go(SHIFTS + shift.id), key=f"own-{shift.id}")


async def _export(app: AppState) -> None:
    """One's own shifts as a file for the calendar of the phone."""
    told = await actions.tell(app, lambda day: day.my_calendar(), refresh=False)
    if told is None:
        return
    saved = await ft.FilePicker().save_file(file_name=roster_nl.EXPORT_NAME, src_bytes=told.answer)
    actions.say(app, roster_nl.EXPORTED if saved or app.page.web else roster_nl.EXPORT_CANCELLED)


def _more(app: AppState) -> ft.Control:
    t = app.t
    return ft.Column(
        [
            buttons.outlined(t, roster_nl.AVAILABILITY, lambda: app.go(AWAY), "availability", icon=ft.Icons.EVENT_BUSY),
            buttons.outlined(t, swaps.READ_NOTE, lambda: app.go(NOTE), "read-note", icon=ft.Icons.QR_CODE_2),
        ],
        spacing=10,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
