"""What went to the municipality's systems: which document, when, by whom, where to; its content only until it is there."""

from __future__ import annotations

from dataclasses import astuple, dataclass

from sqlite_utils import Database

_COLUMNS = (
    "id, team, case_id, way, identification, sha256, size, title, created_on, case_number, "
    "asked_by, asked_at, sent_at, url, trouble"
)


@dataclass(frozen=True, slots=True)
class Sending:
    """One document on its way, or there. Days and moments are ISO texts, moments with their offset.

    `url` is where the municipality keeps it; `trouble` the code of what stopped the last try, never the words.
    """

    id: str
    team_id: str
    case_id: str
    way: str
    identification: str
    sha256: str
    size: int
    title: str
    created_on: str
    case_number: str
    asked_by: str
    asked_at: str
    sent_at: str | None = None
    url: str | None = None
    trouble: str | None = None


class Sendings:
    """The documents that left this server; beside the rows, on no phone."""

    def __init__(self, database: Database) -> None:
        """One connection, one thread."""
        self._database = database

    def begin(self, sending: Sending, content: bytes) -> None:
        """Remember what is about to be sent, so that a broken sending can go on; what was sent already stays as it is."""
        marks = ", ".join("?" * 16)
        self._database.execute(
            f"""insert into sendings ({_COLUMNS}, content) values ({marks}) on conflict (team, case_id, way, sha256) do update
            set title = excluded.title, created_on = excluded.created_on, case_number = excluded.case_number,
            asked_by = excluded.asked_by, content = excluded.content where sent_at is null""",  # noqa: S608  # our own names
            [*astuple(sending), content],
        )

    def found(self, like: Sending) -> Sending | None:
        """The same document for the same case by the same way, sent or not."""
        asked = f"select {_COLUMNS} from sendings where team = ? and case_id = ? and way = ? and sha256 = ?"  # noqa: S608  # our own names
        key = [like.team_id, like.case_id, like.way, like.sha256]
        return next((Sending(*row) for row in self._database.execute(asked, key)), None)

    def waiting(self, team_id: str, case_id: str, way: str) -> tuple[Sending, bytes] | None:
        """The newest document of this case that is not there yet, with its content."""
        rows = self._database.execute(
            f"select {_COLUMNS}, content from sendings where team = ? and case_id = ? and way = ? and content is not null "  # noqa: S608  # our own names
            "order by asked_at desc, id desc limit 1",
            [team_id, case_id, way],
        )
        return next(((Sending(*row[:-1]), row[-1]) for row in rows), None)

    def last_sent(self, team_id: str, case_id: str, way: str) -> Sending | None:
        """The newest document of this case that is there, None when none went."""
        gone = [each for each in self.all_of(team_id) if (each.case_id, each.way) == (case_id, way) and each.sent_at]
        return gone[-1] if gone else None

    def all_of(self, team_id: str) -> list[Sending]:
        """All of a team, the oldest first."""
        asked = f"select {_COLUMNS} from sendings where team = ? order by asked_at, id"  # noqa: S608  # our own names
        return [Sending(*row) for row in self._database.execute(asked, [team_id])]

    def arrived(self, sending_id: str, url: str, now: str) -> None:
        """It is there; its content is let go of."""
        self._database.execute(
            "update sendings set sent_at = coalesce(sent_at, ?), url = ?, trouble = null, content = null where id = ?",
            [now, url, sending_id],
        )

    def failed(self, sending_id: str, trouble: str) -> None:
        """It is not there yet, and why."""
        self._database.execute("update sendings set trouble = ? where id = ?", [trouble, sending_id])

    def forget(self, team_id: str, case_id: str) -> None:
        """The case is destroyed: what is on its way goes too; that something was sent, and when, stays."""
        self._database.execute("delete from sendings where team = ? and case_id = ? and sent_at is null", [team_id, case_id])
        self._database.execute(
            "update sendings set title = '', case_number = '', content = null where team = ? and case_id = ?", [team_id, case_id]
        )
