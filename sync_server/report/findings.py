"""The report of findings as accessible PDF/A: fourteen parts in Dutch, made in one action from what the server holds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sync_server.access import text_nl as paper_nl
from sync_server.access.typesetting import typeset
from sync_server.report import text_nl
from sync_server.report.case_file import CaseFile
from sync_server.report.parts import Parts
from sync_server.report.photos import Photos

_TEMPLATE = Path(__file__).with_name("findings.typ")


def findings(file: CaseFile, photos: Photos) -> bytes:
    """The report; the same file and photos give the same bytes. It takes its time: not for the desk."""
    return typeset(_TEMPLATE, page(file, photos), file.read_at)


def page(file: CaseFile, photos: Photos) -> dict[str, Any]:
    """What stands on the paper."""
    case = file.case
    numbers = ", ".join(each.dossier_number for each in case.subjects if each.dossier_number)
    about = [
        (text_nl.CASE, case.code_name),
        (text_nl.NUMBER, case.dossier_number or numbers),
        (text_nl.STATE, text_nl.chosen(case.status)),
        (text_nl.TEAM, file.team.name),
        (text_nl.MADE, paper_nl.moment(file.read_at)),
    ]
    return {
        "title": f"{text_nl.TITLE}: {case.code_name}",
        "about": [each for each in about if each[1]],
        "parts": Parts(file, photos).all(),
    }
