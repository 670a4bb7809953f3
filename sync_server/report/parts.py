"""The fourteen parts of the report in their order, and the annex; nothing of the dossier is left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from field_app.rules.dossier.case_records import Case
from field_app.rules.dossier.closing_records import Closing
from field_app.rules.facts import SHAPES
from field_app.rules.records import Officer
from field_app.rules.vocabulary import Kind, Role
from sync_server.access import text_nl as paper_nl
from sync_server.access.lines import Paper, line, refs_of
from sync_server.report import blocks, text_nl
from sync_server.report.annex import annex
from sync_server.report.case_file import CaseFile
from sync_server.report.conclusions import conclusions
from sync_server.report.figure import figures, sentences
from sync_server.report.journal import Journal
from sync_server.report.overview import overview
from sync_server.report.photos import Photos
from sync_server.text_nl import ROLES

Json = dict[str, Any]
#: Kinds that have a part of their own; any other stands among the other sources.
_PLACED = frozenset({
    Kind.SIGNAL, Kind.PLAN, Kind.OBSERVATION, Kind.FOLLOWING, Kind.DECISION, Kind.TALK, Kind.VISIT, Kind.FOOTPRINT,
})  # fmt: skip
#: What somebody saw, found or heard; who wrote it down can sign for it.
_FIRST_HAND = (Kind.OBSERVATION, Kind.FOLLOWING, Kind.FINDING, Kind.TALK, Kind.VISIT, Kind.CALL)
#: The fields of the file by the part in which they stand.
_REASON = ("topic", "signal_ids", "opened_at", "nomination", "listed_at")
_QUESTION = ("question", "hypothesis", "counter_hypothesis", "period_from", "period_until", "subjects", "places")
_GROUND = ("legal_basis", "owner_id", "buddy_id", "conflicts", "owners")
_LIGHTER = ("lighter_means", "circumstances")
_METHOD = ("mid_checks", "meter_reasons", "earlier")
_SIGN_SHARES, _WHO_SHARES = (4, 3, 5, 6), (5, 5, 4, 5)


class Parts:
    """One report as data for the page."""

    def __init__(self, file: CaseFile, photos: Photos) -> None:
        """`photos` are made before: that takes longest."""
        self._file, self._held = file, file.held
        named = {each.id: _named(each) for each in file.officers.values()}
        case = {"file": self._held.file, "rows": self._held.rows}
        self.refs = {**named, **refs_of(case)}
        self._paper = Paper(self.refs, text_nl.words())
        self._journal = Journal(file, self.refs, photos)

    def all(self) -> list[Json]:
        """Parts 1 to 14 with their numbers, and the annex."""
        told = [
            [self._of_file(*_REASON), *self._records(Kind.SIGNAL)],
            [self._of_file(*_QUESTION)],
            [self._of_file(*_GROUND), self._officers()],
            [self._of_file(*_LIGHTER)],
            [*self._records(Kind.PLAN), self._of_file(*_METHOD)],
            overview(self._file, self.refs),
            [blocks.paragraph(text_nl.JOURNAL_NOTE), *self._journal.entries()],
            list(self._others()),
            self._weighed(),
            [*self._records(Kind.TALK), *self._records(Kind.VISIT)],
            list(self._from_resident()),
            conclusions(self._file, self.refs),
            [blocks.paragraph(text_nl.OATH), self._signatures()],
            list(self._informed()),
        ]
        titled = [f"{at}. {title}" for at, title in enumerate(text_nl.PARTS, start=1)]
        found = [blocks.part(title, *(each or [blocks.paragraph(text_nl.NONE)])) for title, each in zip(titled, told, strict=True)]
        return [*found, blocks.part(text_nl.ANNEX, *annex(self._file, self.refs))]

    def _of_file(self, *names: str) -> Json:
        """Fields of the file of the case."""
        chosen = {name: self._held.file[name] for name in names if name in self._held.file}
        return blocks.lines(self._paper.lines(chosen, Case) if chosen else [line("", text_nl.NONE)])

    def _records(self, kind: Kind) -> list[Json]:
        """Every record of a kind, each with its number."""
        found: list[Json] = []
        for each in self._held.rows.get(kind, ()):
            found += [blocks.heading(self._titled(kind, each)), blocks.lines(self._paper.lines(each, SHAPES[kind]))]
        return found

    def _titled(self, kind: Kind, row: Json) -> str:
        return f"{paper_nl.KINDS.get(kind, kind.value)}, {self.refs[row['id']]}"

    def _officers(self) -> Json:
        """Who worked on it, by which designation (Pw 76a)."""
        rows = [
            (each.name, ", ".join(ROLES[Role(role)] for role in each.roles), each.designation or text_nl.NO_DESIGNATION, did)
            for each, did in self._involved()
        ]
        return blocks.table(text_nl.WHO, rows, _WHO_SHARES)

    def _involved(self) -> Iterator[tuple[Officer, str]]:
        texts = set(_texts([self._held.file, self._held.closing, *self._held.rows.values(), self._held.log]))
        looked = Counter(each.officer_id for each in self._file.observations if each.counts_as_look)
        for each in sorted(self._file.officers.values(), key=lambda one: one.name):
            if each.id in texts:
                did = [text_nl.OWNER] if each.id == self._file.case.owner_id else []
                did += [text_nl.RECORDED.format(number=looked[each.id])] if looked[each.id] else []
                yield each, ", ".join(did) or text_nl.INVOLVED

    def _others(self) -> Iterator[Json]:
        for kind in self._held.rows:
            if kind not in _PLACED:
                yield from self._records(kind)

    def _weighed(self) -> list[Json]:
        """What was seen for and against, and how people weighed it, dissents included."""
        drawn = figures(self._file)
        title = [blocks.heading(text_nl.PATTERN)] if drawn else []
        return [*title, *drawn, *sentences(self._file, self.refs), *self._records(Kind.DECISION)]

    def _from_resident(self) -> Iterator[Json]:
        """What the resident said, in the resident's own words."""
        for kind in (Kind.TALK, Kind.VISIT, Kind.REMARK):
            for each in self._held.rows.get(kind, ()):
                own = {name: each[name] for name in ("account", "statement") if each.get(name)}
                own |= {"text": each["text"]} if each.get("from_resident") else {}
                if own:
                    yield blocks.heading(self._titled(kind, each))
                    yield blocks.lines(self._paper.lines(own, SHAPES[kind]))

    def _signatures(self) -> Json:
        """A place to sign for everybody who recorded what was seen, found or said."""
        wrote = {each["officer_id"] for kind in _FIRST_HAND for each in self._held.rows.get(kind, ())}
        people = sorted((each for each in self._file.officers.values() if each.id in wrote), key=lambda one: one.name)
        rows = [(each.name, each.designation or text_nl.NO_DESIGNATION, "", "") for each in people]
        return blocks.table(text_nl.SIGN, rows, _SIGN_SHARES, room=True)

    def _informed(self) -> Iterator[Json]:
        """That the resident was told, how and when, or until when that was put off (AVG 14)."""
        informing = self._held.file.get("informing")
        yield self._of_file("informing") if informing else blocks.paragraph(text_nl.NOT_YET)
        if informing and not informing.get("told_on"):
            yield blocks.paragraph(text_nl.NOT_YET)
        if self._held.closing:
            yield blocks.heading(text_nl.CLOSING)
            yield blocks.lines(self._paper.lines(self._held.closing, Closing))
        if self._held.reopenings:
            yield blocks.heading(text_nl.REOPENED)
            yield from (blocks.paragraph(each) for each in self._held.reopenings)


def _named(each: Officer) -> str:
    return f"{each.name} ({each.designation})" if each.designation else each.name


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from _texts(list(value.values()))
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _texts(each)
