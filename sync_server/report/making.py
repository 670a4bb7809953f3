"""Makes the papers of a case from what was read: the report, sealed where the municipality has a certificate, and the export."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sync_server.keys import LogKey
from sync_server.photos import PhotoBox
from sync_server.report.case_file import CaseFile
from sync_server.report.export import export
from sync_server.report.findings import findings
from sync_server.report.photos import Photos, Picture, no_picture, pictures_in

#: Puts a seal on a PDF.
Seal = Callable[[bytes], bytes]


def unsealed(paper: bytes) -> bytes:
    """Where there is no certificate: the report as it is."""
    return paper


@dataclass(frozen=True, slots=True)
class Maker:
    """`key` signs the export; `picture` gives photos as they may be seen. Both papers take their time: not for the desk."""

    key: LogKey
    picture: Picture = no_picture
    seal: Seal = unsealed

    def report(self, file: CaseFile) -> bytes:
        """The report of findings."""
        return self.seal(findings(file, Photos(file, self.picture)))

    def export(self, file: CaseFile) -> bytes:
        """The report with all that is needed to check it."""
        photos = Photos(file, self.picture)
        return export(file, photos, self.seal(findings(file, photos)), self.key)


def maker(folder: Path, key: LogKey, seal: Seal = unsealed) -> Maker:
    """What makes the papers of the server in this folder, photos included."""
    return Maker(key, pictures_in(PhotoBox(folder)), seal)
