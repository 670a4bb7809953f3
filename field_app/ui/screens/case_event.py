"""One act besides looking: its line in the story, and a sheet with all that it says and what can still be done with it."""

from __future__ import annotations

import flet as ft

from field_app.rules.dossier.work_records import Callback, InformationRequest, Letter
from field_app.rules.vocabulary import CaseStatus, Kind
from field_app.ui import actions, safe
from field_app.ui.parts import buttons, sheet, surface, text
from field_app.ui.state import AppState
from field_app.ui.text_nl import case_story as nl
from field_app.ui.text_nl import dossier, general, words
from field_app.ui.theme import Tokens, Tone
from field_app.workday.case_views import CaseView, Event

#: So much height one row of a sheet takes, and the rest of it.
_ROW, _AROUND = 62, 320


def said(t: Tokens, view: CaseView, event: Event) -> ft.Control:
    """What stands in the story, with what was said beside it later."""
    is_mine = event.officer.id == view.me
    spans = [
        ft.TextSpan(dossier.YOU if is_mine else event.officer.name, ft.TextStyle(weight=text.BOLD)),
        ft.TextSpan(f" · {nl.line(event)}"),
    ]
    notes: list[ft.Control] = []
    if getattr(event.record, "is_exculpatory", False):
        notes.append(text.body(t, dossier.EXCULPATORY, Tone.INFO))
    if flags := nl.flags(event):
        notes.append(text.quiet(t, flags, 14))
    notes += [text.quiet(t, nl.remark(each), 14) for each in event.remarks]
    return ft.Column([ft.Text(spans=spans, style=ft.TextStyle(size=t.sp(16), color=t.text)), *notes], spacing=2)


def event_sheet(app: AppState, view: CaseView, event: Event, close: safe.Handler) -> ft.BottomSheet:
    """All that an act says, by name; below it what can still be done."""
    t, rows = app.t, nl.rows(event, view.names)
    title = text.heading(t, words.upper_first(nl.NAMES[event.kind]))
    who = text.quiet(t, f"{event.officer.name} · {words.when(event.at, app.now)}")
    beside = [(nl.REMARKS, nl.remark(each)) for each in event.remarks]
    acts = _acts(app, view, event, close)
    button = buttons.secondary(t, general.CLOSE, close, "event-close")
    room = _AROUND + _ROW * (len(rows) + len(beside) + len(acts))
    return sheet.bottom(app, [title, who, surface.facts(t, [*rows, *beside]), *acts], button, close, room=room)


def _acts(app: AppState, view: CaseView, event: Event, close: safe.Handler) -> list[ft.Control]:
    """Nothing is left to do in a closed case, nor with a remark."""
    if view.line.case.status is CaseStatus.CLOSED or event.kind is Kind.REMARK:
        return []
    return [act_button(app, view, event, *each, close) for each in (*open_acts(event), ("add-remark", nl.REMARK))]


def open_acts(event: Event) -> list[tuple[str, str]]:
    """What still has to come of it, by the form that opens."""
    record = event.record
    if isinstance(record, Letter) and record.sent_on is None:
        return [("send-letter", nl.SEND)]
    if isinstance(record, Callback) and record.is_open:
        return [("try-callback", nl.TRY), ("pass-callback", nl.PASS), ("close-callback", nl.CLOSE)]
    return [("receive-information", nl.RECEIVE)] if isinstance(record, InformationRequest) and record.is_open else []


def act_button(app: AppState, view: CaseView, event: Event, name: str, said_: str, first: safe.Handler | None = None) -> ft.Control:
    """A button that opens a form about this act; `first` closes what lies on top."""

    async def act() -> None:
        if first:
            first()
        await actions.open_form(app, name, view.line.case.id, event.id)

    return buttons.outlined(app.t, said_, act, f"{name}-{event.id}")
