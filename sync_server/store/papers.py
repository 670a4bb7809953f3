"""Which reports and exports were made: of which case, by whom and when; the papers themselves are kept nowhere."""

from __future__ import annotations

from dataclasses import astuple, dataclass

from sqlite_utils import Database


@dataclass(frozen=True, slots=True)
class Making:
    """One paper that was made. `device_id` is "" where it was made on the server itself, `officer_id` then who that was for."""

    team_id: str
    case_id: str
    kind: str
    officer_id: str
    device_id: str
    at: str


class Papers:
    """The list of what was made; it only grows."""

    def __init__(self, database: Database) -> None:
        """One connection, one thread."""
        self._database = database

    def made(self, making: Making) -> None:
        """A paper is being made; written down before it leaves."""
        self._database.execute("insert into papers values (?, ?, ?, ?, ?, ?)", list(astuple(making)))

    def all(self, team_id: str) -> list[Making]:
        """Everything that was made of a team's cases, oldest first."""
        asked = "select team, case_id, kind, officer, device, at from papers where team = ? order by at, rowid"
        return [Making(*found) for found in self._database.execute(asked, [team_id]).fetchall()]
