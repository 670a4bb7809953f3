"""How reports go to the municipality, as its administrator writes it down; checked before anything is sent."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

from sync_server.municipality.document import Confidentiality

_LONGEST_URL, _LONGEST_NAME = 200, 200
#: A key for HS256 has at least as many bytes as its hash (RFC 7518 3.2).
_SECRET_BYTES = 32
_OTHERS = 0o077
_RSIN_DIGITS = 9


class Way(StrEnum):
    """How a report goes out."""

    ZGW = "zgw"
    FOLDER = "folder"


@dataclass(frozen=True, slots=True)
class Zgw:
    """Where the APIs are and as whom to call them. `secret_file` is relative to the settings; `organisation` is an RSIN.

    A document of more than `whole_up_to` bytes goes in the parts that the API asks for.
    """

    documents_url: str
    cases_url: str
    document_type_url: str
    organisation: str
    author: str
    client_id: str
    secret_file: str
    confidentiality: Confidentiality = Confidentiality.CASE
    whole_up_to: int = 20_000_000
    ca_file: str | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """The way that was chosen; the other may be filled in too."""

    way: Way
    zgw: Zgw | None = None
    folder: str | None = None


class Unfit(StrEnum):
    """What is wrong with settings."""

    NO_ZGW = "no-zgw"
    NO_FOLDER = "no-folder"
    FOLDER_AWAY = "folder-away"
    URL_INVALID = "url-invalid"
    URL_PLAIN = "url-plain"
    RSIN_INVALID = "rsin-invalid"
    NAME_INVALID = "name-invalid"
    SIZE_INVALID = "size-invalid"
    SECRET_AWAY = "secret-away"  # noqa: S105  # a code, no password
    SECRET_OPEN = "secret-open"  # noqa: S105  # a code, no password
    SECRET_SHORT = "secret-short"  # noqa: S105  # a code, no password
    CA_AWAY = "ca-away"


@dataclass(frozen=True, slots=True)
class Complaint:
    """One thing that is wrong, and with which setting."""

    what: Unfit
    field: str


def complaints(settings: Settings, beside: Path) -> list[Complaint]:
    """All that is wrong at once; `beside` is the folder that the settings stand in."""
    if settings.way is Way.FOLDER:
        return list(_of_folder(settings.folder, beside))
    return [Complaint(Unfit.NO_ZGW, "zgw")] if settings.zgw is None else list(_of_zgw(settings.zgw, beside))


def secret_of(zgw: Zgw, beside: Path) -> str:
    """The secret of the application, from its own file."""
    return (beside / zgw.secret_file).read_text(encoding="utf-8").strip()


def _of_folder(folder: str | None, beside: Path) -> Iterator[Complaint]:
    if not folder:
        yield Complaint(Unfit.NO_FOLDER, "folder")
    elif not (beside / folder).is_dir():
        yield Complaint(Unfit.FOLDER_AWAY, "folder")


def _of_zgw(zgw: Zgw, beside: Path) -> Iterator[Complaint]:
    for field in ("documents_url", "cases_url", "document_type_url"):
        yield from _of_url(field, getattr(zgw, field))
    if not _is_rsin(zgw.organisation):
        yield Complaint(Unfit.RSIN_INVALID, "organisation")
    for field in ("author", "client_id"):
        if not 0 < len(getattr(zgw, field).strip()) <= _LONGEST_NAME:
            yield Complaint(Unfit.NAME_INVALID, field)
    if zgw.whole_up_to < 1:
        yield Complaint(Unfit.SIZE_INVALID, "whole_up_to")
    if zgw.ca_file is not None and not (beside / zgw.ca_file).is_file():
        yield Complaint(Unfit.CA_AWAY, "ca_file")
    yield from _of_secret(beside / zgw.secret_file)


def _of_url(field: str, url: str) -> Iterator[Complaint]:
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port  # a port that is no number raises
    except ValueError:
        host = None
    if not host or len(url) > _LONGEST_URL or parts.scheme not in ("http", "https") or parts.query or parts.fragment or "@" in url:
        yield Complaint(Unfit.URL_INVALID, field)
    elif parts.scheme == "http" and field != "document_type_url" and not _is_this_machine(host):
        yield Complaint(Unfit.URL_PLAIN, field)


def _is_this_machine(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _is_rsin(text: str) -> bool:
    """Nine digits that pass the eleven test, as of every RSIN and BSN."""
    if len(text) != _RSIN_DIGITS or not (text.isascii() and text.isdigit()) or not int(text):
        return False
    weights = (*range(_RSIN_DIGITS, 1, -1), -1)
    total: int = sum(weight * int(digit) for weight, digit in zip(weights, text, strict=True))
    return total % 11 == 0


def _of_secret(path: Path) -> Iterator[Complaint]:
    if not path.is_file():
        yield Complaint(Unfit.SECRET_AWAY, "secret_file")
    elif path.stat().st_mode & _OTHERS:
        yield Complaint(Unfit.SECRET_OPEN, "secret_file")
    elif len(path.read_bytes().strip()) < _SECRET_BYTES:
        yield Complaint(Unfit.SECRET_SHORT, "secret_file")
