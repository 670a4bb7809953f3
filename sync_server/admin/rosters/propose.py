"""`ronde roster propose`: a fair and lawful roster from a table of officers, without a server."""

from __future__ import annotations

import argparse
import csv
import json
import sys
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from threading import Event, Thread

from field_app.rules.records import Officer, Shift, Team
from field_app.rules.vocabulary import DEFAULT_HOURS, local
from field_app.rules.wire import encode
from sync_server.admin.rosters.check import settings_of
from sync_server.admin.rosters.team import read_officers, read_pins, read_previous
from sync_server.admin.tables.text import Unreadable
from sync_server.admin.told import Commands, command
from sync_server.planner import text_nl
from sync_server.planner.account import account_of, progress_of
from sync_server.planner.clock import Period
from sync_server.planner.proposal import Effort, Outcome, Proposal
from sync_server.planner.wanted import Wanted

_NO_ROSTER, _UNREADABLE = 1, 2
_MOST_DAYS = 56
_EXAMPLE = """
voorbeeld van OFFICERS.csv, met komma's of puntkomma's, zoals een rekenblad het bewaart:

  officer,hours_a_week,leave,wishes
  Nadia,36,2026-12-24..2026-12-26; 2026-12-31,-za avond
  Ruben,32,,-2026-12-05 avond; +2026-12-06; -vroege ochtend
  Karin,24,vr,-weekend

leave is afwezig en wordt gerespecteerd. wishes zijn wensen: - liever vrij, + graag werken. Een item is een dag (jjjj-mm-dd of
dd-mm-jjjj), een reeks (van..tot), een weekdag (ma t/m zo), weekend of niets, en dan een moment (vroege ochtend, late ochtend,
middag, avond) of niets voor de hele dag. Tussen items staat een puntkomma; zijn de kolommen ook door puntkomma's gescheiden, zet
zo'n vakje dan tussen aanhalingstekens. Zonder uren geldt 36; leave en wishes mogen ontbreken.

voorbeeld van --pins PINS.csv (moments mag ook 'vroege ochtend + late ochtend' zijn, of 'vrij'):

  officer,day,moments
  Nadia,2026-12-07,avond

voorbeeld van --repair: Ruben is ziek op 9 december. Zet dat in leave, en dan:

  ronde roster propose OFFICERS.csv --from 2026-12-09 --days 20 --previous december.csv --repair --out december-2.csv

uitkomst: 0 een rooster, 1 er bestaat geen rooster dat mag (met de regels en personen die botsen), 2 een bestand is niet te lezen
(met regel en reden). Ctrl+C stopt en bewaart het beste rooster tot dan toe.
"""


def add_to(commands: Commands) -> None:
    """Add the command."""
    parser = command(commands, "propose", "stel een eerlijk rooster voor dat aan de regels voldoet", run)
    parser.formatter_class, parser.epilog = argparse.RawDescriptionHelpFormatter, _EXAMPLE
    parser.add_argument("officers", type=Path, metavar="OFFICERS.csv")
    parser.add_argument("--from", dest="begins_on", type=_day, required=True, metavar="DAG", help="eerste dag (jjjj-mm-dd)")
    parser.add_argument("--days", type=int, default=28, metavar="N", help="aantal dagen (standaard 28)")
    parser.add_argument("--out", type=Path, required=True, metavar="BESTAND", help="waar het rooster komt (CSV)")
    parser.add_argument("--seconds", type=float, default=15, metavar="S", help="rekentijd (standaard 15)")
    parser.add_argument("--workers", type=int, default=Effort().workers, metavar="N", help="rekendraden (standaard %(default)s)")
    parser.add_argument(
        "--seed", type=int, default=1, metavar="N", help="begin van de zoektocht; met --workers 1 en tijd genoeg herhaalbaar"
    )
    parser.add_argument("--minimum", type=int, default=1, metavar="N", help="auto's per moment, minimaal (standaard 1)")
    parser.add_argument("--target", type=int, default=2, metavar="N", help="auto's per moment, streven (standaard 2)")
    parser.add_argument("--previous", type=Path, metavar="CSV", help="het rooster van ervoor; met --repair het rooster zelf")
    parser.add_argument("--pins", type=Path, metavar="CSV", help="wat vaststaat")
    parser.add_argument(
        "--repair", action="store_true", help="verander in --previous zo weinig mogelijk; wat voor --from ligt blijft"
    )
    parser.add_argument("--settings", type=Path, metavar="BESTAND", help="eigen afspraken over arbeidstijd (JSON), als bij check")
    parser.add_argument("--json", action="store_true", help="geef de verantwoording als JSON")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is geen dag (jjjj-mm-dd)") from None


def run(options: argparse.Namespace) -> int:
    """Read, propose, write and account for it."""
    is_possible = 1 <= options.days <= _MOST_DAYS and options.seconds > 0 and options.workers > 0 and options.minimum >= 0
    if not is_possible or (options.repair and not options.previous):
        print(f"ronde: --days is 1 tot {_MOST_DAYS}, getallen zijn positief, en --repair vraagt ook --previous.", file=sys.stderr)
        return _UNREADABLE
    try:
        wanted = _wanted(options)
    except Unreadable as bad:
        print(f"ronde: {bad}", file=sys.stderr)
        return _UNREADABLE
    outcome = _proposed(wanted, Effort(options.seconds, options.workers, options.seed))
    if outcome.proposal is None:
        _say_no(outcome, options)
        return _NO_ROSTER
    _write(options.out, wanted, outcome.proposal)
    _say(wanted, outcome.proposal, options)
    return 0


def _wanted(options: argparse.Namespace) -> Wanted:
    period = Period(options.begins_on, options.begins_on + timedelta(days=options.days - 1))
    officers, availability = read_officers(options.officers, period)
    bound = _previous(options.previous, officers) if options.previous else ()
    if not options.repair and any(period.has(local(each.begins_at).date()) for each in bound):
        raise Unreadable("--previous heeft al diensten vanaf --from: geef ook --repair om het bij te werken, of begin later")
    fixed = read_pins(options.pins, officers) if options.pins else ()
    terms = settings_of(options.settings)
    team = Team("team", "Team", DEFAULT_HOURS, options.minimum, max(options.target, options.minimum), working_time=terms)
    return Wanted(team, period, officers, availability, bound, fixed, repairs=options.repair)


def _previous(path: Path, officers: tuple[Officer, ...]) -> tuple[Shift, ...]:
    """What stands already; whoever is no longer among the officers leaves an open slot."""
    known = {each.id for each in officers}
    return tuple(each if each.officer_id in known else replace(each, officer_id=None) for each in read_previous(path))


def _proposed(wanted: Wanted, effort: Effort) -> Outcome:
    """Search in a thread of its own, so that Ctrl+C is heard at once."""
    from sync_server.planner.proposing import propose  # noqa: PLC0415  # the solver is slow to load, and every command reads this file

    stop, done, made = Event(), Event(), list[Outcome | BaseException]()

    def search() -> None:
        try:
            made.append(propose(wanted, effort, stop, lambda found: _tell(wanted, found)))
        except BaseException as error:  # noqa: BLE001  # raised again below, where somebody hears it
            made.append(error)
        done.set()

    Thread(target=search, name="proposal", daemon=True).start()
    while not done.is_set():
        try:
            done.wait(0.1)
        except KeyboardInterrupt:
            print("Gestopt: het beste rooster tot nu toe wordt bewaard.", file=sys.stderr)
            stop.set()
    if isinstance(made[0], BaseException):
        raise made[0]
    return made[0]


def _tell(wanted: Wanted, found: Proposal) -> None:
    now = progress_of(wanted, found, int(found.seconds), is_running=True)
    print(
        f"{found.seconds:5.1f} s  kosten {found.cost:7} (minstens {found.bound})  onder minimum {now.below_minimum}, "
        f"onder streven {now.below_target}, wensen niet gelukt {now.wishes_broken}",
        file=sys.stderr, flush=True,
    )  # fmt: skip


def _say_no(outcome: Outcome, options: argparse.Namespace) -> None:
    if options.json:
        print(json.dumps({"is_legal": False, "collisions": encode(outcome.collisions)}, ensure_ascii=False))
    print(f"ronde: {text_nl.collisions(outcome.collisions, str)}", file=sys.stderr)


def _say(wanted: Wanted, made: Proposal, options: argparse.Namespace) -> None:
    account = account_of(wanted, made)
    if options.json:
        seconds = {"seconds": round(account.seconds, 1)}
        print(
            json.dumps({"is_legal": True, **encode(account), **seconds, "is_proven": made.is_proven}, ensure_ascii=False, indent=1)
        )
        return
    print(text_nl.account(account, wanted, str))
    print(f"Het rooster staat in {options.out}. Controleer het met: ronde roster check {options.out}")


def _write(path: Path, wanted: Wanted, made: Proposal) -> None:
    """The whole roster, by time: what stands and what is proposed. What lies before the period only in a repair, where it stays."""
    stands = [each for each in wanted.given if wanted.repairs or wanted.period.has(local(each.begins_at).date())]
    rows = [(each.begins_at, each.ends_at, each.officer_id or "", each.slots) for each in stands]
    rows += [(each.begins_at, each.ends_at, each.officer_id, each.slots) for each in made.cells]
    partial = path.with_name(f"{path.name}.partial")
    with partial.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["officer", "starts_at", "ends_at", "moments"])
        for begins, ends, officer, slots in sorted(rows, key=lambda row: (row[0], row[2])):
            names = " + ".join(text_nl.MOMENTS[each.moment] for each in slots)
            table.writerow([officer, local(begins).isoformat(timespec="minutes"), local(ends).isoformat(timespec="minutes"), names])
    partial.replace(path)
