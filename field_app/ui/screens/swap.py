"""Ruilverzoek: one offer as it stands, with the note that carries it to a colleague's phone where there is no coverage."""

from __future__ import annotations

import flet as ft

from field_app.rules.records import Officer
from field_app.ui import actions, safe
from field_app.ui.parts import buttons, frame, panic, sheet, surface, text
from field_app.ui.screens.swap_cards import STANDING_TONES, Asked
from field_app.ui.screens.swap_note import Note
from field_app.ui.state import AppState, use_answer, use_app
from field_app.ui.text_nl import general, standing, swaps, words
from field_app.ui.text_nl import roster as roster_nl
from field_app.ui.theme import Tone
from field_app.workday import Workday
from field_app.workday.roster_views import OfferView, Standing

_MAY_WITHDRAW = (Standing.WAITS_ANSWER, Standing.WAITS_SENDING, Standing.WAITS_APPROVAL)


@safe.screen
def SwapScreen() -> ft.View:  # noqa: N802 - a component
    """The whole screen, for the offer in the route."""
    app = use_app()
    offer_id = ft.use_route_params().get("offer_id", "")
    return ft.View(
        route=f"/ruil/{offer_id}",
        padding=0,
        bgcolor=app.t.page,
        fullscreen_dialog=True,
        controls=[ft.SafeArea(panic.guarded(app, ft.Container(SwapDetail(offer_id), key=f"swap-{offer_id}")), expand=True)],
    )


def _known(day: Workday, offer_id: str) -> tuple[OfferView, Officer]:
    return day.offer(offer_id), day.me()


@safe.component
def SwapDetail(offer_id: str) -> ft.Control:  # noqa: N802 - a component
    """The content of the screen."""
    app = use_app()
    found = use_answer(lambda day: _known(day, offer_id), offer_id)
    if found is None:
        return frame.column(app, _top(app), text.quiet(app.t, general.LOADING))
    view, me = found
    note = [ft.Container(Note(offer_id, view.offer.acceptance_id or ""), key=f"note-{offer_id}")] if view.note_ready else []
    if view.standing is Standing.ASKED:
        return frame.column(app, _top(app), ft.Container(Asked(view, me), key=f"asked-{offer_id}"))
    return frame.column(app, _top(app), _stands(app, view), *note, *_withdraw(view))


def _top(app: AppState) -> ft.Control:
    close = buttons.icon_button(app.t, ft.Icons.CLOSE, general.CLOSE, app.back, "close")
    return ft.Column([ft.Row([close]), text.title(app.t, swaps.TITLE)], spacing=2)


def _stands(app: AppState, view: OfferView) -> ft.Control:
    t = app.t
    tone = STANDING_TONES[view.standing]
    said = surface.notice(
        t, f"{words.upper_first(standing.standing(view))}.", tone if tone is not Tone.INFO else Tone.PLAIN, "standing"
    )
    rows = [
        (swaps.GIVES, f"{roster_nl.shift_full(view.gives)} ({roster_nl.your(view.by, view.is_mine)})"),
        (swaps.GIVES_TO, words.upper_first(standing.offered_to(view))),
        (swaps.UNTIL, words.upper_first(swaps.expires(view.offer.until, app.now)) if view.offer.closed_at is None else ""),
    ]
    return surface.card(t, said, surface.facts(t, [(name, value) for name, value in rows if value]))


def _withdraw(view: OfferView) -> list[ft.Control]:
    is_open = view.is_mine and view.standing in _MAY_WITHDRAW
    return [ft.Container(Withdraw(view.offer.id), key="withdraw")] if is_open else []


@safe.component
def Withdraw(offer_id: str) -> ft.Control:  # noqa: N802 - a component
    """Taking one's own offer back, after one question."""
    app = use_app()
    t = app.t
    nothing: str | None = None
    problem, set_problem = ft.use_state(nothing)
    asks, set_asks = ft.use_state(False)

    async def withdraw() -> None:
        if await actions.tell(app, lambda day: day.withdraw_swap(offer_id), set_problem):
            actions.say(app, swaps.WITHDRAW_SAID)

    question = sheet.Question(swaps.WITHDRAW_ASK, swaps.WITHDRAW_NOTE, swaps.WITHDRAW, withdraw, "withdraw-sure")
    ft.use_dialog(sheet.confirm(app, question, lambda: set_asks(False)) if asks else None)
    said = [surface.notice(t, problem, Tone.BAD, "problem")] if problem else []
    button = buttons.outlined(t, swaps.WITHDRAW, lambda: set_asks(True), "withdraw")
    return ft.Column([*said, button], spacing=10, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
