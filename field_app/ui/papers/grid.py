"""The moments of a plan: a grid of days x moments to tap in, and a proposal of the fewest that answer the question."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import flet as ft

from field_app.rules.cases.spreading import fewest, spread
from field_app.rules.shift_changes import in_order
from field_app.rules.vocabulary import Moment, Slot
from field_app.rules.wire import decode, encode
from field_app.ui import safe
from field_app.ui.papers.desk import PaperDesk
from field_app.ui.papers.spot import Spot
from field_app.ui.parts import buttons, choice, surface, text
from field_app.ui.state import use_app
from field_app.ui.text_nl import forms as nl
from field_app.ui.text_nl import words
from field_app.ui.theme import TOUCH, Tokens, Tone

#: A longer window is no plan; the rule says so when it is handed in.
_MOST_DAYS = 31
_USUAL_MINUTES = 15


@safe.component
def Grid(spot: Spot) -> ft.Control:  # noqa: N802 - a component
    """The window as it is chosen above, with the proposal before it."""
    t = use_app().t
    nothing: str | None = None
    problem, set_problem = ft.use_state(nothing)
    days, chosen, most = window(spot.desk), slots(spot), _most_a_day(spot)
    if not days:
        ends = spot.desk.value(("starts_on",)) and spot.desk.value(("ends_on",))
        return spot.named(surface.notice(t, nl.WINDOW_WRONG if ends else nl.WINDOW_FIRST, Tone.PLAIN))

    def toggles(slot: Slot) -> Callable[[], Any]:
        async def toggle() -> None:
            full = slot not in chosen and sum(each.on == slot.on for each in chosen) >= most
            set_problem(nl.too_dense(most) if full else None)
            if not full:
                await keep(spot, [each for each in chosen if each != slot] if slot in chosen else [*chosen, slot])

        return toggle

    draw = _stacked if t.scale > buttons.STACK_FROM else _row
    rows = [draw(t, on, set(chosen), toggles) for on in days]
    counts = text.quiet(t, nl.many_chosen(len(chosen)))
    said = [surface.notice(t, problem, Tone.BAD, f"{spot.identifier}-problem")] if problem else []
    proposal = ft.Container(Proposal(spot, days, most), key="proposal")
    return spot.named(proposal, counts, *said, *([] if draw is _stacked else [_head(t)]), *rows)


def window(desk: PaperDesk) -> list[date]:
    """The days of the plan; none while they are not chosen or do not follow each other."""
    first, last = desk.value(("starts_on",)), desk.value(("ends_on",))
    if not first or not last:
        return []
    begins, days = date.fromisoformat(first), (date.fromisoformat(last) - date.fromisoformat(first)).days + 1
    return [begins + timedelta(days=each) for each in range(min(days, _MOST_DAYS))]


def slots(spot: Spot) -> list[Slot]:
    """The moments that are planned so far."""
    return [decode(Slot, each) for each in spot.value or ()]


async def keep(spot: Spot, chosen: list[Slot]) -> None:
    """Plan these, with as many looks and minutes as they take; both can still be changed below."""
    minutes = spot.desk.value(("minutes_a_look",)) or _USUAL_MINUTES
    await spot.write(encode(in_order(chosen)))
    await spot.desk.write(("looks",), len(chosen) or None)
    await spot.desk.write(("minutes",), len(chosen) * minutes or None)


def _most_a_day(spot: Spot) -> int:
    asked, team = spot.desk.value(("looks_a_day",)), spot.choices.terms.looks_a_day
    return min(asked, team) if isinstance(asked, int) else team


def _head(t: Tokens) -> ft.Control:
    names = [ft.Container(text.quiet(t, words.SHORT_MOMENTS[each], 13), expand=1, alignment=ft.Alignment.CENTER) for each in Moment]
    return ft.Semantics(exclude_semantics=True, content=ft.Row([ft.Container(width=t.sp(76)), *names], spacing=6))


def _row(t: Tokens, on: date, chosen: set[Slot], toggles: Callable[[Slot], Any]) -> ft.Control:
    name = ft.Container(text.quiet(t, words.short_day(on)), width=t.sp(76))
    cells = [ft.Container(_cell(t, Slot(on, each), chosen, toggles), expand=1) for each in Moment]
    return ft.Row([name, *cells], spacing=6, key=f"day-{on}")


def _cell(t: Tokens, slot: Slot, chosen: set[Slot], toggles: Callable[[Slot], Any]) -> ft.Control:
    on = slot in chosen
    side = ft.BorderSide(2, t.ink(Tone.ACCENT)) if on else ft.BorderSide(1.5, t.line)
    shape = ft.Container(
        ft.Icon(ft.Icons.CHECK, color=t.ink(Tone.ACCENT), size=22) if on else None,
        height=TOUCH,
        bgcolor=t.soft(Tone.ACCENT) if on else t.card,
        border=ft.Border(side, side, side, side),
        border_radius=12,
        alignment=ft.Alignment.CENTER,
    )
    name = nl.cell(slot.on, words.MOMENTS[slot.moment], on)
    return surface.tappable(f"slots-{slot.on}-{slot.moment.value}", shape, toggles(slot), name)


def _stacked(t: Tokens, on: date, chosen: set[Slot], toggles: Callable[[Slot], Any]) -> ft.Control:
    """One day with its moments written out, where the text is too large for a grid."""
    options = [
        choice.Option(words.MOMENTS[each], Slot(on, each) in chosen, toggles(Slot(on, each)), f"slots-{on}-{each.value}")
        for each in Moment
    ]
    return ft.Column([text.body(t, words.short_day(on)), choice.chips(t, options)], spacing=4, key=f"day-{on}")


@safe.component
def Proposal(spot: Spot, days: list[date], most: int) -> ft.Control:  # noqa: N802 - a component
    """Which parts of the day answer the question, and how many looks at the least; the moments are spread over the window."""
    t = use_app().t
    none: tuple[Moment, ...] = ()
    nothing: str | None = None
    wanted, set_wanted = ft.use_state(none)
    more, set_more = ft.use_state(0)
    said, set_said = ft.use_state(nothing)
    count = max(fewest(wanted) + more, 0)

    def toggles(moment: Moment) -> Callable[[], None]:
        return lambda: set_wanted(tuple(each for each in wanted if each is not moment) if moment in wanted else (*wanted, moment))

    async def propose() -> None:
        if not wanted:
            set_said(nl.SPREAD_NONE)
            return
        await keep(spot, list(spread(wanted, days[0], days[-1], count, most)))
        set_said(nl.SPREAD_DONE)

    options = [choice.Option(words.MOMENTS[each], each in wanted, toggles(each), f"spread-{each.value}") for each in Moment]
    return surface.card(
        t,
        text.heading(t, nl.SPREAD_TITLE, 18),
        text.quiet(t, nl.SPREAD_NOTE),
        choice.chips(t, options),
        _counter(t, count, lambda by: set_more(max(more + by, 1 - fewest(wanted)))),
        *([text.body(t, said)] if said else []),
        buttons.secondary(t, nl.SPREAD, propose, "spread"),
    )


def _counter(t: Tokens, count: int, change: Callable[[int], None]) -> ft.Control:
    number = ft.Container(text.body(t, str(count), bold=True), width=t.sp(36), alignment=ft.Alignment.CENTER)
    less = buttons.icon_button(t, ft.Icons.REMOVE, f"{nl.LESS}: {nl.SPREAD_COUNT}", lambda: change(-1), "spread-less")
    more = buttons.icon_button(t, ft.Icons.ADD, f"{nl.MORE}: {nl.SPREAD_COUNT}", lambda: change(1), "spread-more")
    return ft.Row([text.body(t, nl.SPREAD_COUNT, expand=True), less, number, more], spacing=4)
