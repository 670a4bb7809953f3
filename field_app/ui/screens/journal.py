"""Verloop: the entries of a case, newest first, with how far each has travelled; nothing disappears from it."""

from __future__ import annotations

import flet as ft

from field_app.rules.vocabulary import local
from field_app.ui import safe
from field_app.ui.parts import buttons, surface, text
from field_app.ui.state import ENTRIES, AppState, use_app
from field_app.ui.text_nl import dossier, exchange, words
from field_app.ui.theme import Tokens, Tone
from field_app.workday.case_views import CaseView
from field_app.workday.views import Delivery, Entry

#: So many rows at first, and so many more with each tap.
PAGE = 25
DELIVERY_TONES = {
    Delivery.SAVED: Tone.ACCENT,
    Delivery.SENT: Tone.INFO,
    Delivery.CONFIRMED: Tone.GOOD,
    Delivery.FLAGGED: Tone.GOOD,
    Delivery.REFUSED: Tone.BAD,
}


@safe.component
def Journal(view: CaseView) -> ft.Control:  # noqa: N802 - a component
    """The card with the entries."""
    app = use_app()
    t = app.t
    limit, set_limit = ft.use_state(PAGE)
    entries = view.journal
    if not entries:
        return surface.card(t, text.heading(t, dossier.JOURNAL), text.quiet(t, dossier.JOURNAL_NONE))
    more = [buttons.outlined(t, dossier.JOURNAL_MORE, lambda: set_limit(min(limit + PAGE, 100)), "journal-more")]
    rows = [_row(app, entry) for entry in entries[:limit]]
    return surface.card(t, text.heading(t, dossier.JOURNAL), *rows, *(more if len(entries) > limit else []), spacing=8)


def _row(app: AppState, entry: Entry) -> ft.Control:
    t = app.t
    left = ft.Container(_time(app, entry), width=t.sp(78))
    line = ft.Row(
        [left, ft.Container(_said(t, entry), expand=True), delivery_pill(t, entry.delivery)],
        spacing=10,
        vertical_alignment=ft.CrossAxisAlignment.START,
    )
    shape = ft.Container(line, padding=ft.Padding.symmetric(vertical=14), border_radius=8)
    return surface.tappable(f"entry-{entry.id}", shape, lambda: app.go(ENTRIES + entry.id), key=f"entry-{entry.id}")


def _time(app: AppState, entry: Entry) -> ft.Control:
    t = app.t
    on, now = local(entry.began_at), local(app.now)
    parts = [text.quiet(t, words.clock(entry.began_at))]
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
    if entry.corrected_by:
        notes.append(text.quiet(t, dossier.EARLIER, 14))
    if entry.withdrawn_at:
        notes.append(text.quiet(t, dossier.withdrawn(entry), 14))
    if entry.flags:
        notes.append(text.quiet(t, dossier.flags(entry), 14))
    return notes


def delivery_pill(t: Tokens, delivery: Delivery) -> ft.Control:
    """How far something has travelled: words while it is under way, a tick when it has arrived."""
    words_, tone = exchange.DELIVERY[delivery], DELIVERY_TONES[delivery]
    if delivery in (Delivery.CONFIRMED, Delivery.FLAGGED):
        shape = surface.pill(t, "", tone, ft.Icons.CHECK)
        return ft.Semantics(label=words_, exclude_semantics=True, content=shape)
    return surface.pill(t, words_, tone)
