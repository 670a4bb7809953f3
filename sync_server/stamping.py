"""A time stamp of an outside authority over the head of a log (RFC 3161): proof that it stood so at that moment."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import httpx
from cryptography import x509
from rfc3161_client import HashAlgorithm, TimestampRequestBuilder, VerificationError, VerifierBuilder, decode_timestamp_response

from field_app.rules.log import SignedHead
from field_app.rules.wire import canonical, encode
from sync_server.store.stamps import Stamp

_TIMEOUT = 30
_MOST_BYTES = 100_000
Post = Callable[[bytes], bytes]


class BadStamp(Exception):
    """What the authority gave is no time stamp over this head."""


def ask(head: SignedHead, post: Post, authority: str, now: datetime) -> Stamp:
    """A stamp over the whole signed head. Only its hash leaves the server. Raises `BadStamp`, and what `post` raises."""
    request = TimestampRequestBuilder().data(_content(head)).hash_algorithm(HashAlgorithm.SHA256).build()
    response = post(request.as_bytes())
    try:
        found = decode_timestamp_response(response)
        same = found.tst_info.nonce == request.nonce
        same = same and found.tst_info.message_imprint.message == request.message_imprint.message
    except ValueError as error:
        raise BadStamp(str(error)) from error
    if not same:
        raise BadStamp("it is over something else")
    return Stamp(head, authority, now, response)


def posting(authority: str) -> Post:
    """Asks this authority over HTTP."""

    def post(request: bytes) -> bytes:
        headers = {"Content-Type": "application/timestamp-query"}
        response = httpx.post(authority, content=request, headers=headers, timeout=_TIMEOUT)
        response.raise_for_status()
        if len(response.content) > _MOST_BYTES:
            raise BadStamp("it is too long")
        return response.content

    return post


def verified(stamp: Stamp, certificates: list[x509.Certificate]) -> datetime:
    """When the authority saw this head, by its own clock. `certificates`: its roots, and what leads to them. Raises `BadStamp`."""
    builder = VerifierBuilder()
    for each in certificates:
        builder = builder.add_root_certificate(each) if each.issuer == each.subject else builder.add_intermediate_certificate(each)
    try:
        response = decode_timestamp_response(stamp.response)
        builder.build().verify_message(response, _content(stamp.head))
    except (VerificationError, ValueError) as error:
        raise BadStamp(str(error)) from error
    return response.tst_info.gen_time


def _content(head: SignedHead) -> bytes:
    return canonical(encode(head))
