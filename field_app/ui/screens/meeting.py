"""Casusoverleg: the list, the fixed figures beside those of the quarter before, and the lessons, on one screen."""

from __future__ import annotations

import sys

import flet as ft

from field_app.rules.dossier.work_records import Lesson
from field_app.rules.indicators import text_nl as figures_nl
from field_app.rules.indicators.counting import figures, quarters
from field_app.rules.indicators.records import Figure, quarter_of
from field_app.rules.vocabulary import local
from field_app.ui import actions, safe
from field_app.ui.parts import buttons, frame, panic, surface, text
from field_app.ui.screens import list_cards
from field_app.ui.screens.case_meter import ICONS, TONES
from field_app.ui.state import MEETING, AppState, case_route, use_answer, use_app
from field_app.ui.text_nl import case_file, caseload, general
from field_app.ui.text_nl import meeting as nl
from field_app.ui.theme import Tone
from field_app.workday.case_views import CaseLine, CaseloadView

_MOST = 60
#: One long word, that has to stand on one line at any text size.
_TITLE = 28


@safe.screen
def MeetingScreen() -> ft.View:  # noqa: N802 - a component
    """The whole screen."""
    app = use_app()
    content = ft.Container(Meeting(), key="meeting")
    return ft.View(
        route=MEETING,
        padding=0,
        bgcolor=app.t.page,
        fullscreen_dialog=True,
        controls=[ft.SafeArea(panic.guarded(app, content), expand=True)],
    )


@safe.component
def Meeting() -> ft.Control:  # noqa: N802 - a component
    """The screen's content."""
    app = use_app()
    t = app.t
    view = use_answer(lambda day: day.caseload())
    close = ft.Row([buttons.icon_button(t, ft.Icons.CLOSE, general.CLOSE, app.back, "close")])
    top = ft.Column([close, text.title(t, nl.TITLE, _TITLE), text.quiet(t, nl.NOTE)], spacing=2)
    if view is None:
        return frame.column(app, top, text.quiet(t, general.LOADING))
    rows = [_line(app, view, each) for each in sorted(view.listed, key=_days_left)[:_MOST]] or [text.quiet(t, nl.LIST_NONE)]
    listed = surface.card(t, text.heading(t, nl.LIST), text.quiet(t, caseload.places(view)), *rows, spacing=4)
    return frame.column(app, top, listed, ft.Container(Figures(view), key="figures"), _lessons(app, view))


def _days_left(line: CaseLine) -> tuple[int, str]:
    """What must be decided first comes first; what has no plan comes last."""
    return (sys.maxsize if line.days_left is None else line.days_left), line.case.code_name


def _line(app: AppState, view: CaseloadView, line: CaseLine) -> ft.Control:
    t = app.t
    pill = surface.pill(t, case_file.level(line.level), TONES[line.level], ICONS[line.level])
    parts = [text.body(t, line.case.code_name, bold=True), text.quiet(t, f"{line.owner.name} · {caseload.stands(line)}", 14)]
    said = ft.Column([*parts, *list_cards.waits(t, line, view)], spacing=2, expand=True)
    row: ft.Control = ft.Row([said, pill], spacing=8, vertical_alignment=ft.CrossAxisAlignment.START)
    if t.scale > buttons.STACK_FROM:
        row = ft.Column([*parts, ft.Row([pill]), *list_cards.waits(t, line, view)], spacing=4)
    shape = ft.Container(row, padding=ft.Padding.symmetric(vertical=9), border_radius=8)
    return surface.tappable(f"meeting-{line.case.code_name}", shape, lambda: app.go(case_route(line.case.id)))


@safe.component
def Figures(view: CaseloadView) -> ft.Control:  # noqa: N802 - a component
    """The quarter beside the one before, with the definitions one tap deeper, and the table to keep."""
    app = use_app()
    t = app.t
    explains, explain = ft.use_state(False)
    if not view.closed:
        return surface.card(t, text.heading(t, nl.FIGURES), text.quiet(t, nl.FIGURES_NONE))
    now = quarter_of(local(view.now).date())
    before = {each.indicator: each for each in figures(view.closed, now.before)}
    pairs = {each.indicator: (each, before[each.indicator]) for each in figures(view.closed, now)}

    async def keep() -> None:
        table = figures_nl.table(each for quarter in quarters(view.closed) for each in figures(view.closed, quarter))
        saved = await ft.FilePicker().save_file(file_name=nl.FILE_NAME, src_bytes=table.encode("utf-8-sig"))
        actions.say(app, nl.EXPORTED if saved or app.page.web else nl.NOT_EXPORTED)

    label = nl.HIDE_DEFINITIONS if explains else nl.SHOW_DEFINITIONS
    return surface.card(
        t,
        text.heading(t, f"{nl.FIGURES} {now}"),
        *(each for name, group in nl.GROUPS for each in _group(app, name, [pairs[one] for one in group], explains=explains)),
        text.quiet(t, figures_nl.NOT_COUNTED, 14),
        buttons.link(t, label, lambda: explain(not explains), "definitions"),
        buttons.outlined(t, nl.EXPORT, keep, "export-figures", icon=ft.Icons.SAVE_ALT),
    )


def _group(app: AppState, name: str, pairs: list[tuple[Figure, Figure]], *, explains: bool) -> list[ft.Control]:
    t = app.t
    before = [] if t.scale > buttons.STACK_FROM else [ft.Container(text.quiet(t, nl.BEFORE, 14), expand=True)]
    head = ft.Row([ft.Container(text.section(t, name), expand=True), *before], spacing=8)
    rows = (_figure(app, one, before, explains=explains) for one, before in pairs)
    return [ft.Container(head, padding=ft.Padding.only(top=8)), *rows]


def _figure(app: AppState, one: Figure, before: Figure, *, explains: bool) -> ft.Control:
    """The name, and below it the figure beside that of the quarter before."""
    t = app.t
    why = [text.quiet(t, figures_nl.DEFINITIONS[one.indicator], 14)] if explains else []
    is_stacked, earlier = t.scale > buttons.STACK_FROM, f"{nl.BEFORE}: {nl.figure(before)}"
    said, was = text.body(t, nl.figure(one), bold=True), text.quiet(t, earlier if is_stacked else nl.figure(before))
    was.semantics_label = earlier  # the name above the column is far away for a screen reader
    both: ft.Control = ft.Column([said, was], spacing=0)
    if not is_stacked:
        both = ft.Row([ft.Container(each, expand=True) for each in (said, was)], spacing=8)
    return ft.MergeSemantics(ft.Column([text.quiet(t, figures_nl.NAMES[one.indicator], 15), both, *why], spacing=0))


def _lessons(app: AppState, view: CaseloadView) -> ft.Control:
    t = app.t

    async def new() -> None:
        await actions.open_form(app, "record-lesson")

    rows = [_lesson(app, view, each) for each in view.lessons[:_MOST]] or [text.quiet(t, nl.LESSONS_NONE)]
    return surface.card(t, text.heading(t, nl.LESSONS), *rows, buttons.secondary(t, nl.NEW_LESSON, new, "new-lesson"))


def _lesson(app: AppState, view: CaseloadView, each: Lesson) -> ft.Control:
    t = app.t

    async def follow_up() -> None:
        await actions.open_form(app, "follow-up-lesson", None, each.id, lesson_id=each.id)

    is_due = each.followed_up_at is None and each.follow_up_on <= local(view.now).date()
    when = text.quiet(t, nl.follow_up(each), 14)
    if is_due:
        when = text.body(t, nl.follow_up(each), Tone.ACCENT)
    done = [text.quiet(t, each.what)] if each.what else [buttons.link(t, nl.FOLLOW_UP, follow_up, f"follow-up-{each.id}")]
    return ft.Column([ft.MergeSemantics(ft.Column([text.body(t, each.text), when], spacing=0)), *done], spacing=2, key=each.id)
