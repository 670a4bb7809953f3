"""A note as a short text that can be shown as a QR code, shared or pasted: what one phone says to another without coverage."""

from __future__ import annotations

import re
import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import replace
from json import loads

from field_app.rules.facts import note_bytes
from field_app.rules.notes import content_of
from field_app.rules.refusals import Code, Malformed, Refused
from field_app.rules.roster_commands import Note
from field_app.rules.wire import Envelope, canonical, decode, encode
from field_app.store.delivery import signing_key
from field_app.store.phone_store import Enrolment

#: So that a text is recognised, whatever else was copied along; the number is the version of the form.
_HEAD = "RONDE1."
#: No honest note is longer when unpacked.
_LONGEST = 4_000
#: What a chat app puts between the letters: quotation marks, joiners, padding.
_STRANGE = re.compile(r"[^0-9A-Za-z_-]")


def written(envelope: Envelope, enrolment: Enrolment) -> str:
    """One's own saved command as a text that a colleague's phone can read and believe."""
    bare = Note(enrolment.device_id, enrolment.officer_id, envelope.id, envelope.name, envelope.args, envelope.at, "")
    note = replace(bare, signature=signing_key(enrolment.signing_key).sign(note_bytes(bare)).hex())
    return _HEAD + urlsafe_b64encode(zlib.compress(canonical(encode(note)), 9)).decode().rstrip("=")


def read(text: str) -> Note:
    """The note in a pasted text, whatever line breaks or words stand around it. Raises `Refused`."""
    _, head, packed = "".join(text.split()).partition(_HEAD)
    if not head:
        raise Refused(Code.NOTE_UNREADABLE)
    try:
        note = decode(Note, loads(_unpacked(packed)))
    except (ValueError, zlib.error, RecursionError, Malformed):
        raise Refused(Code.NOTE_UNREADABLE) from None
    content_of(note)
    return note


def _unpacked(packed: str) -> bytes:
    """The content, which knows its own end: the words of a message that follow it are passed over. Raises `ValueError`."""
    letters = _STRANGE.sub("", packed[: 2 * _LONGEST])
    whole = letters[:-1] if len(letters) % 4 == 1 else letters
    unpacker = zlib.decompressobj()
    content = unpacker.decompress(urlsafe_b64decode(whole + "=" * (-len(whole) % 4)), _LONGEST)
    if not unpacker.eof:
        raise ValueError
    return content
