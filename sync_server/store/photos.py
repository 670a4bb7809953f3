"""Which photos were named by which entries, which have arrived, and who opened an original."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from field_app.rules.facts import Change
from field_app.rules.vocabulary import Kind


@dataclass(frozen=True, slots=True)
class Opening:
    """That somebody opened an original: which request, which photo, who, when."""

    original_id: str
    sha256: str
    case_id: str
    officer_id: str
    at: str


class PhotoRecords:
    """What the server knows of photos, the files apart."""

    def __init__(self, database: Database) -> None:
        """One connection, one thread."""
        self._database = database

    def expect(self, team_id: str, device_id: str, changes: Iterable[tuple[int, Change]]) -> None:
        """The entries among these changes name photos: from now on this device may bring them.

        A photo belongs to the case whose entry named it first. Who names its hash in another case does not get at it there.
        """
        rows = [
            [team_id, photo["sha256"], change.id, change.body["look"]["case_id"], device_id, photo["size"]]
            for _, change in changes
            if change.kind is Kind.OBSERVATION and change.is_new
            for photo in change.body["look"].get("photos", ())
        ]
        for row in rows:  # one by one: the first of these may give a photo its case
            if self.case_of(team_id, row[1]) in (None, row[3]):
                self._database.execute("insert or ignore into photos values (?, ?, ?, ?, ?, ?)", row)

    def case_of(self, team_id: str, sha256: str) -> str | None:
        """The case that a photo belongs to, None when no entry named it."""
        asked = "select case_id from photos where team = ? and sha256 = ? limit 1"
        found = self._database.execute(asked, [team_id, sha256]).fetchone()
        return None if found is None else str(found[0])

    def of_case(self, team_id: str, case_id: str) -> frozenset[str]:
        """The photos that belong to a case."""
        asked = "select sha256 from photos where team = ? and case_id = ?"
        return frozenset(row[0] for row in self._database.execute(asked, [team_id, case_id]).fetchall())

    def size_named(self, team_id: str, device_id: str, sha256: str) -> int | None:
        """How large the photo is that an entry of this device names, None when none does."""
        asked = "select size from photos where team = ? and device = ? and sha256 = ?"
        found = self._database.execute(asked, [team_id, device_id, sha256]).fetchone()
        return None if found is None else int(found[0])

    def entries(self, team_id: str, sha256: str) -> list[str]:
        """The entries that have this photo."""
        asked = "select observation from photos where team = ? and sha256 = ?"
        return [row[0] for row in self._database.execute(asked, [team_id, sha256]).fetchall()]

    def receive(self, team_id: str, device_id: str, sha256: str, sealed_sha256: str, at: str) -> int | None:
        """A photo is here, whole: the number of this device's receipt for it, the same however often it is asked.

        None when no entry names it any more: its case was destroyed while it came.
        """
        if self.case_of(team_id, sha256) is None:
            return None
        self._database.execute("insert or ignore into photo_files values (?, ?, ?, ?)", [team_id, sha256, sealed_sha256, at])
        return self._receipt(device_id, sha256) or self._new_receipt(team_id, device_id, sha256)

    def _receipt(self, device_id: str, sha256: str) -> int | None:
        asked = "select number from photo_receipts where device = ? and sha256 = ?"
        found = self._database.execute(asked, [device_id, sha256]).fetchone()
        return None if found is None else int(found[0])

    def _new_receipt(self, team_id: str, device_id: str, sha256: str) -> int:
        """A number is never given twice, also when the photo that had it is gone: phones let go by number."""
        name = f"photo_receipt {device_id}"
        asked = """select max(coalesce((select max(number) from photo_receipts where device = :device), 0),
            coalesce((select number from photo_safe where device = :device), 0),
            coalesce((select cast(value as integer) from meta where name = :name), 0)) + 1"""
        number = int(self._database.execute(asked, {"device": device_id, "name": name}).fetchone()[0])
        self._database.execute("insert or replace into meta values (?, ?)", [name, str(number)])
        self._database.execute("insert into photo_receipts values (?, ?, ?, ?)", [device_id, sha256, team_id, number])
        return number

    def has(self, team_id: str, sha256: str) -> bool:
        """Whether this photo has arrived."""
        asked = "select 1 from photo_files where team = ? and sha256 = ?"
        return self._database.execute(asked, [team_id, sha256]).fetchone() is not None

    def safe_through(self, device_id: str) -> int:
        """Up to which receipt of this device a verified backup holds the photos."""
        found = self._database.execute("select number from photo_safe where device = ?", [device_id]).fetchone()
        return 0 if found is None else int(found[0])

    def mark_safe(self, numbers: Mapping[str, int]) -> None:
        """A verified backup holds the photos of these devices up to these receipts."""
        asked = "insert into photo_safe values (?, ?) on conflict (device) do update set number = max(number, excluded.number)"
        self._database.conn.executemany(asked, list(numbers.items()))

    def lose(self, team_id: str, sha256: str) -> None:
        """The file is damaged or gone. Its receipts stay, so that nothing from there on counts as safe until it is here again."""
        self._database.execute("delete from photo_files where team = ? and sha256 = ?", [team_id, sha256])

    def lost(self, device_id: str) -> list[str]:
        """The photos that this device was given a receipt for and that are not here any more: it is asked for them again."""
        asked = """select sha256 from photo_receipts as got where device = ? and not exists (
            select 1 from photo_files where photo_files.team = got.team and photo_files.sha256 = got.sha256)"""
        return [sha256 for (sha256,) in self._database.execute(asked, [device_id]).fetchall()]

    def forget_case(self, team_id: str, case_id: str) -> list[str]:
        """The case is destroyed: its photos that no other case has, whose files must go too."""
        mine = "select sha256 from photos where team = :team and case_id = :case"
        others = "select sha256 from photos where team = :team and case_id <> :case"
        gone = self._database.execute(f"{mine} except {others}", {"team": team_id, "case": case_id}).fetchall()
        self._database.execute("delete from photos where team = ? and case_id = ?", [team_id, case_id])
        for (sha256,) in gone:
            self.lose(team_id, sha256)
            self._database.execute("delete from photo_receipts where team = ? and sha256 = ?", [team_id, sha256])
        return [sha256 for (sha256,) in gone]

    def log_opening(self, team_id: str, device_id: str, opening: Opening) -> None:
        """Somebody opens an original; kept before the photo is given."""
        row: list[Any] = [team_id, opening.original_id, opening.sha256, opening.case_id, opening.officer_id, device_id, opening.at]
        self._database.execute("insert into openings values (?, ?, ?, ?, ?, ?, ?)", row)

    def openings(self, team_id: str) -> Iterator[Opening]:
        """Every opening of an original in this team, oldest first."""
        asked = "select original, sha256, case_id, officer, at from openings where team = ? order by at, rowid"
        for row in self._database.execute(asked, [team_id]).fetchall():
            yield Opening(*row)
