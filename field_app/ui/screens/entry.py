"""One entry of the journal with everything in it, and for one's own entries the way to put it right or to withdraw it."""

from __future__ import annotations

import flet as ft

from field_app.rules import text_nl as rules_nl
from field_app.rules.refusals import Refused
from field_app.ui import actions, safe
from field_app.ui.parts import buttons, frame, panic, surface, text
from field_app.ui.parts.fields import Field, TextBox
from field_app.ui.screens.entry_photos import EntryPhotos
from field_app.ui.screens.journal import DELIVERY_TONES, delivery_pill
from field_app.ui.screens.larger import Larger, Shown
from field_app.ui.state import DRAFTS, AppState, use_app, use_asked
from field_app.ui.text_nl import case_story, dossier, exchange, general, words
from field_app.ui.theme import Tokens, Tone
from field_app.workday.views import Delivery, Entry


@safe.screen
def EntryScreen() -> ft.View:  # noqa: N802 - a component
    """The whole screen, for the entry in the route."""
    app = use_app()
    entry_id = ft.use_route_params().get("entry_id", "")
    return ft.View(
        route=f"/regel/{entry_id}",
        padding=0,
        bgcolor=app.t.page,
        fullscreen_dialog=True,
        controls=[ft.SafeArea(panic.guarded(app, ft.Container(EntryDetail(entry_id), key=f"entry-{entry_id}")), expand=True)],
    )


@safe.component
def EntryDetail(entry_id: str) -> ft.Control:  # noqa: N802 - a component
    """What was recorded, facts first and interpretation apart."""
    app = use_app()
    entry = use_asked(lambda day: day.entry(entry_id), entry_id)
    nothing: Shown | None = None
    shown, show = ft.use_state(nothing)
    if shown:
        return Larger(shown, lambda: show(None))
    if entry is None or isinstance(entry, Refused):
        return frame.column(app, _top(app, None), text.instead(app.t, entry))
    t = app.t
    open_ = entry.is_mine and entry.withdrawn_at is None and entry.corrected_by is None
    photos = [ft.Container(EntryPhotos(entry, show), key="photos")] if entry.photos else []
    cards = [_facts(t, entry), *photos, *_apart(t, entry), *_remarks(app, entry), _how(t, entry), _times(t, entry)]
    return frame.column(app, _top(app, entry), *_status(t, entry), *cards, *([OwnEntry(entry)] if open_ else []))


def _top(app: AppState, entry: Entry | None) -> ft.Control:
    close = buttons.icon_button(app.t, ft.Icons.CLOSE, general.CLOSE, app.back, "close")
    if entry is None:
        return ft.Row([close])
    t = app.t
    head = ft.Row([close, delivery_pill(t, entry.delivery)], alignment=ft.MainAxisAlignment.SPACE_BETWEEN)
    said = f"{words.when(entry.began_at, app.now)} · {dossier.who(entry)}"
    return ft.Column([head, text.title(t, words.RESULTS[entry.result]), text.quiet(t, said, 16)], spacing=2)


def _status(t: Tokens, entry: Entry) -> list[ft.Control]:
    said = [surface.notice(t, exchange.DELIVERY_FULL[entry.delivery], DELIVERY_TONES[entry.delivery])]
    if entry.delivery is Delivery.REFUSED and entry.refusal_code:
        said.append(surface.notice(t, rules_nl.refusal(entry.refusal_code), Tone.BAD))
    if entry.flags:
        said.append(surface.notice(t, f"{dossier.FLAGS}: {dossier.flags(entry)}.", Tone.ACCENT))
    if entry.withdrawn_at:
        said.append(surface.notice(t, words.upper_first(dossier.withdrawn(entry)), Tone.PLAIN))
    return said


def _facts(t: Tokens, entry: Entry) -> ft.Control:
    lines = [
        (f"{words.clock(fact.at)} · {words.KINDS[fact.kind]} · {words.CERTAINTIES[fact.certainty].lower()}", fact.text)
        for fact in entry.facts
    ]
    rows = surface.facts(t, lines) if lines else text.quiet(t, dossier.FACTS_NONE)
    more = [(dossier.VEHICLES, dossier.vehicle(each)) for each in entry.vehicles]
    more += [(dossier.PERSONS, dossier.person(each)) for each in entry.persons]
    return surface.card(t, text.heading(t, dossier.FACTS), rows, *([surface.facts(t, more)] if more else []))


def _apart(t: Tokens, entry: Entry) -> list[ft.Control]:
    cards = []
    if entry.contact:
        cards.append(surface.card(t, text.heading(t, dossier.CONTACT), text.body(t, dossier.contact(entry.contact))))
    if entry.interpretation:
        cards.append(surface.card(t, text.section(t, dossier.INTERPRETATION), text.quiet(t, entry.interpretation, 16)))
    return cards


def _remarks(app: AppState, entry: Entry) -> list[ft.Control]:
    """What was said beside it later, by whoever said it; the entry itself stays as it was."""
    t = app.t

    async def add() -> None:
        await actions.open_form(app, "add-remark", entry.case_id, entry.id)

    said = [text.body(t, case_story.remark(each)) for each in entry.remarks]
    button = buttons.outlined(t, case_story.REMARK, add, "add-remark")
    title = [text.heading(t, case_story.REMARKS)] if said else []
    return [surface.card(t, *title, *said, button)]


def _how(t: Tokens, entry: Entry) -> ft.Control:
    return surface.card(t, text.heading(t, dossier.HOW), surface.facts(t, dossier.how(entry) + dossier.reasons(entry)))


def _times(t: Tokens, entry: Entry) -> ft.Control:
    return surface.card(t, text.heading(t, dossier.TIMES), surface.facts(t, dossier.times(entry)))


@safe.component
def OwnEntry(entry: Entry) -> ft.Control:  # noqa: N802 - a component
    """Put right or withdraw; both keep the old line readable."""
    app = use_app()
    t = app.t
    nothing: str | None = None
    asks, set_asks = ft.use_state(False)
    reason, set_reason = ft.use_state("")
    problem, set_problem = ft.use_state(nothing)

    async def improve() -> None:
        if told := await actions.tell(app, lambda day: day.begin_correction(entry.id), set_problem):
            app.go(DRAFTS + told.answer.draft.id)

    async def withdraw() -> None:
        if not reason.strip():
            set_problem(general.REASON_NEEDED)
        elif await actions.tell(app, lambda day: day.withdraw(entry.id, reason.strip()), set_problem):
            actions.say(app, dossier.WITHDRAW_DONE)

    said = [surface.notice(t, problem, Tone.BAD, "problem")] if problem else []
    if asks:
        return surface.card(
            t,
            text.heading(t, dossier.WITHDRAW_TITLE),
            text.quiet(t, dossier.WITHDRAW_NOTE),
            TextBox(Field(general.REASON, lines=2, identifier="withdraw-reason"), reason, set_reason),
            *said,
            buttons.primary(t, dossier.WITHDRAW, withdraw, "withdraw"),
            buttons.link(t, general.CANCEL, lambda: set_asks(False), tone=Tone.PLAIN),
        )
    pair = buttons.pair(
        t,
        (buttons.secondary(t, dossier.IMPROVE, improve, "improve"), 1),
        (buttons.outlined(t, dossier.WITHDRAW, lambda: set_asks(True), "withdraw-ask"), 1),
    )
    return ft.Column([*said, pair], spacing=10, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
