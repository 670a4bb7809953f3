"""Verloop: everything in a case, newest first, with how far each has travelled; nothing disappears from it."""

from __future__ import annotations

from datetime import datetime

import flet as ft

from field_app.rules.vocabulary import local
from field_app.ui import safe
from field_app.ui.parts import buttons, surface, text
from field_app.ui.screens import case_event
from field_app.ui.state import ENTRIES, AppState, use_answer, use_app
from field_app.ui.text_nl import case_story, dossier, exchange, general, photo, words
from field_app.ui.theme import Tokens, Tone
from field_app.workday.case_views import CaseView, Event
from field_app.workday.views import Delivery, Entry

#: So many rows at first, and so many more with each tap; of more than `MOST` the newest make room.
PAGE, MOST = 25, 100
DELIVERY_TONES = {
    Delivery.SAVED: Tone.ACCENT,
    Delivery.SENT: Tone.INFO,
    Delivery.CONFIRMED: Tone.GOOD,
    Delivery.FLAGGED: Tone.GOOD,
    Delivery.REFUSED: Tone.BAD,
}


@safe.component
def Journal(view: CaseView) -> ft.Control:  # noqa: N802 - a component
    """The card with looks and all other work."""
    app = use_app()
    t = app.t
    upto, set_upto = ft.use_state(PAGE)
    first = max(0, upto - MOST)
    story = use_answer(lambda day: day.story(view.line.case.id, first, upto - first), view.line.case.id, upto)
    nothing: str | None = None
    shown, show = ft.use_state(nothing)
    event = next((each for each in view.events if each.id == shown), None)
    ft.use_dialog(case_event.event_sheet(app, view, event, lambda: show(None)) if event else None)
    if story is None or not story.total:
        said = general.LOADING if story is None else case_story.STORY_NONE
        return surface.card(t, text.heading(t, dossier.JOURNAL), text.quiet(t, said))
    back = [buttons.outlined(t, dossier.JOURNAL_BACK, lambda: set_upto(upto - PAGE), "journal-back")]
    more = [buttons.outlined(t, dossier.JOURNAL_MORE, lambda: set_upto(upto + PAGE), "journal-more")]

    def row(each: Entry | Event) -> ft.Control:
        if isinstance(each, Event):
            shape = _line(app, each.at, case_event.said(t, view, each), each.delivery)
            return surface.tappable(f"event-{each.id}", shape, lambda: show(each.id), key=f"event-{each.id}")
        shape = _line(app, each.began_at, _said(t, each), each.delivery)
        return surface.tappable(f"entry-{each.id}", shape, lambda: app.go(ENTRIES + each.id), key=f"entry-{each.id}")

    above, below = back if story.first else [], more if story.first + len(story.rows) < story.total else []
    return surface.card(t, text.heading(t, dossier.JOURNAL), *above, *map(row, story.rows), *below, spacing=8)


def _line(app: AppState, at: datetime, said: ft.Control, delivery: Delivery) -> ft.Container:
    t = app.t
    line = ft.Row(
        [ft.Container(_time(app, at), width=t.sp(78)), ft.Container(said, expand=True), delivery_pill(t, delivery)],
        spacing=10,
        vertical_alignment=ft.CrossAxisAlignment.START,
    )
    return ft.Container(line, padding=ft.Padding.symmetric(vertical=14), border_radius=8)


def _time(app: AppState, at: datetime) -> ft.Control:
    t = app.t
    on, now = local(at), local(app.now)
    parts = [text.quiet(t, words.clock(at))]
    if on.date() != now.date():
        parts.append(text.quiet(t, words.short_day(on.date()), 13))
    return ft.Column(list(parts), spacing=0)


def _said(t: Tokens, entry: Entry) -> ft.Control:
    is_old = entry.withdrawn_at is not None or entry.corrected_by is not None
    style = ft.TextStyle(
        size=t.sp(16),
        color=t.muted if is_old else t.text,
        decoration=ft.TextDecoration.LINE_THROUGH if is_old else None,
        decoration_color=t.muted,
    )
    spans = [ft.TextSpan(dossier.who(entry), ft.TextStyle(weight=text.BOLD)), ft.TextSpan(f" · {dossier.line(entry)}")]
    return ft.Column([ft.Text(spans=spans, style=style), *_notes(t, entry)], spacing=2)


def _notes(t: Tokens, entry: Entry) -> list[ft.Control]:
    notes: list[ft.Control] = []
    if entry.is_exculpatory:
        notes.append(text.body(t, dossier.EXCULPATORY, Tone.INFO))
    if entry.photos:
        notes.append(text.quiet(t, photo.count(len(entry.photos)), 14))
    if entry.corrected_by:
        notes.append(text.quiet(t, dossier.EARLIER, 14))
    if entry.withdrawn_at:
        notes.append(text.quiet(t, dossier.withdrawn(entry), 14))
    if entry.flags:
        notes.append(text.quiet(t, dossier.flags(entry), 14))
    return [*notes, *(text.quiet(t, case_story.remark(each), 14) for each in entry.remarks)]


def delivery_pill(t: Tokens, delivery: Delivery) -> ft.Control:
    """How far something has travelled: words while it is under way, a tick when it has arrived."""
    words_, tone = exchange.DELIVERY[delivery], DELIVERY_TONES[delivery]
    if delivery in (Delivery.CONFIRMED, Delivery.FLAGGED):
        shape = surface.pill(t, "", tone, ft.Icons.CHECK)
        return ft.Semantics(label=words_, exclude_semantics=True, content=shape)
    return surface.pill(t, words_, tone)
