"""What the municipality's register does with what it is asked: documents, their parts, zaken and the links between them."""

from __future__ import annotations

import base64
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

RSIN, CLIENT, SECRET, ZAAK = "123456782", "ronde", "a-secret-of-forty-characters-for-the-tests", "ZAAK-2026-0001"
MOMENT, DOCUMENTS, CASES = "2026-11-02T06:00:00Z", "/documenten/api/v1", "/zaken/api/v1"
Json = dict[str, Any]
_RELATED = ("deelzaken", "eigenschappen", "rollen", "zaakinformatieobjecten", "zaakobjecten")


class No(Exception):
    """A problem as these APIs tell it."""

    def __init__(self, status: int, code: str, name: str = "", reason: str = "") -> None:
        super().__init__(code)
        self.status = status
        self.body: Json = {
            "type": "about:blank", "code": code, "title": "Invalid input.",
            "status": status, "detail": reason, "instance": "urn:uuid:1",
        }  # fmt: skip
        if status == 400:
            self.body["invalidParams"] = [{"name": name, "code": reason, "reason": f"{name} {reason}"}]


@dataclass
class Kept:
    """What the register holds. A test reads it as an archivist would."""

    documents: dict[str, Json] = field(default_factory=dict)
    content: dict[str, dict[int, bytes]] = field(default_factory=dict)
    links: list[Json] = field(default_factory=list)

    def whole(self, document_id: str) -> bytes:
        return b"".join(each for _, each in sorted(self.content[document_id].items()))


class Register:
    """The two APIs without their HTTP. A test that is not `is_strict` lets the same document be made twice."""

    def __init__(self, address: str, part_bytes: int) -> None:
        self.address, self.part_bytes, self.kept = address, part_bytes, Kept()
        self.zaken, self.is_strict = [ZAAK], True

    def answer(self, verb: str, path: str, query: dict[str, str], body: Any) -> tuple[int, Any]:
        """What the APIs say. Raises `No`."""
        parts = path.split("/")[4:]
        found = _ROUTES.get((verb, parts[0], len(parts)))
        if found is None:
            raise No(404, "not-found")
        return found(self, parts, query, body)

    def url(self, *parts: str) -> str:
        return self.address + "/".join(parts)

    def _documents(self, _: list[str], query: dict[str, str], __: Any) -> tuple[int, Any]:
        found = [each for each in self.kept.documents.values() if all(each[name] == query[name] for name in query)]
        return 200, {"count": len(found), "next": None, "previous": None, "results": found}

    def _make(self, _: list[str], __: Any, body: Json) -> tuple[int, Any]:
        for name in ("bronorganisatie", "creatiedatum", "titel", "auteur", "taal", "informatieobjecttype"):
            if not body.get(name):
                raise No(400, "invalid", name, "required")
        if self.is_strict and any(each["identificatie"] == body["identificatie"] for each in self.kept.documents.values()):
            raise No(400, "invalid", "identificatie", "identificatie-niet-uniek")
        document_id, content = str(uuid.uuid4()), body.pop("inhoud")
        raw = None if content is None else base64.b64decode(content, validate=True)
        if raw is not None and len(raw) != body["bestandsomvang"]:
            raise No(400, "invalid", "inhoud", "file-size")
        lock, self.kept.content[document_id] = "" if raw is not None else uuid.uuid4().hex, {} if raw is None else {1: raw}
        url = self.url(DOCUMENTS, "/enkelvoudiginformatieobjecten/", document_id)
        made = {**body, "url": url, "versie": 1, "beginRegistratie": MOMENT, "inhoud": f"{url}/download", "locked": bool(lock)}
        made["bestandsdelen"] = [self._part(at, body["bestandsomvang"], lock) for at in self._numbers(body)] if lock else []
        self.kept.documents[document_id] = made
        return 201, made

    def _numbers(self, body: Json) -> range:
        return range(1, -(-body["bestandsomvang"] // self.part_bytes) + 1)

    def _part(self, number: int, size: int, lock: str) -> Json:
        here = min(self.part_bytes, size - self.part_bytes * (number - 1))
        url = self.url(DOCUMENTS, "/bestandsdelen/", str(uuid.uuid4()))
        return {"url": url, "volgnummer": number, "omvang": here, "voltooid": False, "lock": lock}

    def _take_part(self, parts: list[str], _: Any, body: Json) -> tuple[int, Any]:
        for document_id, document in self.kept.documents.items():
            for part in document["bestandsdelen"]:
                if part["url"].endswith(parts[1]):
                    if body["lock"] != part["lock"] or len(body["inhoud"]) != part["omvang"]:
                        raise No(400, "invalid", "inhoud", "file-size")
                    self.kept.content[document_id][part["volgnummer"]] = body["inhoud"]
                    part["voltooid"] = True
                    return 200, part
        raise No(404, "not-found")

    def _unlock(self, parts: list[str], _: Any, body: Json) -> tuple[int, Any]:
        document = self.kept.documents[parts[1]]
        if not document["locked"] or not all(each["voltooid"] for each in document["bestandsdelen"]):
            raise No(400, "invalid", "nonFieldErrors", "incomplete-upload")
        if body["lock"] != document["bestandsdelen"][0]["lock"]:
            raise No(400, "invalid", "lock", "incorrect-lock-id")
        document.update(locked=False, bestandsdelen=[])
        return 204, None

    def _zaken(self, _: list[str], query: dict[str, str], __: Any) -> tuple[int, Any]:
        found = [self.zaak(each) for each in self.zaken if each == query.get("identificatie", each)]
        return 200, {"count": len(found), "next": None, "previous": None, "results": found}

    def zaak(self, number: str) -> Json:
        zaak_id = str(uuid.uuid5(uuid.NAMESPACE_URL, number))
        empty: Json = {each: [] for each in _RELATED}
        return {
            **empty, "url": self.url(CASES, "/zaken/", zaak_id), "uuid": zaak_id, "identificatie": number, "bronorganisatie": RSIN,
            "verantwoordelijkeOrganisatie": RSIN, "zaaktype": self.url("/catalogi/api/v1/zaaktypen/", zaak_id),
            "startdatum": "2026-10-01", "einddatum": None, "status": None, "resultaat": None, "betalingsindicatieWeergave": "",
        }  # fmt: skip

    def _links(self, _: list[str], query: dict[str, str], __: Any) -> tuple[int, Any]:
        return 200, [each for each in self.kept.links if all(each[name] == query[name] for name in query)]

    def _link(self, _: list[str], __: Any, body: Json) -> tuple[int, Any]:
        known = {self.zaak(each)["url"] for each in self.zaken}
        if body["zaak"] not in known or body["informatieobject"] not in {each["url"] for each in self.kept.documents.values()}:
            raise No(400, "invalid", "zaak", "bad-url")
        if any(each["zaak"] == body["zaak"] and each["informatieobject"] == body["informatieobject"] for each in self.kept.links):
            raise No(400, "invalid", "nonFieldErrors", "unique")
        link_id = str(uuid.uuid4())
        more = {"uuid": link_id, "url": self.url(CASES, "/zaakinformatieobjecten/", link_id), "registratiedatum": MOMENT}
        made = {**body, **more, "aardRelatieWeergave": "Hoort bij, omgekeerd: kent"}
        self.kept.links.append(made)
        return 201, made


Route = Callable[[Register, list[str], dict[str, str], Any], tuple[int, Any]]
_ROUTES: dict[tuple[str, str, int], Route] = {
    ("GET", "enkelvoudiginformatieobjecten", 1): Register._documents,
    ("POST", "enkelvoudiginformatieobjecten", 1): Register._make,
    ("POST", "enkelvoudiginformatieobjecten", 3): Register._unlock,
    ("PUT", "bestandsdelen", 2): Register._take_part,
    ("GET", "zaken", 1): Register._zaken,
    ("GET", "zaakinformatieobjecten", 1): Register._links,
    ("POST", "zaakinformatieobjecten", 1): Register._link,
}
