"""Casusoverleg: the list, the fixed figures beside those of the quarter before, and the lessons, on one screen."""

from __future__ import annotations

import flet as ft

from field_app.rules.dossier.work_records import Lesson
from field_app.rules.indicators import text_nl as figures_nl
from field_app.rules.indicators.counting import figures, quarters
from field_app.rules.indicators.records import Figure, quarter_of
from field_app.rules.vocabulary import local
from field_app.ui import actions, safe
from field_app.ui.parts import buttons, frame, panic, surface, text
from field_app.ui.screens.case_meter import ICONS, TONES
from field_app.ui.state import MEETING, AppState, case_route, use_answer, use_app
from field_app.ui.text_nl import case_file, caseload, general, words
from field_app.ui.text_nl import meeting as nl
from field_app.ui.theme import Tone
from field_app.workday.case_views import CaseLine, CaseloadView

_MOST = 60


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
    top = ft.Column([close, text.title(t, nl.TITLE), text.quiet(t, nl.NOTE)], spacing=2)
    if view is None:
        return frame.column(app, top, text.quiet(t, general.LOADING))
    rows = [_line(app, each) for each in view.listed[:_MOST]] or [text.quiet(t, nl.LIST_NONE)]
    listed = surface.card(t, text.heading(t, nl.LIST), *rows)
    return frame.column(app, top, listed, ft.Container(Figures(view), key="figures"), _lessons(app, view))


def _line(app: AppState, line: CaseLine) -> ft.Control:
    t = app.t
    pill = surface.pill(t, case_file.level(line.level), TONES[line.level], ICONS[line.level])
    said = ft.Column([text.body(t, line.case.code_name, bold=True), text.quiet(t, caseload.left(line), 14)], spacing=0, expand=True)
    shape = ft.Container(ft.Row([said, pill], spacing=8), padding=ft.Padding.symmetric(vertical=10), border_radius=8)
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
    pairs = zip(figures(view.closed, now), figures(view.closed, now.before), strict=True)

    async def keep() -> None:
        table = figures_nl.table(each for quarter in quarters(view.closed) for each in figures(view.closed, quarter))
        saved = await ft.FilePicker().save_file(file_name=nl.FILE_NAME, src_bytes=table.encode("utf-8-sig"))
        actions.say(app, nl.EXPORTED if saved or app.page.web else nl.NOT_EXPORTED)

    label = nl.HIDE_DEFINITIONS if explains else nl.SHOW_DEFINITIONS
    return surface.card(
        t,
        text.heading(t, f"{nl.FIGURES} {now}"),
        *(_figure(app, one, before, explains=explains) for one, before in pairs),
        text.quiet(t, figures_nl.NOT_COUNTED, 14),
        buttons.link(t, label, lambda: explain(not explains), "definitions"),
        buttons.outlined(t, nl.EXPORT, keep, "export-figures", icon=ft.Icons.SAVE_ALT),
    )


def _figure(app: AppState, one: Figure, before: Figure, *, explains: bool) -> ft.Control:
    t = app.t
    why = [text.quiet(t, figures_nl.DEFINITIONS[one.indicator], 14)] if explains else []
    was = text.quiet(t, f"{nl.BEFORE}: {figures_nl.value(before)}", 14)
    said = text.body(t, figures_nl.value(one), bold=True)
    return ft.MergeSemantics(ft.Column([text.quiet(t, figures_nl.NAMES[one.indicator], 15), said, was, *why], spacing=0))


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
    when = text.body(t, words.full_day(each.follow_up_on), Tone.ACCENT if is_due else Tone.PLAIN)
    done = [text.quiet(t, each.what)] if each.what else [buttons.link(t, nl.FOLLOW_UP, follow_up, f"follow-up-{each.id}")]
    return ft.Column([ft.MergeSemantics(ft.Column([text.body(t, each.text), when], spacing=0)), *done], spacing=2, key=each.id)
