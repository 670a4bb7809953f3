"""What passes the door: bodies of a bearable size, unpacked with a limit, and answers packed small."""

from __future__ import annotations

import gzip
import zlib
from typing import Any

from fastapi import Request

from field_app.rules.refusals import Code, Malformed, Refused
from sync_server.quick_json import parsed

#: Bytes as they come in, and once unpacked; a phone sends about one million unpacked. Each of these is held twice for a moment.
MOST_PACKED = 8 * 2**20
MOST_UNPACKED = 8 * 2**20
#: From somebody who has not yet proved anything: a code or a device id, and no more.
FROM_A_STRANGER = 16 * 2**10
_SMALL = 500
#: The lightest packing: a quarter of the work of the usual level 6 for a fifth more bytes.
_LEVEL = 1


async def body_of(request: Request, most: int = MOST_PACKED) -> bytes:
    """The body as sent. Raises `Refused(TOO_LARGE)` as soon as it is."""
    declared = request.headers.get("content-length", "0")
    if declared.isdigit() and int(declared) > most:
        raise Refused(Code.TOO_LARGE, most_bytes=most)
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > most:
            raise Refused(Code.TOO_LARGE, most_bytes=most)
    return bytes(body)


def unpacked(body: bytes, encoding: str | None, most: int = MOST_UNPACKED) -> bytes:
    """The body as written. Raises `Refused(TOO_LARGE)` on a bomb and `Malformed` on rubbish."""
    if encoding != "gzip":
        return body
    reader = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        plain = reader.decompress(body, most)
    except zlib.error:
        raise Malformed("body", "gzip") from None
    if reader.unconsumed_tail:
        raise Refused(Code.TOO_LARGE, most_bytes=most)
    if not reader.eof:
        raise Malformed("body", "gzip")
    return plain


def json_object(body: bytes) -> dict[str, Any]:
    """The body as a JSON object. Raises `Malformed`."""
    try:
        found = parsed(body)
    except (ValueError, RecursionError):
        raise Malformed("body", "JSON") from None
    if type(found) is not dict:
        raise Malformed("body", "a JSON object")
    return found


def packed(text: bytes, accepts: str) -> tuple[bytes, dict[str, str]]:
    """The answer and its headers, gzipped when the reader takes that and it pays."""
    if "gzip" not in accepts or len(text) < _SMALL:
        return text, {}
    return gzip.compress(text, _LEVEL, mtime=0), {"Content-Encoding": "gzip"}
