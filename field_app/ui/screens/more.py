"""Meer: the exchange in words, what waits on this phone, the look of the screen, and the rescue file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import flet as ft

from field_app.rules import text_nl as rules_nl
from field_app.ui import actions, safe
from field_app.ui.parts import buttons, choice, frame, surface, text
from field_app.ui.ports import Link
from field_app.ui.screens.journal import delivery_pill
from field_app.ui.state import INCIDENTS, AppState, use_answer, use_app
from field_app.ui.text_nl import exchange, general, safety, words
from field_app.ui.theme import Tokens, Tone
from field_app.workday.views import Delivery, Theme, WaitingItem

#: Nothing draws more waiting items than this at once.
MOST_ROWS = 50
STEP, SMALLEST, LARGEST = 0.2, 1.0, 2.0


@safe.component
def More() -> ft.Control:  # noqa: N802 - a component
    """The screen's content."""
    app = use_app()
    demo = [_coverage(app)] if app.phone.is_demo else []
    cards = [_exchange(app, demo), WaitingList(), _safety(app), _look(app), RescueFile(), WhoAmI()]
    return frame.column(app, frame.header(app, general.MORE), *cards)


def _safety(app: AppState) -> ft.Control:
    t = app.t
    note = text.quiet(t, safety.INCIDENTS_NOTE)
    opens = buttons.outlined(t, safety.WRITE_INCIDENT, lambda: app.go(INCIDENTS), "incidents", icon=ft.Icons.EDIT_NOTE)
    return surface.card(t, text.heading(t, safety.SAFETY), note, opens)


def _exchange(app: AppState, demo: list[ft.Control]) -> ft.Control:
    t, busy = app.t, app.status.link is Link.EXCHANGING

    async def now() -> None:
        await app.phone.exchange_now()
        await app.refresh()

    bar = [ft.ProgressBar(color=t.accent, bgcolor=t.raised, semantics_label=exchange.BUSY)] if busy else []
    said = text.body(t, exchange.sentence(app.status, app.now))
    return surface.card(
        t,
        text.heading(t, exchange.TITLE),
        ft.Semantics(identifier="exchange-status", live_region=True, container=True, content=said),
        *bar,
        buttons.primary(t, exchange.BUSY if busy else exchange.NOW, now, "exchange-now", busy=busy),
        *demo,
    )


def _coverage(app: AppState) -> ft.Control:
    async def switched(event: ft.Event[ft.Switch]) -> None:
        await app.phone.simulate_coverage(not event.control.value)
        await app.refresh()

    is_off = app.status.coverage_simulated_off
    control = choice.switch(app.t, exchange.COVERAGE_OFF, is_off, switched, "coverage-off")
    return ft.Column([control, text.quiet(app.t, exchange.COVERAGE_NOTE, 14)], spacing=2)


@safe.component
def WaitingList() -> ft.Control:  # noqa: N802 - a component
    """Every item that is under way or was refused, with what to do next."""
    app = use_app()
    t = app.t
    items = use_answer(lambda day: day.waiting()) or ()
    rows = [_item(app, item) for item in items[:MOST_ROWS]]
    none = [] if items else [text.quiet(t, exchange.WAITING_NONE)]
    more = [text.quiet(t, exchange.WAITING_MORE)] if len(items) > MOST_ROWS else []
    return surface.card(t, text.heading(t, exchange.WAITING_TITLE), *none, *rows, *more)


def _item(app: AppState, item: WaitingItem) -> ft.Control:
    t = app.t
    when = text.quiet(t, words.when(item.at, app.now), 14)
    said = ft.Column([text.body(t, exchange.item(item)), when], spacing=0, expand=True)
    line = ft.Row(
        [said, delivery_pill(t, item.delivery)],
        spacing=10,
        vertical_alignment=ft.CrossAxisAlignment.START,
    )
    return ft.Column([ft.MergeSemantics(line), *_refused(app, item)], key=f"waiting-{item.command_id}", spacing=8)


def _refused(app: AppState, item: WaitingItem) -> list[ft.Control]:
    if item.delivery is not Delivery.REFUSED:
        return []

    async def read() -> None:
        await actions.tell(app, lambda day: day.dismiss(item.command_id))

    sentence = surface.notice(app.t, rules_nl.refusal(item.refusal_code or ""), Tone.BAD)
    return [sentence, buttons.outlined(app.t, exchange.READ, read, f"read-{item.command_id}")]


def _look(app: AppState) -> ft.Control:
    t = app.t

    def choose(theme: Theme) -> Callable[[], object]:
        return lambda: _prefer(app, theme=theme)

    options = [
        choice.Option(name, app.preferences.theme is each, choose(each), f"theme-{each.value}")
        for name, each in zip(exchange.THEMES, Theme, strict=True)
    ]
    return surface.card(
        t, text.heading(t, exchange.LOOK_TITLE), choice.chips(t, options), text.quiet(t, exchange.THEME_NOTE, 14), _size(app, t)
    )


def _size(app: AppState, t: Tokens) -> ft.Control:
    scale = app.preferences.text_scale

    def step(by: float) -> Callable[[], object]:
        return lambda: _prefer(app, text_scale=min(LARGEST, max(SMALLEST, round(scale + by, 1))))

    shown = ft.Semantics(live_region=True, content=text.body(t, exchange.percent(scale), bold=True))
    smaller = buttons.icon_button(t, ft.Icons.REMOVE, exchange.SMALLER, step(-STEP), "text-smaller")
    larger = buttons.icon_button(t, ft.Icons.ADD, exchange.LARGER, step(STEP), "text-larger")
    return ft.Row([text.body(t, exchange.TEXT_SIZE), ft.Row([smaller, shown, larger], tight=True)], wrap=True)


async def _prefer(app: AppState, **fields: object) -> None:
    app.preferences = replace(app.preferences, **fields)  # type: ignore[arg-type]  # the names are those of the two callers above
    app.dress()
    await actions.tell(app, lambda day: day.set_preferences(app.preferences))


@safe.component
def RescueFile() -> ft.Control:  # noqa: N802 - a component
    """The way out when this phone can no longer send."""
    app = use_app()
    t = app.t

    async def make() -> None:
        told = await actions.tell(app, lambda day: day.rescue_file(), refresh=False)
        if told is None:
            return
        name = exchange.rescue_name(app.now)
        saved = await ft.FilePicker().save_file(file_name=name, src_bytes=told.answer)
        actions.say(app, exchange.RESCUE_DONE if saved or app.page.web else exchange.RESCUE_CANCELLED)

    return surface.card(
        t,
        text.heading(t, exchange.RESCUE),
        text.body(t, exchange.RESCUE_NOTE),
        buttons.outlined(t, exchange.RESCUE, make, "rescue-file", icon=ft.Icons.SAVE_ALT),
    )


@safe.component
def WhoAmI() -> ft.Control:  # noqa: N802 - a component
    """Whose phone this is, and where it sends to."""
    app = use_app()
    me = use_answer(lambda day: day.me())
    rows = [(exchange.SERVER, app.status.server or "")]
    if me is not None:
        rows = [(me.name, ""), (exchange.DESIGNATION, me.designation or ""), *rows]
    if app.status.received is not None:
        rows.append((exchange.RECEIVED, exchange.received(app.status.received)))
    known = [(name, value) for name, value in rows if value]
    name = [text.body(app.t, me.name, bold=True)] if me else []
    return surface.card(app.t, text.heading(app.t, exchange.WHO_TITLE), *name, surface.facts(app.t, known))
