"""Brings a document into the municipality's register and to its zaak: found before it is made, so that it may be done again."""

from __future__ import annotations

import base64
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from sync_server.municipality.calls import Api, Stopped, Weather
from sync_server.municipality.document import Document
from sync_server.municipality.settings import Zgw

T = TypeVar("T")
_DOCUMENTS, _LINKS = "enkelvoudiginformatieobjecten", "zaakinformatieobjecten"
_TAKEN = "identificatie-niet-uniek"
_TOO_LARGE = 413
#: Seconds between tries, growing; after the last one somebody may try again by hand.
PAUSES = (1.0, 2.0, 4.0, 8.0, 16.0, 32.0)
_LONGEST_PAUSE = 60.0


@dataclass(frozen=True, slots=True)
class Register:
    """The two APIs of one municipality, and what it wants to hear of every document."""

    zgw: Zgw
    documents: Api
    cases: Api


def patiently(work: Callable[[], T], wait: Callable[[float], None], pauses: Iterable[float] = PAUSES) -> T:
    """Do this work again after weather, ever later; it must be safe to do twice. Raises `Weather` in the end, `Stopped` at once."""
    for pause in pauses:
        try:
            return work()
        except Weather as weather:
            asked = weather.after or 0.0
            if asked > _LONGEST_PAUSE:
                raise
            wait(max(pause, asked))
    return work()


def deliver(document: Document, register: Register) -> str:
    """The document stands whole in the register and is linked to its zaak; answers its address.

    Each step looks first what is there already, so a second time does what was not done yet. Raises `Weather`, `Stopped`.
    """
    case = zaak(document.case_number, register)
    found = _found(document, register) or _made(document, register)
    _fill(found, document, register)
    _link(case, str(found["url"]), document, register)
    return str(found["url"])


def zaak(case_number: str, register: Register) -> str:
    """The address of the zaak with this number. Raises `Stopped` when there is not precisely one."""
    asked = {"identificatie": case_number, "bronorganisatie": register.zgw.organisation}
    found = [each for each in _listed(register.cases.get("zaken", **asked)) if each.get("identificatie") == case_number]
    if len(found) != 1:
        raise Stopped("case-unknown" if not found else "case-not-unique")
    return str(found[0]["url"])


def _found(document: Document, register: Register) -> Mapping[str, Any] | None:
    """The document, when an earlier try made it. A filter that an API does not know is ignored by it, so we look ourselves too."""
    asked = {"identificatie": document.identification, "bronorganisatie": register.zgw.organisation}
    there = _listed(register.documents.get(_DOCUMENTS, **asked))
    found = [each for each in there if each.get("identificatie") == document.identification]
    if len(found) > 1:
        raise Stopped("document-not-unique")
    for each in found:
        if each.get("bestandsomvang") not in (None, len(document.content)):
            raise Stopped("document-differs")
        return each
    return None


def _made(document: Document, register: Register) -> Mapping[str, Any]:
    try:
        made = _posted(document, register, is_whole=len(document.content) <= register.zgw.whole_up_to)
    except Stopped as no:
        found = _found(document, register) if any(each.code == _TAKEN for each in no.objections) else None
        if found is None:
            raise
        return found  # another process was first, or the answer of an earlier try was lost
    if not isinstance(made, dict) or "url" not in made:
        raise Stopped("unexpected-answer")
    return made


def _posted(document: Document, register: Register, *, is_whole: bool) -> Any:
    """Make it with its content, or without: then the API says in which parts it wants that."""
    content = base64.b64encode(document.content).decode() if is_whole else None
    try:
        return register.documents.post(_DOCUMENTS, _described(document, register.zgw, content))
    except Stopped as no:
        if no.status != _TOO_LARGE or not is_whole:
            raise
        return _posted(document, register, is_whole=False)


def _described(document: Document, zgw: Zgw, content: str | None) -> dict[str, Any]:
    day = document.created_on.isoformat()
    return {
        "identificatie": document.identification,
        "bronorganisatie": zgw.organisation,
        "creatiedatum": day,
        "titel": document.title,
        "vertrouwelijkheidaanduiding": document.confidentiality.value,
        "auteur": zgw.author,
        "status": "definitief",
        "formaat": "application/pdf",
        "taal": "dut",
        "bestandsnaam": document.file_name,
        "bestandsomvang": len(document.content),
        "inhoud": content,
        "integriteit": {"algoritme": "sha_256", "waarde": document.sha256, "datum": day},
        "indicatieGebruiksrecht": False,  # as long as this is unknown, the zaak cannot be closed over there
        "informatieobjecttype": zgw.document_type_url,
    }


def _fill(found: Mapping[str, Any], document: Document, register: Register) -> None:
    """Send the parts that the API still misses; unlocking lets it put them together."""
    parts = sorted(found.get("bestandsdelen") or (), key=lambda each: int(each["volgnummer"]))
    if not parts or found.get("locked") is False:
        return
    for part, content in _cut(parts, document.content):
        if not part.get("voltooid"):
            register.documents.put_part(f"bestandsdelen/{_id_in(part['url'])}", part["lock"], content)
    register.documents.post(f"{_DOCUMENTS}/{_id_in(found['url'])}/unlock", {"lock": found.get("lock") or parts[0]["lock"]})


def _cut(parts: list[Mapping[str, Any]], content: bytes) -> Iterator[tuple[Mapping[str, Any], bytes]]:
    if sum(int(each["omvang"]) for each in parts) != len(content):
        raise Stopped("document-differs")
    at = 0
    for part in parts:
        yield part, content[at : at + int(part["omvang"])]
        at += int(part["omvang"])


def _link(case: str, url: str, document: Document, register: Register) -> None:
    if _is_linked(case, url, register):
        return
    try:
        register.cases.post(_LINKS, {"zaak": case, "informatieobject": url, "titel": document.title})
    except Stopped:
        if not _is_linked(case, url, register):  # another process was first
            raise


def _is_linked(case: str, url: str, register: Register) -> bool:
    there = _listed(register.cases.get(_LINKS, zaak=case, informatieobject=url))
    return any(each.get("zaak") == case and each.get("informatieobject") == url for each in there)


def _listed(answer: Any) -> list[Mapping[str, Any]]:
    """A list as these APIs give it: bare, or a page of it."""
    found = answer.get("results") if isinstance(answer, dict) else answer
    if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
        raise Stopped("unexpected-answer")
    return found


def _id_in(url: Any) -> str:
    """The id at the end of an address of the API; never the address itself, which may lead anywhere."""
    try:
        return str(uuid.UUID(str(url).rstrip("/").rpartition("/")[2]))
    except ValueError:
        raise Stopped("unexpected-answer") from None
