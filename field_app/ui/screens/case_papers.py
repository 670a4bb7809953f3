"""The papers of a case: the report of findings and the export to check it, for who leads the case or answers for it."""

from __future__ import annotations

import flet as ft

from field_app.rules.cases.audience import may_have_papers
from field_app.rules.dossier.case_records import Case
from field_app.ui import safe
from field_app.ui.parts import surface, text
from field_app.ui.screens.save_file import SaveFile
from field_app.ui.state import AppState, use_answer, use_app
from field_app.ui.text_nl import papers


@safe.component
def CasePapers(case: Case) -> ft.Control:  # noqa: N802 - a component
    """The card in a dossier; nothing for any other colleague."""
    app = use_app()
    t = app.t
    me = use_answer(lambda day: day.me())
    if me is None or not may_have_papers(case.owner_id, me):
        return ft.Container()
    return surface.card(t, text.heading(t, papers.TITLE), text.quiet(t, papers.NOTE, 14), *save_buttons(app, case), key="papers")


def save_buttons(app: AppState, case: Case) -> list[ft.Control]:
    """One button for each paper."""
    phone = app.phone
    report = SaveFile(papers.REPORT, papers.report_name(case.code_name), f"report-{case.id}", lambda: phone.case_report(case.id))
    export = SaveFile(papers.EXPORT, papers.export_name(case.code_name), f"export-{case.id}", lambda: phone.case_export(case.id))
    return [report, export]
