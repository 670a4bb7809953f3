"""A municipality on a port, and what is needed to send it a document."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime

import httpx
from municipality_register import CASES, CLIENT, DOCUMENTS, RSIN, SECRET, ZAAK
from municipality_server import Municipality

from sync_server.municipality.calls import Api, Caller
from sync_server.municipality.delivering import PAUSES, Register, deliver, patiently
from sync_server.municipality.document import Document, identification_of
from sync_server.municipality.settings import Zgw

CONTENT = b"%PDF-1.7\n" + bytes(range(256)) * 10
Deliver = Callable[[Document, Register], str]


def document(content: bytes = CONTENT, case_number: str = ZAAK, title: str = "Rapport van bevindingen Linde") -> Document:
    return Document(title, content, date(2026, 11, 2), case_number, identification_of(content))


def zgw(town: Municipality, whole_up_to: int = 10_000) -> Zgw:
    kind = "https://openzaak.example.nl/catalogi/api/v1/informatieobjecttypen/0b4c7f9e-6a1e-4b7e-9a40-7b8d8f1f7a11"
    urls = (town.address + DOCUMENTS, town.address + CASES, kind)
    return Zgw(*urls, RSIN, "Team Handhaving", CLIENT, "zgw.secret", whole_up_to=whole_up_to)


@contextmanager
def register(town: Municipality, *, secret: str = SECRET, whole_up_to: int = 10_000) -> Iterator[Register]:
    """The register as the command line connects to it, but for the files."""
    with httpx.Client(timeout=10) as web:
        who = Caller(CLIENT, secret, "Karin Bos")
        found = zgw(town, whole_up_to)
        apis = [
            Api(web, url, who, lambda: datetime.now(UTC), is_geo=is_geo)
            for url, is_geo in ((found.documents_url, False), (found.cases_url, True))
        ]
        yield Register(found, *apis)


def sent(
    town: Municipality, what: Document | None = None, whole_up_to: int = 10_000, by: Deliver = deliver
) -> tuple[str, list[float]]:
    """Send it, with a clock that does not let us wait; answers the address and the pauses."""
    pauses: list[float] = []
    with register(town, whole_up_to=whole_up_to) as there:
        return patiently(lambda: by(what or document(), there), pauses.append, PAUSES), pauses
