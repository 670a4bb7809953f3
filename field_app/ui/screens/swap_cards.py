"""Requests to swap on Rooster: what a colleague asks with yes and no, and how one's own offers stand."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from field_app.rules.records import Officer, Shift
from field_app.ui import actions, safe
from field_app.ui.parts import buttons, people, sheet, surface, text
from field_app.ui.state import OFFERS, AppState, use_app
from field_app.ui.text_nl import reasons, standing, swaps, words
from field_app.ui.text_nl import roster as roster_nl
from field_app.ui.theme import Tokens, Tone
from field_app.workday.roster_views import OfferView, ReturnView, Standing

STANDING_TONES = {
    Standing.ASKED: Tone.INFO,
    Standing.WAITS_ANSWER: Tone.INFO,
    Standing.WAITS_SENDING: Tone.ACCENT,
    Standing.WAITS_SERVER: Tone.ACCENT,
    Standing.WAITS_APPROVAL: Tone.ACCENT,
    Standing.DONE: Tone.GOOD,
    Standing.OVER: Tone.PLAIN,
}


def asked_card(app: AppState, view: OfferView, me: Officer) -> ft.Control:
    """A request that waits for this officer."""
    content = Approval(view) if view.standing is Standing.WAITS_APPROVAL else Asked(view, me)
    return ft.Container(content, key=f"asked-{view.offer.id}")


@safe.component
def Asked(view: OfferView, me: Officer) -> ft.Control:  # noqa: N802 - a component
    """What one takes and what one gives, which rules were looked at, and yes or no; an unlawful yes is not offered."""
    app = use_app()
    t, offer_id = app.t, view.offer.id
    nothing: str | None = None
    problem, set_problem = ft.use_state(nothing)
    asks_no, set_asks_no = ft.use_state(False)
    lawful = [each for each in view.returns if not each.obstacles]
    chosen, set_chosen = ft.use_state(lawful[0].shift.id if lawful else None)
    returned = next((each for each in lawful if each.shift.id == chosen), None)

    async def accept() -> None:
        back = returned.shift.id if returned else None
        if await actions.tell(app, lambda day: day.accept_swap(offer_id, back), set_problem):
            actions.say(app, swaps.ACCEPT_SAID)

    async def decline() -> None:
        if await actions.tell(app, lambda day: day.decline_swap(offer_id), set_problem):
            actions.say(app, swaps.DECLINE_SAID)

    question = sheet.Question(swaps.DECLINE_ASK, swaps.DECLINE_NOTE, swaps.DECLINE, decline, "decline-sure")
    ft.use_dialog(sheet.confirm(app, question, lambda: set_asks_no(False)) if asks_no else None)
    no = buttons.secondary(t, swaps.DECLINE, lambda: set_asks_no(True), f"decline-{offer_id}")
    yes = buttons.primary(t, swaps.ACCEPT, accept, f"accept-{offer_id}")
    is_lawful = view.may_accept and (returned is not None or not view.offer.asks)
    return surface.card(
        t,
        _head(app, view),
        _terms(t, view, returned or (view.returns[0] if view.returns else None)),
        *(_choose(t, lawful, chosen, set_chosen) if len(lawful) > 1 else []),
        *([checks(t, view)] if is_lawful else [unlawful(t, view, me)]),
        *([surface.notice(t, problem, Tone.BAD, "problem")] if problem else []),
        buttons.pair(t, (yes, 6), (no, 4)) if is_lawful else no,
    )


def _head(app: AppState, view: OfferView) -> ft.Control:
    t = app.t
    title = text.heading(t, swaps.asks_you(view))
    pill = surface.pill(t, swaps.expires(view.offer.until, app.now), Tone.INFO)
    if t.scale > buttons.STACK_FROM:
        return ft.Column([title, pill], spacing=6)
    return ft.Row([ft.Container(title, expand=True), pill], spacing=8)


def _terms(t: Tokens, view: OfferView, returned: ReturnView | None) -> ft.Control:
    """Both sides of the swap, the shifts in bold."""
    give = returned.shift if returned else None
    spans = [ft.TextSpan(each, ft.TextStyle(weight=text.BOLD if is_bold else None)) for each, is_bold in swaps.terms(view, give)]
    return ft.Text(spans=spans, style=ft.TextStyle(size=t.sp(16), color=t.text))


def _choose(t: Tokens, lawful: list[ReturnView], chosen: str | None, choose: Callable[[str], None]) -> list[ft.Control]:
    def pick(shift: Shift) -> Callable[[], None]:
        return lambda: choose(shift.id)

    lines = [
        people.Person(roster_nl.shift_full(each.shift), "", each.shift.id == chosen, pick(each.shift), f"return-{each.shift.id}")
        for each in lawful
    ]
    return [text.section(t, swaps.CHOOSE_RETURN), *(people.choose(t, each) for each in lines)]


def checks(t: Tokens, view: OfferView) -> ft.Control:
    """The rules that were looked at and are fine."""
    items = [
        ft.MergeSemantics(
            ft.Row(
                [ft.Icon(ft.Icons.CHECK, size=t.sp(17), color=t.ink(Tone.GOOD)), text.body(t, swaps.CHECKS[each], Tone.GOOD)],
                spacing=4,
                tight=True,
            )
        )
        for each in view.checks
    ]
    return ft.Row(list(items), wrap=True, spacing=12, run_spacing=2)


def unlawful(t: Tokens, view: OfferView, me: Officer) -> ft.Control:
    """Why a yes may not be given, each reason with its rule."""
    names = {view.by.id: view.by.name, me.id: roster_nl.YOU, **({view.to.id: view.to.name} if view.to else {})}
    names[me.id] = roster_nl.YOU
    found = view.obstacles or tuple(each for back in view.returns for each in back.obstacles)
    said = " ".join((swaps.NOT_ALLOWED, *(f"{each}." for each in reasons.reasons(found, names)))) if found else swaps.NO_LONGER
    return surface.notice(t, said, Tone.BAD, f"not-allowed-{view.offer.id}")


def offered_card(app: AppState, view: OfferView) -> ft.Control:
    """One's own offer, or one's own yes, as it stands; a tap opens it."""
    t = app.t
    said = f"{standing.offered_to(view)} · {standing.standing(view)}"
    name = ft.Text(standing.own_title(view), size=t.sp(20), weight=text.BOLD, color=t.text)
    words_ = ft.Column([name, text.quiet(t, said)], spacing=2)
    pill = surface.pill(t, swaps.PILLS[view.standing], STANDING_TONES[view.standing])
    row = (
        ft.Column([words_, pill], spacing=8)
        if t.scale > buttons.STACK_FROM
        else ft.Row([ft.Container(words_, expand=True), pill], spacing=10)
    )
    shape = ft.Container(row, bgcolor=t.card, border=ft.Border.all(1, t.line), border_radius=16, padding=16)
    offer_id = view.offer.id
    return surface.tappable(f"offer-{offer_id}", shape, lambda: app.go(OFFERS + offer_id), key=f"offered-{offer_id}")


@safe.component
def Approval(view: OfferView) -> ft.Control:  # noqa: N802 - a component
    """The team lead's word on a swap that both want."""
    app = use_app()
    t, offer_id = app.t, view.offer.id
    nothing: str | None = None
    problem, set_problem = ft.use_state(nothing)
    asks_no, set_asks_no = ft.use_state(False)

    def judge(is_approved: bool) -> safe.Handler:
        async def act() -> None:
            if await actions.tell(app, lambda day: day.approve_swap(offer_id, is_approved), set_problem):
                actions.say(app, swaps.APPROVED_SAID)

        return act

    question = sheet.Question(swaps.DISAPPROVE_ASK, swaps.DISAPPROVE_NOTE, swaps.DISAPPROVE, judge(False), "disapprove-sure")
    ft.use_dialog(sheet.confirm(app, question, lambda: set_asks_no(False)) if asks_no else None)
    return surface.card(
        t,
        text.heading(t, swaps.approval_title(view)),
        text.body(t, words.upper_first(swaps.approval_terms(view))),
        *([surface.notice(t, problem, Tone.BAD, "problem")] if problem else []),
        buttons.pair(
            t,
            (buttons.primary(t, swaps.APPROVE, judge(True), f"approve-{offer_id}"), 1),
            (buttons.secondary(t, swaps.DISAPPROVE, lambda: set_asks_no(True), f"disapprove-{offer_id}"), 1),
        ),
    )
