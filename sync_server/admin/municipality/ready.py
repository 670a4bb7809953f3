"""Gets the report of a case ready to be sent, and remembers it, so that a broken sending goes on with the same bytes."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from field_app.rules.dossier.case_records import Case
from field_app.rules.vocabulary import local
from sync_server.admin.municipality.connection import Setting
from sync_server.admin.office import office_id, one_team
from sync_server.admin.told import Told, changing
from sync_server.municipality.document import Document, identification_of
from sync_server.municipality.settings import Way
from sync_server.store.sendings import Sending
from sync_server.store.server_store import ServerStore

#: Reads what the report of a case needs (options, server's store, team, case); the answer makes the PDF, when the server is free.
Report = Callable[[argparse.Namespace, ServerStore, str, str], Callable[[], bytes]]
_PDF, _MOST_BYTES = b"%PDF-", 200_000_000
_LONGEST_TITLE = 200


@dataclass(frozen=True, slots=True)
class Ready:
    """A document that may go, and what is remembered of it."""

    document: Document
    sending: Sending


def ready(options: argparse.Namespace, setting: Setting, way: Way, report: Report) -> Ready:
    """The report from the file, or what still waits for this case, or a new one. Raises `Told`.

    A report that Ronde makes is another one each time, so it is made again only when somebody says so.
    """
    with changing(options.folder) as store:
        team_id = one_team(store, options.team).id
        case = _case(store, team_id, options.case)
        waiting = None if options.file else store.sendings.waiting(team_id, case.id, way)
        if not (options.file or waiting or options.again) and (sent := store.sendings.last_sent(team_id, case.id, way)):
            raise Told(was_sent(sent))
        make = report(options, store, team_id, case.id) if not options.file and not waiting else None
    content = waiting[1] if waiting else _content(options, make)
    fresh = _sending(options, team_id, case, way, content)
    with changing(options.folder) as store:
        before = store.sendings.found(fresh)
        store.sendings.begin(_as_before(options, fresh, before) if before else _sound(fresh), content)
        kept = store.sendings.found(fresh) or fresh
    day = date.fromisoformat(kept.created_on)
    return Ready(Document(kept.title, content, day, kept.case_number, kept.identification, setting.confidentiality), kept)


def was_sent(sending: Sending) -> str:
    """That it went already, and where to."""
    where = f", {sending.url}" if sending.url else ""
    return f"Dit rapport is al verstuurd op {sending.sent_at} ({sending.identification}{where}). Nog een keer kan met --again."


def _case(store: ServerStore, team_id: str, name: str) -> Case:
    found = [each for each in store.facts(team_id).records(Case) if name in (each.code_name, each.id)]
    if len(found) != 1:
        raise Told(f"Er is niet precies één zaak {name}. Bekijk de zaken met: ronde case list --all")
    return found[0]


def _content(options: argparse.Namespace, make: Callable[[], bytes] | None) -> bytes:
    content: bytes = options.file.read_bytes() if make is None else make()
    if not content.startswith(_PDF) or len(content) > _MOST_BYTES:
        raise Told("Dit is geen PDF, of groter dan 200 MB. Er is niets verstuurd.")
    return content


def _sending(options: argparse.Namespace, team_id: str, case: Case, way: Way, content: bytes) -> Sending:
    number = (options.zaak or case.dossier_number or "").strip()
    title = (options.title or f"Rapport van bevindingen {case.code_name}").strip()
    now = datetime.now(UTC)
    day = (options.date or local(now).date()).isoformat()
    document = Document(title, content, date.fromisoformat(day), number, identification_of(content))
    return Sending(
        office_id(), team_id, case.id, way.value, document.identification, document.sha256, len(content), title,
        day, number, options.by, now.isoformat(timespec="seconds"),
    )  # fmt: skip


def _as_before(options: argparse.Namespace, fresh: Sending, before: Sending) -> Sending:
    """What was said the first time stays, unless it is said otherwise now: half of it may have arrived already."""
    return Sending(
        fresh.id, fresh.team_id, fresh.case_id, fresh.way, fresh.identification, fresh.sha256, fresh.size,
        fresh.title if options.title else before.title,
        fresh.created_on if options.date else before.created_on,
        fresh.case_number if options.zaak else before.case_number,
        fresh.asked_by, fresh.asked_at,
    )  # fmt: skip


def _sound(fresh: Sending) -> Sending:
    if not fresh.case_number:
        raise Told("Van deze zaak is geen zaaknummer bij de gemeente bekend. Geef het met --zaak NUMMER.")
    if not 0 < len(fresh.title) <= _LONGEST_TITLE:
        raise Told(f"Een titel heeft 1 tot {_LONGEST_TITLE} tekens.")
    return fresh
