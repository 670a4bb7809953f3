"""The meter of a case in words, figures and a shape: how much was looked, against the limits, and since which look it rose."""

from __future__ import annotations

import flet as ft

from field_app.rules.meter import text_nl as meter_nl
from field_app.rules.meter.records import Level
from field_app.ui import safe
from field_app.ui.parts import marks, surface, text
from field_app.ui.state import use_app
from field_app.ui.text_nl import case_file, dossier
from field_app.ui.theme import Tone
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
    t, found = use_app().t, view.measure
    pill = surface.pill(t, case_file.level(found.level), TONES[found.level], ICONS[found.level])
    head = ft.Row([ft.Container(text.heading(t, case_file.METER), expand=True), pill])
    budget = view.plan.budget if view.plan else None
    bars = (
        [
            marks.meter(t, dossier.COUNT_LOOKS, view.looks, budget.looks),
            marks.meter(t, dossier.COUNT_DAY, view.looks_on_busiest_day, budget.looks_a_day),
            marks.meter(t, dossier.COUNT_MINUTES, view.minutes, budget.minutes),
            marks.meter(t, dossier.COUNT_LONGEST, view.longest, budget.minutes_a_look),
        ]
        if budget
        else []
    )
    figures = [
        (case_file.AVERAGE, case_file.hundredths(found.average_hundredths)),
        (case_file.SPAN, str(found.span_days)),
        (case_file.MINUTES, f"{found.minutes} · {found.minutes_median} · {found.minutes_longest}"),
        (case_file.FOLLOWED, str(found.followings)),
        (case_file.PHOTOS, str(found.photos)),
        (case_file.UNABLE, str(found.unable)),
    ]
    why = [surface.notice(t, meter_nl.reached(each), TONES[each.level]) for each in (found.amber, found.red) if each]
    earlier = [text.quiet(t, case_file.EARLIER, 14)] if view.line.case.earlier else []
    said = [text.quiet(t, f"{view.names.get(each.by, '—')}: {each.reason}", 14) for each in view.line.case.meter_reasons]
    return surface.card(t, head, *bars, *why, *said, surface.facts(t, figures), *earlier)
