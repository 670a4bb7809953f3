"""What the server and the planner's own process write to each other: JSON, one letter a line."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from field_app.rules.records import Officer, Shift, Team
from field_app.rules.roster_records import Availability, Collision, Progress
from field_app.rules.vocabulary import Slot
from field_app.rules.wire import decode, encode
from sync_server.planner.clock import Period
from sync_server.planner.wanted import Fixed, Unfit, Wanted

#: The parts of what is wanted that may be long lists.
_LISTS: dict[str, type[Any]] = {
    "officers": Officer, "availability": Availability, "bound": Shift, "fixed": Fixed, "unfit": Unfit,
}  # fmt: skip
STOP = "stop"


@dataclass(frozen=True, slots=True)
class Assigned:
    """One shift of a proposal."""

    officer_id: str
    slots: tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class Owned:
    """Who has an existing shift in a repair."""

    shift_id: str
    officer_id: str | None


@dataclass(frozen=True, slots=True)
class Answer:
    """How a proposal gets on; the last one `is_final`, with the shifts or the new owners, or neither when nothing `is_found`."""

    progress: Progress
    is_final: bool = False
    is_found: bool = False
    shifts: tuple[Assigned, ...] = ()
    owners: tuple[Owned, ...] = ()


def question(wanted: Wanted, seconds: int) -> str:
    """What is asked, as one line."""
    said = {each.name: encode(getattr(wanted, each.name)) for each in fields(wanted)}
    return json.dumps({"seconds": seconds, "wanted": said}) + "\n"


def read_question(line: str) -> tuple[Wanted, int]:
    """The same, read. Lists are read piece by piece: the exchange's limit on their length is not for us."""
    said = json.loads(line)
    parts = said["wanted"]
    lists = {name: tuple(decode(shape, each) for each in parts.pop(name)) for name, shape in _LISTS.items()}
    return Wanted(**{**_plain(parts), **lists}), int(said["seconds"])


def _plain(parts: dict[str, Any]) -> dict[str, Any]:
    now = datetime.fromisoformat(parts["now"]) if parts["now"] else None
    return {**parts, "team": decode(Team, parts["team"]), "period": decode(Period, parts["period"]), "now": now}


def answer(said: Answer) -> str:
    """An answer as one line."""
    lists = {"shifts": encode(said.shifts), "owners": encode(said.owners)}
    return json.dumps({"progress": encode(said.progress), "is_final": said.is_final, "is_found": said.is_found, **lists}) + "\n"


def read_answer(line: str) -> Answer:
    """The same, read."""
    said = json.loads(line)
    shifts = tuple(decode(Assigned, each) for each in said["shifts"])
    owners = tuple(decode(Owned, each) for each in said["owners"])
    return Answer(decode(Progress, said["progress"]), said["is_final"], said["is_found"], shifts, owners)


def no_roster(collisions: tuple[Collision, ...], seconds: int) -> Answer:
    """That there is none, or none was found in time."""
    return Answer(Progress(seconds, collisions=collisions), is_final=True)
