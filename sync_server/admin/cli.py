"""Reads the command line and says, in one sentence, what went wrong."""

from __future__ import annotations

import argparse
import sqlite3
import sys
from collections.abc import Sequence
from pathlib import Path

from nacl.exceptions import CryptoError

from field_app.rules import text_nl
from field_app.rules.refusals import Refused
from sync_server.admin import (
    access,
    cases,
    demo,
    indicators,
    keeping,
    log,
    meter,
    office,
    papers,
    points,
    reaching,
    retention,
    rosters,
    serving,
    stamp,
    team_terms,
)
from sync_server.admin.imports import commands as imports
from sync_server.admin.municipality import commands as municipality
from sync_server.admin.told import Told
from sync_server.restore import BadBackup
from sync_server.store.database import NewerFile

_FOLDER = Path(".local/server")
_EXIT_REFUSED = 1


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; answers the exit code: 0 done, 1 it could not be done, 2 the words were off."""
    options = _parser().parse_args(argv)
    try:
        return int(options.run(options) or 0)
    except (Told, Refused, NewerFile, BadBackup, CryptoError, OSError, sqlite3.DatabaseError) as trouble:
        return _said(_sentence(trouble))


def _sentence(trouble: Exception) -> str:  # noqa: PLR0911  # one line for each trouble
    """What happened and what to do, for whoever typed the command."""
    match trouble:
        case Refused():
            return text_nl.refusal(trouble.code)
        case NewerFile():
            return "Dit bestand is van een nieuwere versie van Ronde. Er is niets veranderd. Werk de server bij."
        case BadBackup():
            return f"Deze kopie is niet heel ({trouble}). Er is niets veranderd. Gebruik een andere kopie."
        case FileExistsError():
            return f"Dit bestand bestaat al: {trouble.filename or trouble}. Kies een andere naam; er wordt niets overschreven."
        case FileNotFoundError():
            return f"Niet gevonden: {trouble.filename or trouble}."
        case CryptoError():
            return "Deze sleutel past niet op dit bestand."
        case sqlite3.OperationalError() | OSError():
            return f"Dat bestand of die map kan nu niet worden gebruikt ({trouble})."
        case sqlite3.DatabaseError():
            return f"Het serverbestand is niet leesbaar ({trouble}). Zet een kopie terug met: ronde restore"
    return str(trouble)


def _said(sentence: str) -> int:
    print(f"ronde: {sentence}", file=sys.stderr)
    return _EXIT_REFUSED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="ronde",
        description="Ronde: waarnemen met een team, ieder alleen in een auto. Begin met: ronde demo",
        epilog="Uitkomst: 0 gelukt, 1 niet gelukt (met de reden), 2 opdracht niet begrepen.",
    )
    commands = parser.add_subparsers(title="opdrachten", metavar="OPDRACHT", required=True)
    demo.add_to(commands)
    serving.add_to(commands, _FOLDER)
    team, officer = office.add_to(commands, _FOLDER)
    reaching.add_to(team, officer, _FOLDER)
    team_terms.add_to(team, _FOLDER)
    points.add_to(commands, _FOLDER)
    keeping.add_to(commands, _FOLDER)
    rosters.add_to(commands, _FOLDER)
    indicators.add_to(commands, _FOLDER)
    log.add_to(commands, _FOLDER)
    stamp.add_to(commands, _FOLDER)
    access.add_to(commands, _FOLDER)
    papers.add_to(commands, _FOLDER)
    cases.add_to(commands, _FOLDER)
    retention.add_to(commands, _FOLDER)
    municipality.add_to(commands, _FOLDER, papers.report_of)
    imports.add_to(commands, _FOLDER)
    meter.add_to(commands)
    return parser
