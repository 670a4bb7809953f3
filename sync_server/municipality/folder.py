"""Puts a document into a folder that another system watches, whole or not at all, and never over anything."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

from sync_server.municipality.document import Document
from sync_server.municipality.settings import Zgw
from sync_server.settling import settle

_NO_LINKS = frozenset({errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK})

#: Gives the first path to the file of the second, and fails when it is taken.
Link = Callable[[Path, Path], None]


class Put(StrEnum):
    """What came of it."""

    NEW = "new"
    THERE = "there"


def put(document: Document, folder: Path, zgw: Zgw | None = None, link: Link = Path.hardlink_to) -> Put:
    """Write the description, then the PDF: a system that waits for PDFs finds its description beside it.

    Both get their name when they are whole. The same document again is recognised. Raises `FileExistsError` for other content
    under that name, `OSError`.
    """
    sidecar = json.dumps(described(document, zgw), ensure_ascii=False, indent=2).encode() + b"\n"
    first = _place(folder / f"{document.identification}.json", sidecar, link)
    second = _place(folder / document.file_name, document.content, link)
    return Put.NEW if Put.NEW in (first, second) else Put.THERE


def described(document: Document, zgw: Zgw | None = None) -> dict[str, str | int]:
    """What stands beside the PDF, in the words of ZGW, which the other system speaks."""
    found: dict[str, str | int] = {
        "identificatie": document.identification,
        "titel": document.title,
        "creatiedatum": document.created_on.isoformat(),
        "zaak": document.case_number,
        "vertrouwelijkheidaanduiding": document.confidentiality.value,
        "formaat": "application/pdf",
        "taal": "dut",
        "bestandsnaam": document.file_name,
        "bestandsomvang": len(document.content),
        "sha256": document.sha256,
    }
    return found if zgw is None else {**found, "bronorganisatie": zgw.organisation, "auteur": zgw.author}


def _place(path: Path, content: bytes, link: Link) -> Put:
    if path.exists():
        return _recognised(path, content)
    part = path.with_name(f".{path.name}.part")  # hidden, and of no kind that anybody waits for
    with part.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    try:
        _name(part, path, link)
    except FileExistsError:
        return _recognised(path, content)
    finally:
        part.unlink(missing_ok=True)
    settle(path.parent)
    return Put.NEW


def _name(part: Path, path: Path, link: Link) -> None:
    """Give the whole file its name, unless something has it: linking never replaces. Shares without links get a rename."""
    try:
        link(path, part)
    except OSError as trouble:
        if trouble.errno not in _NO_LINKS:
            raise
        if path.exists():
            raise FileExistsError(errno.EEXIST, "exists", path.name) from None
        part.rename(path)


def _recognised(path: Path, content: bytes) -> Put:
    if path.read_bytes() != content:
        raise FileExistsError(errno.EEXIST, "exists", path.name)
    return Put.THERE
