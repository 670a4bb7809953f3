"""A document as the municipality's systems take it in."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

#: `identificatie` has 40 characters at most (Documenten API 1.x).
_LONGEST, _PREFIX = 40, "RONDE-"


class Confidentiality(StrEnum):
    """How far a document may be seen (`vertrouwelijkheidaanduiding` in ZGW), from everybody to very few."""

    PUBLIC = "openbaar"
    RESTRICTED = "beperkt_openbaar"
    INTERNAL = "intern"
    CASE = "zaakvertrouwelijk"
    CONFIDENTIAL = "vertrouwelijk"
    HIGHLY_CONFIDENTIAL = "confidentieel"
    SECRET = "geheim"  # noqa: S105  # a level, no password
    TOP_SECRET = "zeer_geheim"  # noqa: S105  # a level, no password


@dataclass(frozen=True, slots=True)
class Document:
    """A finished PDF with what a register wants to know of it; `title` and `identification` name no person.

    `case_number` is the municipality's own number of the zaak. `created_on` is a day in Amsterdam.
    """

    title: str
    content: bytes
    created_on: date
    case_number: str
    identification: str
    confidentiality: Confidentiality = Confidentiality.CASE

    @property
    def sha256(self) -> str:
        """Hex, of the whole content."""
        return hashlib.sha256(self.content).hexdigest()

    @property
    def file_name(self) -> str:
        """What the file is called elsewhere."""
        return f"{self.identification}.pdf"


def identification_of(content: bytes) -> str:
    """What a document is known by: the same bytes always have the same, so that a second sending finds the first."""
    return f"{_PREFIX}{hashlib.sha256(content).hexdigest()}"[:_LONGEST]
