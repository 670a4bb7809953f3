"""Gathers what the server holds about one person: every case in which that person stands, open or closed, row by row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from field_app.rules.vocabulary import Kind
from sync_server.store.server_store import ServerStore

#: The order in which a dossier is read.
ORDER = (
    Kind.SIGNAL, Kind.PLAN, Kind.OBSERVATION, Kind.FOLLOWING, Kind.FINDING, Kind.CALL, Kind.CALLBACK, Kind.REQUEST, Kind.LETTER,
    Kind.DECISION, Kind.TALK, Kind.VISIT, Kind.REMARK,
)  # fmt: skip
_MOMENTS = (
    "began_at", "came_at", "submitted_at", "consulted_at", "called_at", "asked_at", "written_at", "proposed_at", "at",
    "received_on",
)  # fmt: skip

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Held:
    """One case as the server holds it: its file, what is left after closing, and its rows by kind in order of time."""

    case_id: str
    file: Mapping[str, Any]
    closing: Mapping[str, Any] | None
    rows: Mapping[Kind, tuple[Json, ...]]


def plain_number(dossier_number: str) -> str:
    """A number as it is compared, whatever its spaces and capitals."""
    return "".join(dossier_number.split()).casefold()


def held_about(store: ServerStore, team_id: str, dossier_number: str) -> tuple[Held, ...]:
    """Every case with this person in it, by its code name. A destroyed one is there with its neutral record only."""
    rows, number = store.rows(team_id), plain_number(dossier_number)
    cases, archives = rows.all_of(Kind.CASE), rows.all_of(Kind.ARCHIVE)
    files = {case_id: archives.get(case_id, {}).get("body", body) for case_id, body in cases.items()}
    found = [case_id for case_id, file in files.items() if number in set(_numbers(file))]
    in_order = sorted(found, key=lambda each: str(files[each]["code_name"]))
    return tuple(_held(store, team_id, each, files[each], cases[each]) for each in in_order)


def _numbers(file: Mapping[str, Any]) -> Iterator[str]:
    for each in file.get("subjects", ()):
        if each.get("dossier_number"):
            yield plain_number(each["dossier_number"])


def _held(store: ServerStore, team_id: str, case_id: str, file: Mapping[str, Any], case: Mapping[str, Any]) -> Held:
    rows, by_kind = store.rows(team_id), dict[Kind, list[Json]]()
    for kind, row_id in rows.of_case(case_id):
        if kind in ORDER and (body := rows.row(kind, row_id)) is not None:
            by_kind.setdefault(kind, []).append({"id": row_id, **body})
    ordered = {kind: tuple(sorted(by_kind[kind], key=_when)) for kind in ORDER if kind in by_kind}
    return Held(case_id, file, case.get("closing"), ordered)


def _when(body: Json) -> str:
    look = body.get("look", body)
    return str(next((look[name] for name in _MOMENTS if look.get(name)), ""))
