"""Reads cases from a list: each becomes a case in its owner's caseload, made of a signal by the same rules as in the app."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from field_app.rules import text_nl
from field_app.rules.cases import caseload, code_names, signals
from field_app.rules.dossier.archive_records import ArchivedCase
from field_app.rules.dossier.case_records import Case
from field_app.rules.dossier.list_commands import NewPlace, OpenCase, RecordSignal, Subject
from field_app.rules.dossier.words import Reliability, SignalSource
from field_app.rules.dossier.work_records import Signal
from field_app.rules.facts import Change
from field_app.rules.observations import Act
from field_app.rules.records import Officer
from field_app.rules.refusals import Refused
from field_app.rules.row_facts import RowFacts
from field_app.rules.shift_changes import row
from field_app.rules.vocabulary import CaseTopic, Kind, local
from field_app.rules.wire import decode, encode
from sync_server.access.values_text_nl import value as in_words
from sync_server.admin.imports.cells import Cells, Wrong
from sync_server.admin.office import office_id
from sync_server.admin.tables.lines import Line

NEEDED = ("dossier_number", "owner", "topic", "subject", "address", "viewpoint", "signal", "received_on")
OPTIONAL = ("code_name", "subject_number", "born_on", "place", "district", "source", "reliability")
_SHORT, _LINE, _STORY = 60, 200, 4_000
TOPICS = {
    "hoofdverblijf": CaseTopic.MAIN_RESIDENCE,
    "gezamenlijke huishouding": CaseTopic.JOINT_HOUSEHOLD,
    "werk": CaseTopic.UNDECLARED_WORK,
}
SOURCES = {("inwoner zelf" if each is SignalSource.RESIDENT else in_words(each)): each for each in SignalSource}
RELIABILITY = {in_words(each): each for each in Reliability}


@dataclass(frozen=True, slots=True)
class Listed:
    """One case of the list: its number over there, its code name here, and whose it is."""

    line: int
    dossier_number: str
    code_name: str
    owner: str
    is_new: bool


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a good line asks for."""

    line: int
    dossier_number: str
    owner: Officer
    signal: RecordSignal
    case: OpenCase


class Reader:
    """Reads lines against what a team has, and makes of each what the rules make of it."""

    def __init__(self, facts: RowFacts, now: datetime, wrong: list[Wrong]) -> None:
        self._facts, self._now, self._wrong = facts, now, wrong
        self._there = dict(_numbered(facts))
        self._names = {each.code_name for each in facts.records(Case)}
        self._owners: dict[str, list[Officer]] = {}
        for each in facts.records(Officer):
            self._owners.setdefault(_key(each.name), []).append(each)
        self._first_on: dict[str, int] = {}
        self.changes: list[Change] = []

    def read(self, lines: Iterable[Line]) -> list[Listed]:
        """The cases in the order of the file; `changes` are the rows that follow. What is wrong is added to `wrong`."""
        found = [self._line(Cells(each, self._wrong)) for each in lines]
        fresh = [each for each in found if isinstance(each, _Asked)]
        names = iter(code_names.proposed(self._names, secrets.randbelow(len(code_names.NAMES)), len(fresh)))
        return [self._opened(each, names) if isinstance(each, _Asked) else each for each in found if each]

    def _line(self, cells: Cells) -> _Asked | Listed | None:
        number = cells.name("dossier_number", _SHORT)
        there = self._there.get(_plain(number)) if number else None
        if number and _plain(number) in self._first_on:
            cells.complain(
                "dossier_number", f"dit nummer staat ook op regel {self._first_on[_plain(number)]}; elke zaak staat er één keer in"
            )
        self._first_on.setdefault(_plain(number), cells.number)
        owner, signal, case = self._owner(cells), self._signal(cells), self._case(cells, is_there=there is not None)
        if there and case and there.subjects and there.subjects[0].name != case.subjects[0].name:
            cells.complain(
                "subject", f"dit dossiernummer is al van zaak {there.code_name}, over iemand anders; controleer het nummer"
            )
        if not cells.are_good or owner is None or signal is None or case is None:
            return None
        if there:
            return Listed(cells.number, number, there.code_name, owner.name, is_new=False)
        return _Asked(cells.number, number, owner, signal, case)

    def _owner(self, cells: Cells) -> Officer | None:
        name = cells.name("owner", _LINE)
        found = self._owners.get(_key(name), [])
        if name and len(found) != 1:
            cells.complain(
                "owner", f"er is niet precies één medewerker '{name[:40]}'; schrijf de naam zoals bij: ronde officer list"
            )
        elif found and not found[0].may_drive:
            cells.complain("owner", "een zaak is van een handhaver; deze medewerker is dat niet")
        return found[0] if len(found) == 1 else None

    def _signal(self, cells: Cells) -> RecordSignal | None:
        content, day = cells.text("signal", _STORY), cells.day("received_on", local(self._now).date())
        source = cells.choice("source", SOURCES, SignalSource.OTHER)
        reliability = cells.choice("reliability", RELIABILITY, Reliability.UNKNOWN)
        return RecordSignal(source, day, content, reliability) if source and day and reliability else None

    def _case(self, cells: Cells, *, is_there: bool) -> OpenCase | None:
        today = local(self._now).date()
        born_on = cells.day("born_on", today, is_needed=False)
        subject_number = cells.text("subject_number", _SHORT, is_needed=False) or None
        subject = Subject(cells.text("subject", _LINE), born_on=born_on, dossier_number=subject_number)
        place = NewPlace(
            label=cells.text("place", _LINE, is_needed=False),
            address=cells.text("address", _LINE),
            district=cells.text("district", _LINE, is_needed=False),
            viewpoint=cells.text("viewpoint", _LINE),
        )
        topic, name = cells.choice("topic", TOPICS), self._code_name(cells, is_there=is_there)
        return OpenCase("", name, topic, (subject,), (place,)) if topic else None

    def _code_name(self, cells: Cells, *, is_there: bool) -> str:
        name = cells.text("code_name", _SHORT, is_needed=False)
        if not name or is_there:
            return ""
        if not code_names.is_proposed(name):
            cells.complain(
                "code_name", "dit is geen schuilnaam van Ronde; laat het leeg, of kies een boom, vogel, rivier of kruid uit de app"
            )
        elif name in self._names:
            cells.complain("code_name", f"{name} is al de schuilnaam van een andere zaak; laat het leeg of kies een andere")
        self._names.add(name)
        return name

    def _opened(self, asked: _Asked, names: Any) -> Listed:
        """By the rules of the app, as if the owner did it now; the municipality's number for the case comes with it."""
        listed = Listed(asked.line, asked.dossier_number, asked.case.code_name or next(names), asked.owner.name, is_new=True)
        signal_id, case_id = office_id(), office_id()
        try:
            self._judge(signals.record(asked.signal, self._facts, self._act(signal_id, asked.owner)).changes)
            command = replace(asked.case, signal_id=signal_id, code_name=listed.code_name)
            self._judge(caseload.open_case(command, self._facts, self._act(case_id, asked.owner)).changes)
        except Refused as no:
            self._wrong.append(Wrong(asked.line, "", text_nl.refusal(no.code).rstrip(".")))
            return listed
        self._keep(Case, case_id, dossier_number=asked.dossier_number)
        self._keep(Signal, signal_id)  # after its case, which says for whom it is
        return listed

    def _act(self, command_id: str, owner: Officer) -> Act:
        return Act(command_id, owner.id, local(self._now), {}, self._now)

    def _judge(self, changes: Iterable[Change]) -> None:
        for each in changes:
            self._facts.put(each)

    def _keep(self, shape: type[Any], row_id: str, **more: Any) -> None:
        """The row as it stands now, read back as a phone will read it."""
        record: Any = self._facts.record(shape, row_id)
        record = replace(record, **more)
        decode(shape, encode(record))
        made = replace(row(_KINDS[shape], record), is_new=True)
        self._facts.put(made)
        self.changes.append(made)


_KINDS: Mapping[type[Any], Kind] = {Case: Kind.CASE, Signal: Kind.SIGNAL}


def _key(name: str) -> str:
    return " ".join(name.split()).casefold()


def _plain(number: str) -> str:
    """A number as people mean it: without spaces, whatever its capitals."""
    return "".join(number.split()).casefold()


def _numbered(facts: RowFacts) -> Iterable[tuple[str, Case]]:
    """Every case whose number is known, also of the closed ones that are still kept."""
    closed = [decode(Case, {**each.body, "id": each.id}) for each in facts.records(ArchivedCase) if each.body]
    for each in (*closed, *facts.records(Case)):
        if each.dossier_number:
            yield _plain(each.dossier_number), each
