"""All that the phone keeps, opened together and saved together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from field_app.rules.mentions import Said, about
from field_app.rules.vocabulary import Kind
from field_app.rules.wire import decode, encode
from field_app.store.casebook import Casebook
from field_app.store.database import UNREADABLE, DamagedFile, open_database, saving
from field_app.store.drafts import Drafts
from field_app.store.outbox import Outbox
from field_app.store.photos import Photos
from field_app.store.record import FedRow, is_destroyed
from field_app.store.settings import Settings
from field_app.store.vault import Vault


@dataclass(frozen=True, slots=True)
class Enrolment:
    """Whose phone this is and which server it knows. Keys are hex; `signing_key` is the private half, sealed on disk."""

    device_id: str
    officer_id: str
    team_id: str
    server: str
    signing_key: str
    recovery_key: str
    log_key: str
    epoch: str


class PhoneStore:
    """The phone's file. One thread uses it."""

    def __init__(self, path: Path, key: bytes) -> None:
        """Opens, migrates and checks. Raises `StoreError`, `Damaged`; the file is then closed."""
        self.database = open_database(path)
        self._photo_folder = path.with_suffix(".photos")
        try:
            self._read(key)
        except UNREADABLE as error:
            self.close()
            raise DamagedFile(path.name) from error
        except BaseException:
            self.close()
            raise

    def _read(self, key: bytes) -> None:
        self.vault = Vault(key)
        self.settings = Settings(self.database, self.vault)
        self.casebook = Casebook(self.database, self.vault)
        self.outbox = Outbox(self.database, self.vault)
        self.drafts = Drafts(self.database, self.vault)
        self.photos = Photos(self.database, self.vault, self._photo_folder, self.drafts)
        if enrolment := self.enrolment():
            self.outbox.begin_chain(enrolment.device_id)
            with self.saving():
                self.outbox.mend()
        with self.saving():
            self.photos.adopt()
        self.photos.sweep()

    @contextmanager
    def saving(self) -> Iterator[None]:
        """One transaction over everything; on disk when it ends. What is counted in memory follows the disk."""
        try:
            with saving(self.database):
                yield
        except BaseException:
            self.casebook.reload()
            self.outbox.reload()
            if enrolment := self.enrolment():
                self.outbox.begin_chain(enrolment.device_id)
            raise

    def take(self, rows: Iterable[FedRow], generation: int) -> None:
        """Keep rows of the feed, within the transaction around it. What was destroyed is gone here too, sent commands included."""
        taken = list(rows)
        self.casebook.take(taken, generation)
        for row in taken:
            if row.kind is Kind.CASE and is_destroyed(row.body):
                self._forget(row.id)

    def let_go(self, safe_seq: int, safe_photo: int) -> None:
        """A verified backup holds commands up to this number and photos up to this receipt; within the transaction around it."""
        if safe_seq:
            self.outbox.forget_through(safe_seq)
        self.photos.forget_through(safe_photo)

    def send_again_from(self, device_seq: int) -> None:
        """The server was put back: it misses these commands, and perhaps photos."""
        self.outbox.send_again_from(device_seq)
        self.photos.send_again()

    def _forget(self, case_id: str) -> None:
        """What still has to be sent goes first: the server keeps it and says that it came late."""
        done = self.outbox.items("ACCEPTED", "FLAGGED", "REFUSED", "DISMISSED")
        said = (Said(each.id, each.envelope.name, each.envelope.args) for each in done if each.envelope)
        self.outbox.blank([each.id for each in about(case_id, said)])
        self.drafts.remove_of(case_id)
        self.photos.drop_of(case_id)

    def enrolment(self) -> Enrolment | None:
        """Whose phone this is; None before it was enrolled."""
        found = self.settings.certain("enrolment")
        return None if found is None else decode(Enrolment, found)

    def enrol(self, enrolment: Enrolment) -> None:
        """Become the phone of an officer, and seal a spare of the data key to the municipality."""
        with self.saving():
            self.settings.put("enrolment", encode(enrolment))
            self.settings.put_box("spare_key", self.vault.spare_key(bytes.fromhex(enrolment.recovery_key)))
            self.outbox.begin_chain(enrolment.device_id)

    def close(self) -> None:
        """Close the file."""
        self.database.close()
