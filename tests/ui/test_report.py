"""On a real screen: the owner of a case saves its report, reads why not without coverage, and a colleague has no such button."""

from __future__ import annotations

from pathlib import Path

from field_app.rules import text_nl
from field_app.rules.refusals import Code

from .team import Phone, Team
from .test_story import coverage

_CASE = "Acacia"


def test_the_owner_saves_the_report_and_reads_why_not_without_coverage(team: Team, tmp_path: Path) -> None:
    wouter, nadia = team.phone("Wouter"), team.phone("Nadia")
    for phone in (wouter, nadia):
        phone.open()
        phone.pill_says("Bijgewerkt")
        _dossier(phone)
    assert nadia.all_by_id("report-").count() == 0
    for kind, begins in (("report-", b"%PDF"), ("export-", b"PK")):
        wouter.scroll_to(wouter.all_by_id("export-").first)
        with wouter.page.expect_download() as saved:
            wouter.tap(wouter.all_by_id(kind).first)
        saved.value.save_as(tmp_path / kind)
        assert (tmp_path / kind).read_bytes().startswith(begins)
        assert _CASE.lower() in saved.value.suggested_filename
    coverage(wouter, is_on=False)
    _dossier(wouter)
    wouter.scroll_to(wouter.all_by_id("export-").first)
    wouter.tap(wouter.all_by_id("report-").first)
    wouter.sees(text_nl.refusal(Code.OUT_OF_REACH))


def _dossier(phone: Phone) -> None:
    phone.go("Zaken")
    phone.tap(phone.by_id(f"case-{_CASE}"))
    phone.stands_still()
