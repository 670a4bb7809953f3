"""The text of a file as spreadsheets save it: UTF-8 with or without mark, UTF-16, or Windows-1252."""

from __future__ import annotations

import codecs
import re

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_NOT_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f]")
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


class Unreadable(Exception):
    """A file that cannot be read: why, in Dutch, and on which line when it is about one."""

    def __init__(self, reason: str, line: int | None = None) -> None:
        super().__init__(f"regel {line}: {reason}." if line else f"{reason}.")
        self.line = line


def text_of(content: bytes) -> str:
    """The text, its line ends as they are. Raises `Unreadable` for what is no text."""
    if content.startswith((_ZIP, _OLE)):
        raise Unreadable("dit is een werkmap of zipbestand; sla het werkblad op als CSV")
    text = _decoded(content)
    odd = _NOT_TEXT.search(text)
    if odd:
        raise Unreadable("dit is geen tekstbestand", text.count("\n", 0, odd.start()) + 1)
    if not text.strip():
        raise Unreadable("dit bestand is leeg", 1)
    return text


def _decoded(content: bytes) -> str:
    encodings = [name for mark, name in _MARKS if content.startswith(mark)] or ["utf-8", "cp1252"]
    line = 1
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError as trouble:
            line = content.count(b"\n", 0, trouble.start) + 1
    raise Unreadable("dit is geen tekstbestand", line)
