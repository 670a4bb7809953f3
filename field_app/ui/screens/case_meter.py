"""The meter of a case in words, figures and a shape: how much was looked, against the limits, and since which look it rose."""

from __future__ import annotations

import flet as ft

from field_app.rules.cases.duties import DutyKind
from field_app.rules.meter import text_nl as meter_nl
from field_app.rules.meter.records import Level
from field_app.ui import actions, safe
from field_app.ui.parts import buttons, marks, surface, text
from field_app.ui.state import use_app
from field_app.ui.text_nl import case_file, dossier
from field_app.ui.theme import Tokens, Tone
from field_app.workday.case_views import CaseView

TONES = {Level.GREEN: Tone.GOOD, Level.AMBER: Tone.ACCENT, Level.RED: Tone.BAD}
ICONS = {
    Level.GREEN: ft.Icons.CHECK_CIRCLE_OUTLINE,
    Level.AMBER: ft.Icons.CHANGE_HISTORY,
    Level.RED: ft.Icons.BLOCK,
}


@safe.component
def Meter(view: CaseView) -> ft.Control:  # noqa: N802 - a component
    """The card."""
    app = use_app()
    t, level = app.t, view.measure.level
    pill = surface.pill(t, case_file.level(level), TONES[level], ICONS[level])
    head = ft.Row([ft.Container(text.heading(t, case_file.METER), expand=True), pill])
    if t.scale > buttons.STACK_FROM:
        head = ft.Row([text.heading(t, case_file.METER), pill], wrap=True, spacing=12, run_spacing=6)

    async def explain() -> None:
        await actions.open_form(app, "explain-meter", view.line.case.id)

    may_explain = any(each.kind is DutyKind.EXPLAIN_METER for each in view.duties)
    button = [buttons.outlined(t, case_file.EXPLAIN, explain, "explain-meter")] if may_explain else []
    return surface.card(t, head, *_bars(t, view), *_why(t, view), *button, _figures(t, view), *_elsewhere(t, view))


def _bars(t: Tokens, view: CaseView) -> list[ft.Control]:
    """Against the plan that was approved."""
    if view.plan is None:
        return []
    budget = view.plan.budget
    return [
        marks.meter(t, dossier.COUNT_LOOKS, view.looks, budget.looks),
        marks.meter(t, dossier.COUNT_DAY, view.looks_on_busiest_day, budget.looks_a_day),
        marks.meter(t, dossier.COUNT_MINUTES, view.minutes, budget.minutes),
        marks.meter(t, dossier.COUNT_LONGEST, view.longest, budget.minutes_a_look),
    ]


def _why(t: Tokens, view: CaseView) -> list[ft.Control]:
    """Since which look the level is no longer green, and what people said about it."""
    found, case = view.measure, view.line.case
    why: list[ft.Control] = [
        surface.notice(t, meter_nl.reached(each), TONES[each.level], f"meter-{each.level.value}")
        for each in (found.amber, found.red)
        if each
    ]
    if found.level is Level.RED:
        why.append(text.body(t, case_file.RED_NEXT))
    return [*why, *(text.quiet(t, case_file.explained(each, view.names)) for each in case.meter_reasons)]


def _figures(t: Tokens, view: CaseView) -> ft.Control:
    """The other figures that courts list (CRVB:2023:1909), one on a line."""
    found = view.measure
    more = [(case_file.ALL_LOOKS, str(found.looks))] if found.looks != view.looks else []
    rows = [
        *more,
        (case_file.AVERAGE, case_file.hundredths(found.average_hundredths)),
        (case_file.SPAN, case_file.days(found)),
        (case_file.MINUTES, str(found.minutes)),
        (case_file.MEDIAN, str(found.minutes_median)),
        (case_file.FOLLOWED, str(found.followings)),
        (case_file.PHOTOS, str(found.photos)),
        (case_file.UNABLE, str(found.unable)),
    ]
    if t.scale > buttons.STACK_FROM:
        return surface.facts(t, rows)
    return ft.Column([_figure(t, *each) for each in rows], spacing=6)


def _figure(t: Tokens, name: str, number: str) -> ft.Control:
    line = ft.Row([text.quiet(t, name, 15, expand=True), text.body(t, number)], spacing=8)
    return ft.MergeSemantics(line)


def _elsewhere(t: Tokens, view: CaseView) -> list[ft.Control]:
    return [text.quiet(t, case_file.EARLIER, 14)] if view.line.case.earlier else []
