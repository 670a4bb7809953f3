"""Gathers what the server holds about one person: every case in which that person stands, open or closed, row by row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from field_app.rules.cases.earlier import mark_of
from field_app.rules.mentions import Said, about
from field_app.rules.vocabulary import Kind
from sync_server.access.text_nl import OPENED
from sync_server.store.server_store import ServerStore

#: The order in which a dossier is read.
ORDER = (
    Kind.SIGNAL, Kind.PLAN, Kind.OBSERVATION, Kind.FOLLOWING, Kind.FINDING, Kind.CALL, Kind.CALLBACK, Kind.REQUEST, Kind.LETTER,
    Kind.DECISION, Kind.TALK, Kind.VISIT, Kind.REMARK, Kind.BLUR, Kind.ORIGINAL, Kind.FOOTPRINT,
)  # fmt: skip
_MOMENTS = (
    "began_at", "came_at", "submitted_at", "consulted_at", "called_at", "asked_at", "written_at", "proposed_at", "at",
    "received_on",
)  # fmt: skip

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Held:
    """One case as the server holds it: its file, its neutral record after closing, its rows by kind in order of time, its log.

    `reopenings` says why it was opened again. A log line says which command it was, by whom, when and with which verdict.
    """

    case_id: str
    file: Mapping[str, Any]
    closing: Mapping[str, Any] | None
    reopenings: tuple[str, ...]
    rows: Mapping[Kind, tuple[Json, ...]]
    log: tuple[Json, ...]


def plain_number(dossier_number: str) -> str:
    """A number as it is compared, whatever its spaces and capitals."""
    return "".join(dossier_number.split()).casefold()


def held_about(store: ServerStore, team_id: str, dossier_number: str) -> tuple[Held, ...]:
    """Every case with this person in it, by its code name.

    Of one that was destroyed only the neutral record and the moments of looking are left, which still bear the person's mark.
    """
    rows, mark = store.rows(team_id), mark_of(dossier_number, store.facts(team_id))
    cases, archives = rows.all_of(Kind.CASE), rows.all_of(Kind.ARCHIVE)
    files = {case_id: file_of(body, archives.get(case_id)) for case_id, body in cases.items()}
    marked = {case_id for case_id, each in rows.all_of(Kind.FOOTPRINT).items() if mark in each["marks"]}
    found = [each for each, file in files.items() if each in marked or plain_number(dossier_number) in set(numbers(file))]
    said = list(store.evidence.said(team_id))
    cases_held = [held_in(store, team_id, each, said) for each in found]
    return tuple(sorted((each for each in cases_held if each), key=lambda one: str(one.file["code_name"])))


def held_in(store: ServerStore, team_id: str, case_id: str, said: Sequence[Said]) -> Held | None:
    """One case as it is held, None when this team has none of this id; `said` is every command of the team with its content."""
    rows = store.rows(team_id)
    case, archive = rows.row(Kind.CASE, case_id), rows.row(Kind.ARCHIVE, case_id)
    if case is None:
        return None
    reopenings = tuple((archive or {}).get("reopenings", ()))
    file, closing = file_of(case, archive), closing_of(case, archive)
    return Held(case_id, file, closing, reopenings, _rows(store, team_id, case_id), _log(store, team_id, case_id, said))


def file_of(case: Mapping[str, Any], archive: Mapping[str, Any] | None) -> Mapping[str, Any]:
    """The file of a case: a closed one as it stood when it was closed, an open one, also one opened again, as it stands."""
    file: Mapping[str, Any] = archive["body"] if archive and case.get("closing") else case
    return file


def closing_of(case: Mapping[str, Any], archive: Mapping[str, Any] | None) -> Mapping[str, Any] | None:
    """The neutral record of a closed case; of one opened again what waits for its next closing: holds and rulings."""
    closing: Mapping[str, Any] | None = case.get("closing")
    return closing or {name: archive[name] for name in ("holds", "rulings") if archive and archive.get(name)} or None


def numbers(file: Mapping[str, Any]) -> Iterator[str]:
    """The numbers of the persons in a file, as they are compared."""
    for each in file.get("subjects", ()):
        if each.get("dossier_number"):
            yield plain_number(each["dossier_number"])


def _rows(store: ServerStore, team_id: str, case_id: str) -> dict[Kind, tuple[Json, ...]]:
    rows, by_kind = store.rows(team_id), dict[Kind, list[Json]]()
    own = [*((kind, row_id) for kind, row_id in rows.of_case(case_id) if kind is not Kind.FOOTPRINT), (Kind.FOOTPRINT, case_id)]
    for kind, row_id in own:
        if kind in ORDER and (body := rows.row(kind, row_id)) is not None:
            told = {name: part for name, part in body.items() if name != "marks"}  # those of others are nobody else's
            by_kind.setdefault(kind, []).append({"id": row_id, **told})
    return {kind: tuple(sorted(by_kind[kind], key=_when)) for kind in ORDER if kind in by_kind}


def _when(body: Json) -> str:
    look = body.get("look", body)
    return str(next((look[name] for name in _MOMENTS if look.get(name)), ""))


def _log(store: ServerStore, team_id: str, case_id: str, said: Sequence[Said]) -> tuple[Json, ...]:
    """The commands about a case and the openings of its originals, in order: what was said in them stands in the rows."""
    names = {each.place: each.name for each in said}
    mine = store.evidence.of(team_id, commands_about(case_id, said))
    officers = {each.id: each.officer_id for each in store.people.devices(team_id)}
    done = [
        {
            "received_at": each.received_at,
            "command": names[each.device_id, each.device_seq],
            "officer_id": officers.get(each.device_id, each.device_id),
            "status": each.verdict["status"],
        }
        for each in mine
    ]
    done += [
        {"received_at": each.at, "command": OPENED, "officer_id": each.officer_id, "status": "accepted"}
        for each in store.photos.openings(team_id)
        if each.case_id == case_id
    ]
    return tuple(sorted(done, key=lambda each: datetime.fromisoformat(each["received_at"])))


def commands_about(case_id: str, said: Sequence[Said]) -> set[tuple[str, int]]:
    """Where all commands about a case stand in the chains, those that outlive it included."""
    return {each.place for each in (*about(case_id, said), *(one for one in said if one.args.get("case_id") == case_id))}
