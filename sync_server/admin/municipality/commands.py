"""`ronde municipality send`, `deliver`, `check` and `status`."""

from __future__ import annotations

import argparse
import getpass
import json
import time
from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path

from field_app.rules.dossier.case_records import Case
from sync_server.admin.municipality.connection import Setting, connected, read_settings
from sync_server.admin.municipality.ready import Ready, Report, ready, was_sent
from sync_server.admin.office import one_team
from sync_server.admin.papers import add_seal
from sync_server.admin.told import Commands, Told, add_folder, changing, command
from sync_server.municipality import folder as watched
from sync_server.municipality import text_nl
from sync_server.municipality.calls import Stopped, Weather
from sync_server.municipality.delivering import deliver, patiently, zaak
from sync_server.municipality.settings import Way
from sync_server.store.sendings import Sending

#: A number that no zaak has: asking for it tells whether the API knows us.
_NO_CASE = "00000000"
_HELP = """
De instellingen staan in municipality.json in de map van de server (of --settings BESTAND):

  {"way": "zgw",
   "zgw": {"documents_url": "https://openzaak.example.nl/documenten/api/v1",
           "cases_url": "https://openzaak.example.nl/zaken/api/v1",
           "document_type_url": "https://openzaak.example.nl/catalogi/api/v1/informatieobjecttypen/...",
           "organisation": "123456782", "author": "Team Handhaving", "client_id": "ronde", "secret_file": "zgw.secret"}}
  {"way": "folder", "folder": "/srv/dms/in"}

Mag ook: "confidentiality" (standaard "zaakvertrouwelijk"), "whole_up_to" (bytes; wat groter is gaat in delen) en "ca_file".
Het geheim van de applicatie staat in een eigen bestand dat alleen de server mag lezen (chmod 600).

Nog eens sturen mag altijd: hetzelfde document komt er één keer te staan, en een afgebroken verzending gaat verder.
"""


def add_to(commands: Commands, folder: Path, report: Report) -> None:
    """Add the commands. `report` makes the report of a case where no PDF is given on the command line."""
    what = "rapporten naar de systemen van de gemeente"
    parser = commands.add_parser(
        "municipality", help=what, description=what, epilog=_HELP, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    group = parser.add_subparsers(title="opdrachten", metavar="OPDRACHT", required=True)
    send = command(group, "send", "stuur het rapport van een zaak, zoals de instellingen zeggen", lambda said: _send(said, report))
    put = command(group, "deliver", "zet het rapport van een zaak in een map", lambda said: _deliver(said, report))
    put.add_argument("--to", type=Path, required=True, metavar="MAP", help="de map die een ander systeem in de gaten houdt")
    check = command(group, "check", "controleer de instellingen en of de API's antwoorden", _check)
    status = command(group, "status", "toon wat is verstuurd en wat nog wacht", _status)
    status.add_argument("--json", action="store_true", help="één JSON-lijst")
    for each in (send, put):
        _about_report(each)
        add_seal(each)
    for each in (send, put, status):
        each.add_argument("--team", metavar="NAAM", help="nodig als er meer dan één team is")
    for each in (send, put, check):
        each.add_argument("--settings", type=Path, metavar="BESTAND", help="standaard municipality.json in de map van de server")
    for each in (send, put, check, status):
        add_folder(each, folder)


def _about_report(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("case", metavar="ZAAK", help="de schuilnaam van de zaak, uit: ronde case list --all")
    parser.add_argument("file", type=Path, nargs="?", metavar="RAPPORT.pdf", help="het rapport; zonder bestand maakt Ronde het")
    parser.add_argument("--zaak", metavar="NUMMER", help="zaaknummer bij de gemeente (standaard het dossiernummer van de zaak)")
    parser.add_argument("--title", metavar="TITEL", help="standaard: Rapport van bevindingen, met de schuilnaam")
    parser.add_argument("--date", type=date.fromisoformat, metavar="DAG", help="dag van het rapport (standaard vandaag)")
    parser.add_argument("--by", default=getpass.getuser(), metavar="NAAM", help="wie dit doet; komt in het logboek van de gemeente")
    parser.add_argument("--again", action="store_true", help="ook als het volgens Ronde al is verstuurd")


def _send(options: argparse.Namespace, report: Report) -> None:
    setting = read_settings(options)
    if setting.way is Way.FOLDER:
        _put(options, setting, setting.folder, report)
        return
    found = ready(options, setting, Way.ZGW, report)
    if found.sending.sent_at and not options.again:
        print(was_sent(found.sending))
        return
    with connected(setting, options.by) as register:
        url = _tried(options.folder, found, lambda: patiently(lambda: deliver(found.document, register), time.sleep))
    print(f"{found.document.identification} staat bij zaak {found.document.case_number}: {url}")


def _deliver(options: argparse.Namespace, report: Report) -> None:
    setting = read_settings(options, is_needed=False)
    if not options.to.is_dir():
        raise FileNotFoundError(options.to)
    _put(options, setting, options.to, report)


def _put(options: argparse.Namespace, setting: Setting, to: Path, report: Report) -> None:
    found = ready(options, setting, Way.FOLDER, report)
    path = to / found.document.file_name
    if found.sending.sent_at and not options.again and not path.exists():
        print(was_sent(found.sending))
        return
    done = _tried(options.folder, found, lambda: watched.put(found.document, to, setting.zgw).value)
    print(f"{path} {'staat er nu' if done == watched.Put.NEW else 'stond er al'}, met een beschrijving ernaast.")


def _tried(folder: Path, found: Ready, work: Callable[[], str]) -> str:
    """Do it outside any transaction, for it may take minutes, and remember how it went."""
    try:
        answer = work()
    except (Weather, Stopped) as trouble:
        with changing(folder) as store:
            store.sendings.failed(found.sending.id, trouble.code if isinstance(trouble, Stopped) else "weather")
        raise Told(text_nl.stopped(trouble) if isinstance(trouble, Stopped) else text_nl.WEATHER) from None
    with changing(folder) as store:
        url = answer if found.sending.way == Way.ZGW else ""
        store.sendings.arrived(found.sending.id, url, datetime.now(UTC).isoformat(timespec="seconds"))
    return answer


def _check(options: argparse.Namespace) -> None:
    setting = read_settings(options)
    if setting.way is Way.ZGW:
        with connected(setting, getpass.getuser()) as register:
            try:
                register.documents.get("enkelvoudiginformatieobjecten", identificatie=_NO_CASE)
                zaak(_NO_CASE, register)
            except Weather:
                raise Told(text_nl.WEATHER) from None
            except Stopped as no:
                if no.code != "case-unknown":
                    raise Told(text_nl.stopped(no)) from None
    print(f"De instellingen kloppen. Rapporten gaan via: {text_nl.WAYS[setting.way]}.")


def _status(options: argparse.Namespace) -> None:
    with changing(options.folder) as store:
        team_id = one_team(store, options.team).id
        names = {each.id: each.code_name for each in store.facts(team_id).records(Case)}
        found = store.sendings.all_of(team_id)
    if options.json:
        print(json.dumps([asdict(each) for each in found], ensure_ascii=False))
    elif not found:
        print("Er is nog niets verstuurd.")
    else:
        for each in found:
            print(_told(each, names.get(each.case_id, each.case_id)))


def _told(each: Sending, name: str) -> str:
    waits = f"wacht sinds {each.asked_at}{f' ({each.trouble})' if each.trouble else ''}"
    how = f"verstuurd {each.sent_at}" if each.sent_at else waits
    return f"{name:16} {text_nl.WAYS[Way(each.way)]:12} {each.identification}  {how}  {each.asked_by}"
