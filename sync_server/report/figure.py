"""The pattern of a case as a drawing for the page: days and moments of each plan, each cell told apart by its sign."""

from __future__ import annotations

from typing import Any

from field_app.rules.dossier.plan_records import Plan
from field_app.rules.meter.text_nl import MOMENTS
from field_app.rules.pattern import text_nl as pattern_nl
from field_app.rules.pattern.grid import grid, results_by_slot
from field_app.rules.pattern.records import CellState, Grid
from field_app.rules.pattern.summarising import summary
from sync_server.access import text_nl as paper_nl
from sync_server.report import blocks, figure_text_nl, text_nl
from sync_server.report.case_file import CaseFile

Json = dict[str, Any]


def figures(file: CaseFile) -> list[Json]:
    """One drawing for each plan that was approved."""
    results = results_by_slot(file.observations, file.team.hours)
    return [_drawn(each, grid(each, results, file.team.hours, file.read_at)) for each in file.plans if each.approved_at]


def _drawn(plan: Plan, found: Grid) -> Json:
    return {
        "kind": "figure",
        "days": [f"{each.day}-{each.month}" for each in found.days],
        "rows": [{"name": MOMENTS[moment], "cells": [each.value for each in cells]} for moment, cells in found.rows],
        "caption": figure_text_nl.CAPTION.format(first=paper_nl.day(plan.starts_on), last=paper_nl.day(plan.ends_on)),
        "legend": [[state.value, said] for state, said in figure_text_nl.STATES.items()],
        "alt": _in_words(found),
    }


def _in_words(found: Grid) -> str:
    """What the drawing shows, for who cannot see it; what was not planned is left out."""
    told = [
        f"{MOMENTS[moment]}: "
        + ", ".join(
            f"{day.day}-{day.month} {figure_text_nl.STATES[cell]}"
            for day, cell in zip(found.days, cells, strict=True)
            if cell is not CellState.NOT_PLANNED
        )
        for moment, cells in found.rows
    ]
    return "; ".join(told)


def sentences(file: CaseFile, refs: dict[str, str]) -> list[Json]:
    """The pattern in sentences, for and against, each with the entries behind it."""
    found, told = summary(file.observations, file.team.hours), list[Json]()
    groups: tuple[tuple[str, Any, Any], ...] = (
        (text_nl.FOR, found.supporting, pattern_nl.sight),
        (text_nl.AGAINST_TITLE, found.opposing, pattern_nl.sight),
        (text_nl.QUIET, found.quiet, pattern_nl.quiet),
    )
    for title, lines, say in groups:
        told.append(blocks.heading(title))
        told += [blocks.paragraph(_with(say(each), each.entries, refs)) for each in lines] or [blocks.paragraph(text_nl.NONE)]
    return told + ([blocks.paragraph(pattern_nl.withdrawn(found))] if found.withdrawn else [])


def _with(said: str, entries: tuple[str, ...], refs: dict[str, str]) -> str:
    return text_nl.PATTERN_LINE.format(said=said, refs=", ".join(refs.get(each, each) for each in entries))
