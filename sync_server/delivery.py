"""What a device brings in one go, read from the part of a sync request or of a rescue file that holds it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from field_app.rules.clock import SendClock
from field_app.rules.refusals import Malformed
from field_app.rules.wire import decode


@dataclass(frozen=True, slots=True)
class Delivery:
    """What one device sends in one go. `seeds` are pairs of the first device number and the seed from there on."""

    commands: Sequence[Mapping[str, Any]]
    seeds: Sequence[tuple[int, bytes]]
    head: bytes
    signature: bytes
    clock: SendClock


def delivery_from(request: Mapping[str, Any]) -> Delivery:
    """Read the part of a sync request, or of a rescue file, that a device delivers. Raises `Malformed`."""
    commands = request.get("commands", [])
    if type(commands) is not list:
        raise Malformed("commands", "a list")
    clock = decode(SendClock, request.get("clock"))
    if not commands:
        return Delivery([], [], b"", b"", clock)
    sealed = request.get("chain")
    if type(sealed) is not dict or type(sealed.get("seeds")) is not list:
        raise Malformed("chain", "head, signature and seeds")
    seeds = [_seed(each) for each in sealed["seeds"]]
    return Delivery(
        commands, seeds, bytes_in(sealed.get("head"), "chain.head"), bytes_in(sealed.get("signature"), "chain.signature"), clock
    )


def _seed(value: Any) -> tuple[int, bytes]:
    if type(value) is not list or len(value) != 2 or type(value[0]) is not int:  # noqa: PLR2004  # a pair
        raise Malformed("chain.seeds", "pairs of a number and a seed")
    return value[0], bytes_in(value[1], "chain.seeds")


def bytes_in(value: Any, path: str) -> bytes:
    """Bytes written in hexadecimal. Raises `Malformed`."""
    try:
        return bytes.fromhex(value)
    except (TypeError, ValueError):
        raise Malformed(path, "hexadecimal") from None
