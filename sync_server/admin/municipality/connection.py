"""The settings for sending reports as `ronde municipality` reads them, and the connection that follows from them."""

from __future__ import annotations

import argparse
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import httpx

from sync_server.admin.tables.files import settings_from
from sync_server.admin.tables.text import Unreadable
from sync_server.admin.told import Told
from sync_server.municipality import text_nl
from sync_server.municipality.calls import Api, Caller
from sync_server.municipality.delivering import Register
from sync_server.municipality.document import Confidentiality
from sync_server.municipality.settings import Settings, Way, Zgw, complaints, secret_of

_NAME = "municipality.json"
#: Seconds to wait for an answer: a register that scans a large file takes its time.
_PATIENCE = 60


@dataclass(frozen=True, slots=True)
class Setting:
    """Settings that were read and found in order, and where they stand."""

    read: Settings
    beside: Path

    @property
    def way(self) -> Way:
        """How a report goes out."""
        return self.read.way

    @property
    def zgw(self) -> Zgw | None:
        """The APIs."""
        return self.read.zgw

    @property
    def folder(self) -> Path:
        """The folder that is watched."""
        return self.beside / (self.read.folder or "")

    @property
    def confidentiality(self) -> Confidentiality:
        """How far a report may be seen."""
        return self.read.zgw.confidentiality if self.read.zgw else Confidentiality.CASE


def read_settings(options: argparse.Namespace, *, is_needed: bool = True) -> Setting:
    """The settings that were named, or those of this server. Raises `Told` with all that is wrong."""
    path = options.settings or options.folder / _NAME
    if not is_needed and not path.exists():
        return Setting(Settings(Way.FOLDER), path.parent)
    try:
        found = settings_from(path, Settings)
    except Unreadable as trouble:
        raise Told(f"{str(trouble).removesuffix('.')}. Een voorbeeld staat bij: ronde municipality --help") from None
    wrong = complaints(found, path.parent) if is_needed else []
    if wrong:
        raise Told(f"{path}: {' '.join(map(text_nl.complaint, wrong))}")
    return Setting(found, path.parent)


@contextmanager
def connected(setting: Setting, user: str) -> Iterator[Register]:
    """The municipality's register, called by this application in the name of `user`."""
    zgw = setting.zgw
    if zgw is None:
        raise LookupError("zgw")
    caller = Caller(zgw.client_id, secret_of(zgw, setting.beside), user)
    trusted = ssl.create_default_context(cafile=str(setting.beside / zgw.ca_file) if zgw.ca_file else None)
    with httpx.Client(timeout=_PATIENCE, verify=trusted) as web:
        apis = [
            Api(web, url, caller, lambda: datetime.now(UTC), is_geo=at > 0)
            for at, url in enumerate((zgw.documents_url, zgw.cases_url))
        ]
        yield Register(zgw, *apis)
