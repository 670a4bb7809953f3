"""The verifiable export of a case: report, commands as received, and proofs, under a signed list of all files."""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from field_app.rules.wire import canonical, encode
from sync_server.keys import LogKey
from sync_server.report import checking, export_text_nl
from sync_server.report.case_file import CaseFile, Chain
from sync_server.report.checking import COMMANDS, DEVICES, DOSSIER, LOG, MANIFEST, Entry
from sync_server.report.photos import Photos
from sync_server.store.evidence import Received

Json = dict[str, Any]
FORMAT = 1


def export(file: CaseFile, photos: Photos, report: bytes, key: LogKey) -> bytes:
    """The zip; the same case gives the same bytes but for the times."""
    entries = list(_entries(file, photos, report))
    return checking.packed([(MANIFEST, _manifest(file, entries, key)), *entries])


def _entries(file: CaseFile, photos: Photos, report: bytes) -> Iterator[Entry]:
    yield "LEESMIJ.txt", export_text_nl.README.encode()
    yield "controleer.py", Path(checking.__file__).read_bytes()
    yield "rapport.pdf", report
    yield DOSSIER, _json(_dossier(file))
    yield LOG, _json({"heads": [encode(each) for each in file.heads]})
    yield DEVICES, _json([_device(each) for each in file.chains])
    names = [f"opdrachten/{at:05}.json" if each.content else None for at, each in enumerate(file.commands, start=1)]
    yield COMMANDS, _json([_command(file, *each) for each in zip(names, file.commands, strict=True)])
    yield "bewijs/fotos.json", _json([_photo(*each) for each in photos.copies.items()])
    if file.stamp:
        yield "bewijs/tijdstempel.json", canonical(encode(file.stamp.head))
        yield "bewijs/tijdstempel.tsr", file.stamp.response
    for name, each in zip(names, file.commands, strict=True):
        if name and each.content:
            yield name, each.content
    for sha256_of_original, copy in photos.copies.items():
        if copy:
            yield f"fotos/{sha256_of_original}.jpg", copy


def _json(value: Any) -> bytes:
    """JSON that people can read too, always in the same order."""
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True).encode("utf-8", "surrogatepass") + b"\n"


def _manifest(file: CaseFile, entries: list[Entry], key: LogKey) -> bytes:
    listed = [{"name": name, "sha256": sha256(content).hexdigest(), "size": len(content)} for name, content in entries]
    told: Json = {
        "format": FORMAT, "team_id": file.team.id, "case_id": file.held.case_id, "files": listed, "log_key": key.public_hex,
        "made_at": file.read_at.isoformat(timespec="milliseconds"), "signature": "",
    }  # fmt: skip
    return canonical({**told, "signature": key.sign(canonical(told)).hex()})


def _dossier(file: CaseFile) -> Json:
    held = file.held
    return {
        "case_id": held.case_id, "file": held.file, "closing": held.closing, "reopenings": held.reopenings,
        "rows": {kind.value: rows for kind, rows in held.rows.items()}, "log": held.log,
        "officers": [encode(each) for each in sorted(file.officers.values(), key=lambda one: one.id)],
    }  # fmt: skip


def _device(chain: Chain) -> Json:
    """The whole chain in hashes: what other cases are about does not follow from it."""
    device = chain.device
    return {
        "id": device.id, "officer_id": device.officer_id, "public_key": device.public_key.hex(), "is_revoked": device.is_revoked,
        "links": [[each.device_seq, each.inner_hash.hex(), *(["gone"] if each.is_gone else [])] for each in chain.links],
        "batches": [[each.last_seq, each.head.hex(), each.signature.hex()] for each in chain.batches],
    }  # fmt: skip


def _command(file: CaseFile, name: str | None, each: Received) -> Json:
    proof = file.proofs[each.device_id, each.device_seq]
    return {
        "file": name, "id": each.id, "device_id": each.device_id, "device_seq": each.device_seq,
        "salt": each.salt.hex() if each.salt else None, "inner": each.inner_hash.hex(), "head": each.head.hex(),
        "received_at": each.received_at, "verdict": each.verdict, "index": proof.index, "said": proof.said,
        "paths": [path if path is None else [node.hex() for node in path] for path in proof.paths],
    }  # fmt: skip


def _photo(sha256_of_original: str, copy: bytes | None) -> Json:
    return {
        "sha256": sha256_of_original,
        "file": f"fotos/{sha256_of_original}.jpg" if copy else None,
        "copy_sha256": sha256(copy).hexdigest() if copy else None,
    }
