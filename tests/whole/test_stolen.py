"""A stolen phone gives nothing: its files after a day's work are searched for all that was typed, photographed and fetched."""

from __future__ import annotations

import logging
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from people import HOME, LINDE, NADIA, RUBEN
from photo_office import allow, photographed, picture, send
from pictures import camera
from proofs import Proof, at_least, exactly
from running import Office, Phone
from store.filled import contents, saved

from field_app.rules.commands import StartShift
from field_app.rules.vocabulary import FactKind, Result
from field_app.sync.client import Weather

TYPED = {
    "a look that was sent": "Bestelbus met dakdrager op de oprit é€.",
    "a look that waits": "Gordijnen dicht, post steekt uit de bus.",
    "a draft": "Buitenlamp brandt aan de achterzijde.",
    "a form": "Melder hoorde stemmen op de tweede verdieping.",
    "a colleague's look": "Fiets met kinderzitje tegen de gevel.",
    "a photo's words": "grijze auto",
}


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = Office(tmp_path)
    allow(made)
    yield made
    made.close()


@contextmanager
def logged(path: Path) -> Iterator[None]:
    """Whatever the app logs, and more than it logs on a phone, lands in this file."""
    root, handler = logging.getLogger(), logging.FileHandler(path)
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    try:
        yield
    finally:
        root.setLevel(before)
        root.removeHandler(handler)
        handler.close()


def a_days_work(office: Office, nadia: Phone) -> dict[str, bytes]:
    """All that happens to a phone; answers what may stand nowhere in the open."""
    ruben = office.phone(RUBEN)
    ruben.look(text=TYPED["a colleague's look"])
    ruben.round()
    raw = camera.noise(240, 180)
    theirs = photographed(ruben, camera.noise(200, 150, 7))
    ruben.round()
    send(ruben)
    nadia.look(text=TYPED["a look that was sent"])
    photographed(nadia, raw)
    saved(nadia.store, StartShift("no-such-shift"))
    nadia.round()
    send(nadia)
    shown = picture(nadia, theirs.photos[0].sha256)
    nadia.look(text=TYPED["a look that waits"])
    draft = nadia.workday.begin("linde", Result.NOTHING_SEEN).draft
    nadia.workday.add_fact(draft.id, FactKind.ACTIVITY, TYPED["a draft"])
    paper = nadia.workday.open_paper("record-signal", defaults={"source": "CASEWORKER", "reliability": "UNKNOWN"})
    nadia.workday.write_paper(paper.id, ("content",), TYPED["a form"])
    office.server.stop()
    with suppress(Weather):
        nadia.round()
    own = {"an officer": NADIA.name, "a colleague": RUBEN.name, "an address": HOME.address, "a code name": LINDE.code_name}
    words = {name: text.encode() for name, text in {**TYPED, **own}.items()}
    key = bytes.fromhex(nadia.enrolment.signing_key)
    return {**words, "a photo": raw[300:332], "a photo that was fetched": shown[300:332], "the signing key": key}


def found_in(content: bytes, secrets: dict[str, bytes]) -> list[str]:
    """Which secrets can be read, in any of the ways in which a text may land on a disk."""
    return [name for name, plain in secrets.items() if any(form in content for form in forms(plain))]


def forms(plain: bytes) -> Iterator[bytes]:
    """As it is, as hex, as base64 in the middle of something (of long texts), in other encodings, as JSON escapes it."""
    yield from (plain, plain.hex().encode())
    yield from (inner for skip in range(3) if len(inner := b64encode(plain[skip:])[4:-4]) >= 8)
    with suppress(UnicodeDecodeError):
        text = plain.decode()
        yield from (text.encode("utf-16-le"), text.encode("utf-16-be"), ascii(text)[1:-1].encode())


def test_nothing_that_was_typed_or_told_can_be_read_on_a_locked_phone(office: Office, proof: Proof) -> None:
    nadia = office.phone()
    with logged(nadia.folder / "app.log"):
        secrets = a_days_work(office, nadia)
    there = {path.name: path.stat().st_size for path in nadia.folder.rglob("*") if path.is_file()}
    assert there["phone.db-wal"] and there["app.log"], "the journal and the log have something in them"
    hits = found_in(contents(nadia.folder), secrets)
    nadia.store.database.execute("pragma wal_checkpoint(truncate)")
    hits += found_in(contents(nadia.folder), secrets)
    assert hits == []
    proof(
        "P12",
        "the files of a locked phone searched for all that is known",
        secrets=at_least(13, len(secrets)),
        files=at_least(4, len(there)),
        bytes_searched=at_least(100_000, sum(there.values())),
        hits=exactly(0, len(hits)),
    )


def test_what_stands_in_the_open_in_any_form_would_be_found() -> None:
    plain = "Fiets met kinderzitje é€.".encode()
    for form in forms(plain):
        assert found_in(b"\x00\x01" + form + b"rest", {"x": plain}) == ["x"]
    assert found_in(b"Fiets met bel", {"x": plain}) == []
