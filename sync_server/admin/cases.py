"""`ronde case list`: which cases a team has and how far each is, by code name and without anything about anybody in them."""

from __future__ import annotations

import argparse
import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from field_app.rules.cases.metering import metered
from field_app.rules.dossier.case_records import Case
from field_app.rules.facts import Facts
from field_app.rules.meter import Level
from field_app.rules.vocabulary import CaseStatus, local
from sync_server.access.values_text_nl import value as in_words
from sync_server.admin.office import one_team
from sync_server.admin.told import Commands, add_folder, changing, command

_ORDER = list(CaseStatus)


def add_to(commands: Commands, folder: Path) -> None:
    """Add the command."""
    what = "zaken van een team"
    group = commands.add_parser("case", help=what, description=what).add_subparsers(
        title="opdrachten", metavar="OPDRACHT", required=True
    )
    listed = command(group, "list", "toon schuilnaam, stand, wie de zaak leidt, dagen over en de stand van de meter", _list)
    listed.add_argument("--all", action="store_true", help="ook gesloten zaken")
    listed.add_argument("--json", action="store_true", help="één JSON-lijst")
    listed.add_argument("--team", metavar="NAAM", help="nodig als er meer dan één team is")
    add_folder(listed, folder)


def _list(options: argparse.Namespace) -> None:
    today = local(datetime.now(UTC)).date()
    with changing(options.folder) as store:
        facts = store.facts(one_team(store, options.team).id)
        cases = [each for each in facts.records(Case) if options.all or each.status is not CaseStatus.CLOSED]
        found = [line(each, facts, today) for each in sorted(cases, key=lambda one: (_ORDER.index(one.status), one.code_name))]
    if options.json:
        print(json.dumps(found, ensure_ascii=False))
    elif not found:
        print("Er zijn geen zaken.")
    else:
        for each in found:
            print(_told(each))


def line(case: Case, facts: Facts, today: date) -> dict[str, Any]:
    """One case for other programs: nothing of its content. The meter of a closed case is the one that it closed with."""
    owner, plan = facts.officer(case.owner_id), facts.plan(case.plan_id) if case.plan_id else None
    level = case.closing.level if case.closing else metered(case, facts).level
    return {
        "code_name": case.code_name,
        "status": case.status.value,
        "owner": owner.name if owner else case.owner_id,
        "days_left": (plan.ends_on - today).days if plan and plan.is_approved else None,
        "level": level.value,
    }


def _told(each: dict[str, Any]) -> str:
    status, left = in_words(CaseStatus(each["status"])), each["days_left"]
    days = "" if left is None else f"{left} dagen over" if left >= 0 else f"{-left} dagen te lang"
    return f"{each['code_name']:16} {status:30} {each['owner']:20} {days:16} meter {in_words(Level(each['level']))}"
