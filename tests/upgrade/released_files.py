"""Copies of the files that a released version left behind, and what its manifest says is in them."""

from __future__ import annotations

import hashlib
import json
import zipfile
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from running import Phone, Server, Watch

from field_app.rules.wire import canonical, encode
from field_app.store.phone_store import PhoneStore

RELEASED = Path(__file__).parent / "released"
VERSIONS = ("0.1.0", "0.2.0", "0.3.0", "0.4.0")
#: The app of 0.3.0 without its screens, as Python can import it.
OLDER_APP = RELEASED / "0.3.0-phone.zip"


def digest(value: Any) -> str:
    """The hash under which a manifest names a draft or the arguments of a command."""
    return hashlib.sha256(canonical(value)).hexdigest()


class Files:
    """One version's phone and server as files in a folder of the test's own."""

    def __init__(self, version: str, folder: Path) -> None:
        self.folder, self.told = folder, json.loads((RELEASED / f"{version}.json").read_text())
        with zipfile.ZipFile(RELEASED / f"{version}.zip") as kept:
            kept.extractall(folder)
        self.key = bytes.fromhex(self.told["test_key"])
        self.server, self.phone = folder / "server", folder / "phone-nadia"
        self.watch = Watch(datetime.fromisoformat(self.told["ends_at"]) + timedelta(hours=1))
        self.watch.reboot("after the update")

    def opened(self) -> Phone:
        """The phone on today's code."""
        return Phone(self.phone, self.watch, self.key)

    def served(self) -> Server:
        """The server on today's code."""
        return Server(self.server, self.watch.now)

    def lost(self, store: PhoneStore) -> list[str]:
        """The drafts and commands that the manifest names and this store does not hold just so, in that order."""
        drafts = {each: digest(store.drafts.get(each)) for each, _ in (*store.drafts.open_ones(), *store.drafts.open_papers())}
        queued = [
            [each.id, each.device_seq, each.envelope.name, digest(encode(each.envelope.args))]
            for each in store.outbox.items("SAVED")
            if each.envelope
        ]
        gone = [each for each, said in self.told["drafts"].items() if drafts.get(each) != said]
        return gone + [str(each[0]) for at, each in enumerate(self.told["queued"]) if queued[at : at + 1] != [each]]
