"""How the demo tells what people did: each act as a real command of one of its officers, judged by the same rules as anybody's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time

from field_app.rules.commands import Command
from field_app.rules.records import Officer
from sync_server.demo.stage import Stage, wall_clock

#: Gives a command of this officer (by id) to the server as at this moment; answers its id.
Send = Callable[[str, Command, datetime], str]


@dataclass(frozen=True, slots=True)
class Storyteller:
    """The demo's people, its stage, and the way to the server."""

    stage: Stage
    officers: tuple[Officer, ...]
    send: Send

    def says(self, number: int, command: Command, day: int, hour: int = 10, minute: int = 0) -> str:
        """Officer `number` does this so many days from today, at this time."""
        return self.send(self.officers[number].id, command, self.at(day, hour, minute))

    def at(self, day: int, hour: int = 10, minute: int = 0) -> datetime:
        """So many days from today, at this time in Amsterdam."""
        return wall_clock(self.stage.day(day), time(hour, minute))

    def on(self, day: int) -> date:
        """The day so many days from today."""
        return self.stage.day(day)

    def id_of(self, number: int) -> str:
        """An officer's id."""
        return self.officers[number].id
