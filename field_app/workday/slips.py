"""A note as a short text that can be shown as a QR code, shared or pasted: what one phone says to another without coverage."""

from __future__ import annotations

import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import replace
from json import loads

from field_app.rules.facts import note_bytes
from field_app.rules.refusals import Code, Malformed, Refused
from field_app.rules.roster_commands import Note
from field_app.rules.wire import Envelope, canonical, decode, encode
from field_app.store.delivery import signing_key
from field_app.store.phone_store import Enrolment

#: So that a text is recognised, whatever else was copied along; the number is the version of the form.
_HEAD = "RONDE1."
#: No honest note is longer when unpacked.
_LONGEST = 4_000


def written(envelope: Envelope, enrolment: Enrolment) -> str:
    """One's own saved command as a text that a colleague's phone can read and believe."""
    bare = Note(enrolment.device_id, enrolment.officer_id, envelope.id, envelope.name, envelope.args, envelope.at, "")
    note = replace(bare, signature=signing_key(enrolment.signing_key).sign(note_bytes(bare)).hex())
    return _HEAD + urlsafe_b64encode(zlib.compress(canonical(encode(note)), 9)).decode().rstrip("=")


def read(text: str) -> Note:
    """The note in a pasted text, whatever line breaks or words stand around it. Raises `Refused(NOTE_UNREADABLE)`."""
    _, head, packed = "".join(text.split()).partition(_HEAD)
    if not head:
        raise Refused(Code.NOTE_UNREADABLE)
    try:
        unpacker = zlib.decompressobj()
        content = unpacker.decompress(urlsafe_b64decode(packed + "=" * (-len(packed) % 4)), _LONGEST)
        if unpacker.unconsumed_tail or not unpacker.eof:
            raise Refused(Code.NOTE_UNREADABLE)
        return decode(Note, loads(content))
    except (ValueError, zlib.error, RecursionError, Malformed):
        raise Refused(Code.NOTE_UNREADABLE) from None
