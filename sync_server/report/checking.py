"""Controleert een controlepakket van Ronde zonder netwerk: wat er veranderd, weg, nieuw of verplaatst is, wordt genoemd.

Gebruik: python3 controleer.py BESTAND.zip [SLEUTEL]. Uitkomst: 0 alles klopt, 1 er klopt iets niet, 2 niet alles is nagegaan.
SLEUTEL is de logsleutel die de gemeente bekendmaakt. Nodig is alleen Python; voor de handtekeningen ook het pakket cryptography.
"""

from __future__ import annotations

import io
import json
import struct
import sys
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

MANIFEST, DOSSIER, COMMANDS = "manifest.json", "dossier.json", "bewijs/opdrachten.json"
DEVICES, LOG = "bewijs/apparaten.json", "bewijs/logboek.json"
_HEADER, _MOST_FILES, _MOST_BYTES, _LONGEST_NAME = struct.Struct("<4s5H3L2H"), 50_000, 2**29, 8_000
_FILE, _DIRECTORY, _READABLE = b"PK\x03\x04", b"PK\x01\x02", 0o600 << 16
_called = "opdracht {0[device_seq]} van apparaat {0[device_id]}".format
Entry = tuple[str, bytes]


def packed(entries: Sequence[Entry]) -> bytes:
    """A zip of these files, nothing squeezed, the same bytes for the same files: so no byte of it is left unchecked."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, content in entries:
            told = zipfile.ZipInfo(name)
            told.create_system, told.external_attr = 3, _READABLE
            made.writestr(told, content)
    return out.getvalue()


def unpacked(raw: bytes) -> tuple[list[Entry], list[str]]:
    """The files in a zip as `packed` makes it, read from the front, and what is wrong with the zip itself."""
    entries, ends, at = list[Entry](), list[int](), 0
    while raw[at : at + 4] == _FILE and len(raw) - at >= _HEADER.size and len(entries) < _MOST_FILES:
        *_, size, length, _ = _HEADER.unpack_from(raw, at)
        begins = at + _HEADER.size + length
        name = raw[at + _HEADER.size : min(begins, at + _HEADER.size + _LONGEST_NAME)].decode("utf-8", "backslashreplace")
        entries.append((name, raw[begins : begins + size]))
        ends.append(at := begins + size)
    if (rebuilt := packed(entries)) == raw:
        return entries, []
    differs = next((n for n, (a, b) in enumerate(zip(raw, rebuilt, strict=False)) if a != b), min(len(raw), len(rebuilt)))
    number = next((place for place, end in enumerate(ends) if differs < end), len(ends))
    if number < len(ends):
        return entries, [f"Het zipbestand is veranderd in bestand {number + 1}: {entries[number][0]!r}."]
    where = "in de inhoudsopgave" if raw[at : at + 4] == _DIRECTORY else f"bij bestand {number + 1} of in de inhoudsopgave"
    return entries, [f"Het zipbestand is veranderd of afgekapt {where}."]


def canonical(value: Any) -> bytes:
    """The byte form that is hashed and signed."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode("utf-8", "surrogatepass")


class Export:
    """What was read; `unchecked` says what could not be checked here."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        """Nothing of it is believed yet."""
        self.order, self.files = [name for name, _ in entries], dict(entries)
        self.unchecked, self.notes = dict[str, None](), list[str]()

    def json(self, name: str) -> Any:
        """A file read as JSON. Raises `KeyError`, `ValueError`."""
        return json.loads(self.files[name])

    def signed(self, key: str, signature: str, message: bytes) -> bool:
        """Whether this Ed25519 signature (hex) is of this key (hex); where that cannot be told, it is said."""
        try:
            from cryptography.exceptions import InvalidSignature  # noqa: PLC0415  # may not be there
            from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey  # noqa: PLC0415
        except ImportError:
            self.unchecked["Handtekeningen zijn niet gecontroleerd: het pakket cryptography staat niet op deze computer."] = None
            return True
        try:
            Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(bytes.fromhex(signature), message)
        except (InvalidSignature, ValueError):
            return False
        return True


def check_manifest(of: Export) -> Iterator[str]:
    """Every file once, as the server listed and signed it, and no other; no name leads out of the folder."""
    for name, times in Counter(of.order).items():
        if name.startswith("/") or "\\" in name or ":" in name or {"..", ".", ""} & set(name.split("/")):
            yield f"Bestand {name!r} heeft een naam die niet mag."
        if times > 1:
            yield f"Bestand {name!r} zit er meer dan één keer in."
    manifest = of.json(MANIFEST)
    signed = of.signed(manifest["log_key"], manifest["signature"], canonical({**manifest, "signature": ""}))
    if not signed or of.files[MANIFEST] != canonical(manifest):  # written in one way only, or two programs read it differently
        yield "De handtekening van de server onder manifest.json klopt niet."
    listed = {each["name"]: each for each in manifest["files"]}
    for name, each in listed.items():
        if name not in of.files:
            yield f"Bestand {name!r} ontbreekt."
        elif (sha256(of.files[name]).hexdigest(), len(of.files[name])) != (each["sha256"], each["size"]):
            yield f"Bestand {name!r} is veranderd."
    yield from (f"Bestand {name!r} is toegevoegd." for name in of.files if name != MANIFEST and name not in listed)
    if set(of.order) == {MANIFEST, *listed}:
        moved = (name for name, wanted in zip(of.order, [MANIFEST, *listed], strict=False) if name != wanted)
        yield from (f"Bestand {name!r} staat op een andere plaats." for name in moved)


def check_contents(of: Export) -> Iterator[str]:
    """What each command says, against the hash under which its device sealed it."""
    for each in of.json(COMMANDS):
        if each["file"] is None:
            of.notes.append(f"De inhoud van {_called(each)} is vernietigd of verloren; de hash staat er nog.")
            continue
        content, salt = of.files.get(each["file"], b""), bytes.fromhex(each["salt"])
        if sha256(salt + content).hexdigest() != each["inner"]:
            yield f"De inhoud van {_called(each)} ({each['file']}) is veranderd of verwisseld."
        elif json.loads(content).get("device_seq") != each["device_seq"]:
            yield f"{each['file']} hoort niet bij {_called(each)}."


def check_chains(of: Export) -> Iterator[str]:
    """The chain of each device from its first command to the heads that the device signed, and the commands in it."""
    links: dict[tuple[str, int], tuple[str, str]] = {}
    for device in of.json(DEVICES):
        head, heads, name = sha256(device["id"].encode()).digest(), {}, f"apparaat {device['id']}"
        for number, (seq, inner, *_) in enumerate(device["links"], start=1):
            if seq != number:
                yield f"In de keten van {name} ontbreekt opdracht {number}, of de volgorde is veranderd."
                break
            head = sha256(head + bytes.fromhex(inner)).digest()
            heads[seq], links[device["id"], seq] = head.hex(), (inner, head.hex())
        for seq, said, signature in device["batches"]:
            if heads.get(seq) != said:
                yield f"De keten van {name} klopt niet tot en met opdracht {seq}: een hash is veranderd."
            elif not of.signed(device["public_key"], signature, bytes.fromhex(said)):
                yield f"De handtekening van {name} onder opdracht {seq} klopt niet."
        if not device["batches"] or device["batches"][-1][0] != len(device["links"]):
            yield f"Het laatste deel van de keten van {name} is niet getekend of is teruggezet."
    for each in of.json(COMMANDS):
        if links.get((each["device_id"], each["device_seq"])) != (each["inner"], each["head"]):
            yield f"{_called(each).capitalize()} staat niet zo in de keten van het apparaat."


def check_log(of: Export) -> Iterator[str]:
    """Each command and its verdict in the server's log, under the head that the server signed."""
    heads, key = of.json(LOG)["heads"], of.json(MANIFEST)["log_key"]
    if not all(of.signed(key, each.pop("signature"), canonical(each)) for each in heads):
        yield "De handtekening van de server onder het logboek klopt niet."
    for each in of.json(COMMANDS):
        extras = {name: part for name, part in each["verdict"].items() if name not in ("id", "status", "received_at", "seq")}
        salt = bytes.fromhex(each["salt"] or "")
        if each["file"] is not None and each["said"] != (sha256(salt + canonical(extras)).hexdigest() if extras else ""):
            yield f"Wat de server van {_called(each)} zei, is veranderd."
        bound = {name: each[name] for name in ("device_id", "device_seq", "inner", "received_at", "said")}
        leaf = sha256(b"\0" + canonical({**bound, "status": each["verdict"]["status"]})).digest()
        for head, path in zip(heads, each["paths"], strict=True):
            is_younger = path is None and head is not heads[0] and each["index"] >= head["size"]  # than the stamp
            if not is_younger and not _includes(each["index"], head, leaf, path or ()):
                yield f"{_called(each).capitalize()} staat niet zo in het logboek van de server."


def _includes(index: int, head: Any, leaf: bytes, path: Sequence[str]) -> bool:
    """RFC 9162 §2.1.3.2: whether this path leads from the leaf to the root."""
    at, last, found = index, head["size"] - 1, leaf
    for each in map(bytes.fromhex, path):
        is_right = at & 1 or at == last
        found = sha256(b"\1" + (each + found if is_right else found + each)).digest() if last else b""
        while is_right and not at & 1 and at:
            at, last = at >> 1, last >> 1
        at, last = at >> 1, last >> 1
    return bool(0 <= index < head["size"] and last == 0 and found.hex() == head["root"])


def check_rows(of: Export) -> Iterator[str]:
    """The looks in the dossier are those that commands recorded, corrected and withdrew: as they said it, each, and no other."""
    rows = {each["id"]: each for each in of.json(DOSSIER)["rows"].get("observation", ())}
    officers, said, ends = {each["id"]: each["officer_id"] for each in of.json(DEVICES)}, dict[str, Any](), dict[str, str]()
    for each in (one for one in of.json(COMMANDS) if one["verdict"]["status"] in ("accepted", "flagged")):
        command = json.loads(of.files.get(each["file"]) or b"{}") if each["file"] else {}
        args, row_id = command.get("args", {}), each["verdict"]["id"]
        if "look" in args:
            by = {"officer_id": officers[each["device_id"]], "recorded_at": command["at"], "corrects": args.get("observation_id")}
            said[row_id] = {**by, "look": args["look"], "reason": args.get("reason"), "flags": each["verdict"].get("flags")}
        elif command.get("name") == "withdraw-observation":
            ends[row_id] = args["observation_id"]
        elif each["file"] is None:
            rows.pop(row_id, None)  # what it said is gone, and told so already
    corrected = {each["corrects"]: row_id for row_id, each in said.items()}
    for row_id in sorted(rows.keys() | said.keys()):
        row, wanted = rows.get(row_id, {}), {**said.get(row_id, {}), "corrected_by": corrected.get(row_id)}
        end = (row.get("withdrawn") or {}).get("command_id")
        is_so = end in {None, *ends} and (end or row_id not in ends.values())
        if not row:
            yield f"Waarneming {row_id} ontbreekt in dossier.json."
        elif row_id not in said:
            yield f"Waarneming {row_id} staat in dossier.json, maar geen apparaat heeft haar vastgelegd."
        elif not is_so or {name: row.get(name) for name in wanted} != wanted:
            yield f"Waarneming {row_id} staat in dossier.json anders dan zij is vastgelegd."
    of.notes.append("Andere regels dan waarnemingen zijn niet met de opdrachten vergeleken.")


CHECKS: tuple[Callable[[Export], Iterator[str]], ...] = (check_manifest, check_contents, check_chains, check_log, check_rows)


def faults(raw: bytes, checks: Sequence[Callable[[Export], Iterator[str]]] = CHECKS) -> tuple[list[str], Export]:
    """Everything that is wrong with an export, in plain words; what cannot be read is wrong as well."""
    entries, found = unpacked(raw)
    of = Export(entries)
    for check in checks:
        try:
            found += check(of)
        except (KeyError, ValueError, TypeError, AttributeError, IndexError, RecursionError, OverflowError) as trouble:
            found.append(f"Een deel is niet te lezen ({check.__name__}: {type(trouble).__name__} {str(trouble)[:60]}).")
    return list(dict.fromkeys(found)), of


def main(argv: Sequence[str]) -> int:
    """Check the file that was named and say so."""
    if not argv or len(argv) > 2:  # noqa: PLR2004  # a file and a key
        return _say(2, __doc__ or "")
    try:
        raw = path.read_bytes() if (path := Path(argv[0])).stat().st_size <= _MOST_BYTES else b""
    except OSError as trouble:
        return _say(2, f"Dit bestand kan niet worden gelezen: {trouble.strerror}.")
    if not raw.startswith(_FILE):
        return _say(2, "Dit is geen controlepakket van Ronde.")
    found, of = faults(raw)
    if not found and argv[1:] and argv[1].lower() != of.json(MANIFEST)["log_key"]:
        found = ["Dit pakket is getekend met een andere logsleutel dan de sleutel die u opgaf."]
    if found:
        return _say(1, "KLOPT NIET", *(f"- {each}" for each in found))
    key, whose = of.json(MANIFEST)["log_key"], "" if argv[1:] else ", als dit de logsleutel van de gemeente is"
    told = [*of.notes, f"Logsleutel van de server: {key}. Vergelijk die met de sleutel die de gemeente bekendmaakt."]
    return _say(2, *of.unchecked, "Al het andere klopt.", *told) if of.unchecked else _say(0, f"ALLES KLOPT{whose}", *told)


def _say(code: int, *said: str) -> int:  # nothing that somebody made up may command the screen
    text = "\n".join("".join(sign if sign.isprintable() else "?" for sign in line) for each in said for line in each.split("\n"))
    sys.stdout.buffer.write(text.encode(sys.stdout.encoding or "ascii", "backslashreplace") + b"\n")
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
