"""The cards below the week: what changed, what was asked, what is offered, open shifts, and one's own shifts."""

from __future__ import annotations

import flet as ft

from field_app.rules.records import Officer
from field_app.rules.roster_records import ChangeKind
from field_app.ui import actions
from field_app.ui.parts import buttons, surface, text
from field_app.ui.screens.open_shifts import OpenShifts
from field_app.ui.screens.own_shifts import MyShifts
from field_app.ui.screens.planning_card import planning_card
from field_app.ui.screens.swap_cards import asked_card, offered_card
from field_app.ui.state import AWAY, NOTE, SHIFTS, AppState
from field_app.ui.text_nl import changes, general, swap_news, swaps, words
from field_app.ui.text_nl import roster as roster_nl
from field_app.ui.theme import Tone
from field_app.workday import Workday
from field_app.workday.roster_views import ChangeView, RosterView, SwapNews


def cards(app: AppState, view: RosterView) -> list[ft.Control]:
    """Everything besides the grid, the most pressing first."""
    t = app.t
    swapping = [*(asked_card(app, each, view.me) for each in view.asked), *(offered_card(app, each) for each in view.offered)]
    return [
        *_changes(app, view),
        *([text.section(t, swaps.SECTION)] if swapping else []),
        *swapping,
        *(
            [ft.Container(OpenShifts(view.open_shifts, view.taking, view.me), key="open-shifts")]
            if view.open_shifts or view.taking
            else []
        ),
        ft.Container(MyShifts(view.mine, view.me), key="my-shifts"),
        *planning_card(app, view),
        _more(app),
    ]


def news(app: AppState, view: RosterView) -> list[ft.Control]:
    """What the server said no to: above everything else, until it was read."""
    names = names_in(view)
    return [_news(app, each, view, names) for each in view.news]


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
    heading = text.heading(t, swap_news.title(told, view.me.id))
    understood_button = buttons.secondary(t, general.UNDERSTOOD, understood, f"understood-{told.command_id}")
    if mine is None:
        return surface.card(t, heading, said, understood_button, key=f"news-{told.command_id}")
    again = buttons.outlined(t, swaps.OFFER_AGAIN, lambda: app.go(SHIFTS + mine.id), f"again-{told.command_id}")
    pair = buttons.pair(t, (understood_button, 1), (again, 1))
    return surface.card(t, heading, said, pair, key=f"news-{told.command_id}")


def _changes(app: AppState, view: RosterView) -> list[ft.Control]:
    """One card for each shift, for one "gezien" holds for all that changed in it."""
    by_shift: dict[str, list[ChangeView]] = {}
    for each in view.changes:
        by_shift.setdefault(each.shift.id, []).append(each)
    new = [found[0] for found in by_shift.values() if all(each.change.kind is ChangeKind.PUBLISHED for each in found)]
    fresh = {each.shift.id for each in new}
    changed = [_changed(app, found, view.me) for shift_id, found in by_shift.items() if shift_id not in fresh]
    return [*changed, *([_published(app, new)] if new else [])]


def _read(day: Workday, new: list[ChangeView]) -> None:
    for each in new:
        day.mark_seen(each.shift.id)


def _published(app: AppState, new: list[ChangeView]) -> ft.Control:
    """A roster that was published: all its shifts of this officer in one card, read with one tap."""
    t, first = app.t, new[0]

    async def seen() -> None:
        if await actions.tell(app, lambda day: _read(day, new)):
            actions.say(app, changes.SEEN_SAID)

    said = f"{words.upper_first(changes.CHANGES[first.change.kind])} door {first.by.name}, {words.when(first.change.at, app.now)}"
    why = [text.quiet(t, f"{general.REASON}: {first.change.why}")] if first.change.why else []
    return surface.card(
        t,
        text.heading(t, changes.new_roster(new)),
        text.quiet(t, changes.new_shifts(new)),
        text.quiet(t, said),
        *why,
        buttons.primary(t, changes.SEEN, seen, "seen-roster"),
        key="new-roster",
    )


def _changed(app: AppState, found: list[ChangeView], me: Officer) -> ft.Control:
    t, shift = app.t, found[0].shift

    async def seen() -> None:
        if await actions.tell(app, lambda day: day.mark_seen(shift.id)):
            actions.say(app, changes.SEEN_SAID)

    return surface.card(
        t,
        text.heading(t, changes.changed_title(found[0])),
        *(change_lines(app, each, me.id) for each in found),
        buttons.primary(t, changes.SEEN, seen, f"seen-{shift.id}"),
        key=f"changed-{shift.id}",
    )


def change_lines(app: AppState, view: ChangeView, me: str) -> ft.Control:
    """Old and new value, who, when and why."""
    t = app.t
    was, became = roster_nl.who(view.was, me), changes.became(view, me)
    before = [text.quiet(t, words.upper_first(was), 16), ft.Icon(ft.Icons.ARROW_FORWARD, size=t.sp(18), color=t.muted)]
    values = ft.Row(
        [
            *(before if was != became else []),
            text.body(t, words.upper_first(became), bold=True),
        ],
        spacing=8,
        wrap=True,
    )
    spoken = ft.Semantics(label=changes.change_spoken(view, me), container=True, exclude_semantics=True, content=values)
    said = f"{words.upper_first(changes.change_line(view, me))}, {words.when(view.change.at, app.now)}"
    why = [text.quiet(t, f"{general.REASON}: {view.change.why}")] if view.change.why else []
    return ft.Column([spoken, text.quiet(t, said), *why], spacing=2)


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
