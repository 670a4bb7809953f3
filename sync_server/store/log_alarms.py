"""What was seen of logs that cannot both be true: kept for whoever has to find out, and never thrown away."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from sqlite_utils import Database

from field_app.rules.log import LogAlarm
from field_app.rules.wire import compact, decode, encode


@dataclass(frozen=True, slots=True)
class KeptAlarm:
    """One alarm: whose log, who noticed (a device, or "" for the server itself), and the two heads."""

    team_id: str
    device_id: str
    source: str
    alarm: LogAlarm


class LogAlarms:
    """The alarms about all logs of this server."""

    def __init__(self, database: Database) -> None:
        """One connection, one thread."""
        self._database = database

    def keep(self, kept: KeptAlarm) -> bool:
        """Keep an alarm once, however often it is raised; whether it is new."""
        said = encode(kept.alarm)
        heads = [compact(said[name]) if said.get(name) else "" for name in ("held", "told")]
        row = [kept.team_id, kept.device_id, kept.source, said["at"], *heads]
        return self._database.execute("insert or ignore into log_alarms values (?, ?, ?, ?, ?, ?)", row).rowcount == 1

    def of(self, team_id: str) -> Iterator[KeptAlarm]:
        """The alarms about a team's log, oldest first."""
        asked = "select device, source, at, held, told from log_alarms where team = ? order by rowid"
        for device_id, source, at, held, told in self._database.execute(asked, [team_id]).fetchall():
            heads = {name: json.loads(head) for name, head in (("held", held), ("told", told)) if head}
            yield KeptAlarm(team_id, device_id, source, decode(LogAlarm, {**heads, "at": at}))
