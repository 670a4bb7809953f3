"""Ids that sort by the time they were made and tell nothing else."""

from __future__ import annotations

from uuid import UUID

#: So much chance goes into one id.
CHANCE_BITS = 74


def uuid7(milliseconds: int, chance: int) -> str:
    """A UUIDv7 (RFC 9562 §5.7) from the time since 1970 and 74 random bits."""
    high, low = chance >> 62 & 0xFFF, chance & (1 << 62) - 1
    return str(UUID(int=milliseconds << 80 | 7 << 76 | high << 64 | 2 << 62 | low))
