"""Offering a shift: all of it or one moment, to everyone or one colleague who may, for what in return, and until when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import flet as ft

from field_app.rules.records import Shift
from field_app.rules.vocabulary import Slot
from field_app.ui import actions, safe
from field_app.ui.parts import buttons, choice, people, surface, text
from field_app.ui.state import SHIFTS, AppState, use_app
from field_app.ui.text_nl import reasons, swaps, words
from field_app.ui.text_nl import roster as roster_nl
from field_app.ui.theme import Tokens, Tone
from field_app.workday.roster_views import Partner, ReturnView, ShiftView

#: So many shifts to ask in return are shown; more would be a list to search in.
_MOST_RETURNS = 12
_USUAL_HOURS = 12


@safe.component
def OfferForm(view: ShiftView, me: str) -> ft.Control:  # noqa: N802 - a component
    """Folded away at first: looking at a shift is no offer. Who chooses one moment splits first; the rest waits until then."""
    t = use_app().t
    is_open, set_open = ft.use_state(False)
    whole: Slot | None = None
    part, set_part = ft.use_state(whole)
    if not is_open:
        return buttons.primary(t, swaps.OFFER, lambda: set_open(True), "offer-open")
    halves = [ft.Container(Part(view.shift, part, set_part), key="part")] if len(view.shift.slots) > 1 else []
    form = [ft.Container(Offering(view, me), key="offering")] if part is None or not halves else []
    return ft.Column([*halves, *form], spacing=14, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


@safe.component
def Part(shift: Shift, chosen: Slot | None, choose: Callable[[Slot | None], None]) -> ft.Control:  # noqa: N802 - a component
    """A shift of two moments: offer all of it, or split it first."""
    app = use_app()
    t = app.t
    nothing: str | None = None
    problem, set_problem = ft.use_state(nothing)

    async def split() -> None:
        told = await actions.tell(app, lambda day: day.split_shift(shift.id), set_problem)
        if told is None:
            return
        actions.say(app, swaps.SPLIT_SAID)
        if chosen == shift.slots[-1]:
            app.go(SHIFTS + told.answer)

    options = [
        choice.Option(swaps.WHOLE, chosen is None, lambda: choose(None), "part-whole"),
        *(_moment(each, chosen, choose) for each in shift.slots),
    ]
    asked = [text.quiet(t, swaps.SPLIT_NOTE), buttons.primary(t, swaps.SPLIT, split, "split")] if chosen else []
    said = [surface.notice(t, problem, Tone.BAD, "problem")] if problem else []
    return surface.card(t, text.heading(t, swaps.WHAT), choice.chips(t, options), *asked, *said)


def _moment(slot: Slot, chosen: Slot | None, choose: Callable[[Slot], None]) -> choice.Option:
    return choice.Option(swaps.only(slot.moment), slot == chosen, lambda: choose(slot), f"part-{slot.moment.value}")


@safe.component
def Offering(view: ShiftView, me: str) -> ft.Control:  # noqa: N802 - a component
    """To whom, for what, until when: only what is lawful can be chosen."""
    app = use_app()
    t, shift = app.t, view.shift
    nothing: str | None = None
    nobody: str | None = None
    none: tuple[str, ...] = ()
    to, set_to = ft.use_state(nobody)
    asks, set_asks = ft.use_state(none)
    before, set_before = ft.use_state(_usual(shift, app.now))
    problem, set_problem = ft.use_state(nothing)
    partner = next((each for each in view.partners if each.officer.id == to), None)

    def choose(officer_id: str | None) -> Callable[[], None]:
        def act() -> None:
            set_to(officer_id)
            set_asks(())
            set_problem(None)

        return act

    async def offer() -> None:
        if partner and not partner.may_take and not asks:
            set_problem(swaps.RETURN_NEEDED)
            return
        until = shift.begins_at - timedelta(hours=before) if before else None
        if await actions.tell(app, lambda day: day.offer_swap(shift.id, to, asks, until), set_problem):
            actions.say(app, swaps.OFFER_SAID)

    able = [each for each in view.partners if each.may_take or each.may_swap]
    others = [each for each in view.partners if each not in able]
    if not able:
        return surface.card(t, text.heading(t, swaps.OFFER_TITLE), text.body(t, swaps.NO_PARTNERS), *_cannot(t, others, me))
    return surface.card(
        t,
        text.heading(t, swaps.OFFER_TITLE),
        text.section(t, swaps.TO),
        people.choose(t, people.Person(swaps.EVERYONE, swaps.EVERYONE_NOTE, to is None, choose(None), "to-everyone")),
        *(_able(t, each, to, choose(each.officer.id)) for each in able),
        ft.Container(Returns(view, to, asks, set_asks), key=f"returns-{to}"),
        *_until(t, shift, app, before, set_before),
        *([surface.notice(t, problem, Tone.BAD, "problem")] if problem else []),
        buttons.primary(t, swaps.OFFER, offer, "offer"),
        *_cannot(t, others, me),
    )


def _able(t: Tokens, each: Partner, to: str | None, act: Callable[[], object]) -> ft.Control:
    officer = each.officer
    return people.choose(t, people.Person(officer.name, swaps.partner(each), officer.id == to, act, f"to-{officer.name}"))


def _cannot(t: Tokens, others: list[Partner], me: str) -> list[ft.Control]:
    """Who cannot, each with the rule and the hours that stand in the way."""
    if not others:
        return []
    rows = [
        people.cannot(
            t, each.officer.name, reasons.reasons(each.obstacles, {each.officer.id: each.officer.name, me: roster_nl.YOU}, 1)
        )
        for each in others
    ]
    return [text.section(t, swaps.CANNOT), *rows]


def _lawful(partners: list[Partner]) -> list[ReturnView]:
    found = [each for partner in partners for each in partner.returns if not each.obstacles]
    return sorted(found, key=lambda each: (each.shift.begins_at, each.officer.name))[:_MOST_RETURNS]


@safe.component
def Returns(  # noqa: N802 - a component
    view: ShiftView, to: str | None, asks: tuple[str, ...], ask: Callable[[tuple[str, ...]], None]
) -> ft.Control:
    """What could be asked in return: folded away while a gift to anyone is the usual thing."""
    t = use_app().t
    is_open, set_open = ft.use_state(to is not None)
    chosen = [each for each in view.partners if to in (None, each.officer.id)]
    lawful, may_give = _lawful(chosen), to is None or any(each.may_take for each in chosen)

    def toggle(shift_id: str) -> Callable[[], None]:
        return lambda: ask(tuple(each for each in asks if each != shift_id) if shift_id in asks else (*asks, shift_id))

    if not lawful:
        return ft.Container()
    if not is_open:
        return buttons.outlined(t, swaps.ask_back(len(lawful)), lambda: set_open(True), "ask-back", icon=ft.Icons.SWAP_HORIZ)
    nothing = people.Person(swaps.NOTHING_BACK, "", not asks, lambda: ask(()), "ask-nothing")
    lines = [
        people.Person(
            roster_nl.shift_full(each.shift), each.officer.name if to is None else "", each.shift.id in asks,
            toggle(each.shift.id), f"ask-{each.shift.id}", is_one_of_many=True,
        )
        for each in lawful
    ]  # fmt: skip
    shown = [people.choose(t, each) for each in ([nothing, *lines] if may_give else lines)]
    more = [text.quiet(t, swaps.RETURN_NOTE, 14)] if len(asks) > 1 else []
    return ft.Column([text.section(t, swaps.RETURN), *shown, *more], spacing=8, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


def _usual(shift: Shift, now: datetime) -> int | None:
    """So many hours before the shift the offer ends; None leaves it to the rules when the shift is near."""
    return _USUAL_HOURS if shift.begins_at - timedelta(hours=_USUAL_HOURS) > now else None


def _until(t: Tokens, shift: Shift, app: AppState, before: int | None, choose: Callable[[int | None], None]) -> list[ft.Control]:
    possible = [each for each in swaps.UNTIL_BEFORE if shift.begins_at - timedelta(hours=each) > app.now]
    if before is None:
        return []

    def pick(hours: int) -> Callable[[], None]:
        return lambda: choose(hours)

    options = [choice.Option(swaps.UNTIL_BEFORE[each], each == before, pick(each), f"until-{each}") for each in possible]
    ends = text.quiet(t, words.upper_first(swaps.expires(shift.begins_at - timedelta(hours=before), app.now)))
    return [choice.group(t, swaps.UNTIL, options), ends]
