"""`ronde retention`: which closed cases are kept how long and why, what is due, and letting go of moments that count no more."""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from field_app.rules.cases.destruction import is_asked_for
from field_app.rules.cases.earlier import counts_since
from field_app.rules.dossier.archive_records import Footprint
from field_app.rules.dossier.case_records import Case
from field_app.rules.dossier.closing_records import Closing
from field_app.rules.dossier.words import HoldKind, Retention
from field_app.rules.facts import Facts
from field_app.rules.vocabulary import Kind, local
from sync_server.access.values_text_nl import value as in_words
from sync_server.admin.office import one_team
from sync_server.admin.told import Commands, add_folder, changing, command

_COLUMNS = ("case", "class", "outcome", "closed_on", "destroy_from", "keep_until", "held_by", "due")
_STDOUT = Path("-")
#: The classes of the retention schedule of municipalities (selectielijst).
_CLASSES = {
    Retention.CHECKED: "12.1.1 onderzocht",
    Retention.STOPPED: "12.3 afgebroken",
    Retention.FINED: "12.2.5 boete",
}
Line = tuple[str, str, str, date, date, date, str, str]


def add_to(commands: Commands, folder: Path) -> None:
    """Add the commands."""
    what = "bewaren en vernietigen van gesloten zaken"
    group = commands.add_parser("retention", help=what, description=what).add_subparsers(
        title="opdrachten", metavar="OPDRACHT", required=True
    )
    due = command(group, "due", "toon van elke gesloten zaak klasse, termijnen, bewaarredenen en wat er nu te doen is", _due)
    due.add_argument("--csv", type=Path, metavar="BESTAND", help="schrijf een tabel; een - schrijft naar de standaarduitvoer")
    due.add_argument("--on", type=date.fromisoformat, metavar="DAG", help="op deze dag, zoals 2027-01-31 (standaard vandaag)")
    forget = command(group, "forget", "laat momenten van kijken los die voor geen nieuwe zaak meer tellen", _forget)
    for each in (due, forget):
        each.add_argument("--team", metavar="NAAM", help="nodig als er meer dan één team is")
        add_folder(each, folder)


def _due(options: argparse.Namespace) -> None:
    today = options.on or local(datetime.now(UTC)).date()
    with changing(options.folder) as store:
        found = list(lines(store.facts(one_team(store, options.team).id), today))
    if options.csv and options.csv != _STDOUT:
        with options.csv.open("x", encoding="utf-8-sig", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows((_COLUMNS, *found))
    elif options.csv:
        csv.writer(sys.stdout, lineterminator="\n").writerows((_COLUMNS, *found))
    elif not found:
        print("Er zijn nog geen gesloten zaken.")
    else:
        for name, kept_as, outcome, closed_on, destroy_from, keep_until, held_by, due in found:
            terms = f"gesloten {closed_on}, inhoud tot {destroy_from}, verslag tot {keep_until}"
            print(f"{name:16} {kept_as:18} {outcome}; {terms}{f'; {held_by}' if held_by else ''}: {due}")


def lines(facts: Facts, today: date) -> Iterator[Line]:
    """Each closed case, the first to go first."""
    closed = [(each, each.closing) for each in facts.records(Case) if each.closing]
    for case, closing in sorted(closed, key=lambda each: (each[1].destroy_from, each[0].code_name)):
        held_by = _held_by(case, closing, facts)
        yield (
            case.code_name, _CLASSES[closing.retention], in_words(closing.kind), local(closing.closed_at).date(),
            closing.destroy_from, closing.keep_until, ", ".join(held_by), _what_is_due(closing, held_by, today),
        )  # fmt: skip


def _held_by(case: Case, closing: Closing, facts: Facts) -> list[str]:
    """Why it must stay: what colleagues said, and a request to see everything that was not answered yet."""
    kinds = {each.kind for each in closing.holds if each.lifted_at is None}
    if closing.has_content and is_asked_for(case, facts):
        kinds.add(HoldKind.ACCESS_REQUEST)
    return sorted(in_words(each) for each in kinds)


def _what_is_due(closing: Closing, held_by: list[str], today: date) -> str:
    if not closing.has_content:
        return "neutraal verslag kan weg" if today >= closing.keep_until else "inhoud is vernietigd"
    if held_by:
        return "bewaren zolang dit loopt"
    if today < closing.destroy_from:
        return "bewaren"
    return "vernietigen: een tweede persoon bevestigt" if closing.is_asked else "vernietigen: aanvragen in de app"


def _forget(options: argparse.Namespace) -> None:
    """Of an earlier case on the same person the looks count for some months; after that nobody has a use for them."""
    with changing(options.folder) as store:
        team_id = one_team(store, options.team).id
        facts = store.facts(team_id)
        since = counts_since(facts, datetime.now(UTC))
        gone = [each.id for each in facts.records(Footprint) if all(look.began_at < since for look in each.looks)]
        store.rows(team_id).remove([(Kind.FOOTPRINT, each) for each in gone])
        store.forget_facts()
    print(f"Momenten van {len(gone)} gesloten zaken losgelaten; de overige tellen nog voor een nieuwe zaak.")
