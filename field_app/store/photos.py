"""Which photos this phone keeps, whose they are, and how far each has travelled; none goes before a backup holds it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from field_app.store.drafts import PAPER, Drafts
from field_app.store.photo_files import PhotoFiles
from field_app.store.vault import Damaged, Vault

_COLUMNS = "sha256, state, case_id, draft_id, device_seq, size, receipt, sealed_for"


@dataclass(frozen=True, slots=True)
class KeptPhoto:
    """One photo on this phone: DRAFT, WAITING to be sent, RECEIVED by the server, DAMAGED, or GONE but for its file.

    `receipt` is the server's number for it; `sealed_for` the server's key (hex) for which it was sealed to be sent.
    """

    sha256: str
    state: str
    case_id: str
    draft_id: str
    device_seq: int | None
    size: int
    receipt: int | None
    sealed_for: str | None


class Photos:
    """The photos of one phone; each write belongs to the transaction around it, the files apart."""

    def __init__(self, database: Database, vault: Vault, folder: Path, drafts: Drafts) -> None:
        """Nothing is read before it is asked for."""
        self._database, self._drafts = database, drafts
        self.files = PhotoFiles(folder, vault)
        #: Bytes that the server has of each upload under way, for the screen.
        self.sent: dict[str, int] = {}
        #: How much room there is for files.
        self.free_bytes: Callable[[], int] = self._free

    def _free(self) -> int:
        folder = self.files.folder
        return shutil.disk_usage(folder if folder.exists() else folder.parent).free

    def adopt(self) -> None:
        """Give every file without a row back to the draft that its sealed head names: the app was killed in between."""
        known = {each.sha256 for each in self.all()}
        for sha256 in self.files.names():
            if sha256 not in known:
                self._adopt(sha256)

    def _adopt(self, sha256: str) -> None:
        try:
            head = self.files.head(sha256)
            body = self._drafts.get(head["draft_id"])
        except Damaged:
            return
        if body is None or PAPER in body:
            return
        photos = body.get("photos", [])
        if all(each["sha256"] != sha256 for each in photos):
            self._drafts.change(head["draft_id"], {**body, "photos": [*photos, head["photo"]]})
        self.add(sha256, body["case_id"], head["draft_id"], head["photo"]["size"])

    def keep(self, draft_id: str, photo: Mapping[str, Any], raw: bytes) -> None:
        """Keep the file of a photo (JSON-ready) made for a draft. On disk when this returns. Raises `StorageFull`."""
        self.files.keep(str(photo["sha256"]), {"draft_id": draft_id, "photo": photo}, raw)

    def add(self, sha256: str, case_id: str, draft_id: str, size: int) -> None:
        """The file is there: this draft has it."""
        row = [sha256, "DRAFT", case_id, draft_id, size]
        self._database.execute("insert or replace into photos (sha256, state, case_id, draft_id, size) values (?, ?, ?, ?, ?)", row)

    def bind(self, draft_id: str, device_seq: int) -> None:
        """The draft was sealed as this command: its photos wait to be sent."""
        asked = "update photos set state = 'WAITING', device_seq = ? where draft_id = ? and state = 'DRAFT'"
        self._database.execute(asked, [device_seq, draft_id])

    def get(self, sha256: str) -> KeptPhoto | None:
        """One photo, None when this phone does not keep it (any more)."""
        found = self._database.execute(f"select {_COLUMNS} from photos where sha256 = ?", [sha256]).fetchone()  # noqa: S608  # names only
        return None if found is None else KeptPhoto(*found)

    def all(self) -> list[KeptPhoto]:
        """Every photo that this phone keeps."""
        return [KeptPhoto(*row) for row in self._database.execute(f"select {_COLUMNS} from photos").fetchall()]  # noqa: S608  # names of columns only

    def to_send(self) -> list[KeptPhoto]:
        """What waits and whose entry the server has, smallest first."""
        asked = f"""select {_COLUMNS} from photos where state = 'WAITING' and not exists (
            select 1 from outbox where outbox.device_seq = photos.device_seq and outbox.state not in ('ACCEPTED', 'FLAGGED')
            ) order by size, sha256"""  # noqa: S608  # names of columns only
        return [KeptPhoto(*row) for row in self._database.execute(asked).fetchall()]

    def seal_for(self, sha256: str, key: str | None) -> None:
        """What goes to the server was sealed for this key of it; None: it must be sealed anew."""
        self._database.execute("update photos set sealed_for = ? where sha256 = ?", [key, sha256])

    def receive(self, sha256: str, receipt: int) -> None:
        """The server has it, whole."""
        asked = "update photos set state = 'RECEIVED', receipt = ? where sha256 = ? and state = 'WAITING'"
        self._database.execute(asked, [receipt, sha256])

    def damage(self, sha256: str) -> None:
        """Its file no longer opens."""
        self._database.execute("update photos set state = 'DAMAGED' where sha256 = ?", [sha256])

    def send_again(self) -> None:
        """The server was put back to an older state: what is still here waits again."""
        self._database.execute("update photos set state = 'WAITING', receipt = null, sealed_for = null where state = 'RECEIVED'")

    def bring_again(self, lost: Iterable[str]) -> None:
        """The server lost these after it gave its receipt: those still here wait again."""
        asked = "update photos set state = 'WAITING', receipt = null, sealed_for = null where state = 'RECEIVED' and sha256 = ?"
        self._database.conn.executemany(asked, [(sha256,) for sha256 in lost])

    def forget_through(self, safe_receipt: int) -> None:
        """A verified backup holds these: they need not stay here."""
        self._database.execute("update photos set state = 'GONE' where state = 'RECEIVED' and receipt <= ?", [safe_receipt])

    def drop(self, sha256: str) -> None:
        """The officer took it out of the draft."""
        self._database.execute("update photos set state = 'GONE' where sha256 = ? and state in ('DRAFT', 'DAMAGED')", [sha256])

    def give_up(self, sha256: str) -> None:
        """Nobody takes it any more."""
        self._database.execute("update photos set state = 'GONE' where sha256 = ?", [sha256])

    def drop_of(self, case_id: str) -> None:
        """The case was destroyed. What still has to be sent goes first, as with commands."""
        asked = "update photos set state = 'GONE' where case_id = ? and state in ('DRAFT', 'RECEIVED', 'DAMAGED')"
        self._database.execute(asked, [case_id])

    def drop_refused(self, command_id: str) -> None:
        """The officer has read why the entry was refused; its photos go with it."""
        asked = """update photos set state = 'GONE' where state = 'WAITING' and device_seq in
            (select device_seq from outbox where id = ? and state = 'DISMISSED')"""
        self._database.execute(asked, [command_id])

    def drop_abandoned(self, before: float) -> None:
        """Photos whose draft is gone, and files of before this moment (seconds since 1970) that belong to nothing."""
        self._database.execute("update photos set state = 'GONE' where state = 'DRAFT' and draft_id not in (select id from drafts)")
        known = {each.sha256 for each in self.all()}
        for sha256 in self.files.names():
            if sha256 not in known and self.files.changed_at(sha256) < before:
                self.files.remove(sha256)

    def sweep(self) -> None:
        """Remove the files of what is gone, and only then the last word of them. Outside any transaction."""
        for each in self.all():
            if each.state == "GONE":
                self.files.remove(each.sha256)
                self._database.execute("delete from photos where sha256 = ?", [each.sha256])
