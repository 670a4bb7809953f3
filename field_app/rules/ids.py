"""Ids that sort by the time they were made and tell nothing else."""

from __future__ import annotations

import re

#: So much chance goes into one id.
CHANCE_BITS = 74
#: Ids stand in the feed of every colleague, so that nothing else may pass for one.
_ID = re.compile(r"[0-9A-Za-z_-]{1,64}")


def is_id(text: str) -> bool:
    """Whether a text from elsewhere may be the id of something: letters, digits and dashes."""
    return _ID.fullmatch(text) is not None


def uuid7(milliseconds: int, chance: int) -> str:
    """A UUIDv7 (RFC 9562 §5.7) from the time since 1970 and 74 random bits."""
    high, low = chance >> 62 & 0xFFF, chance & (1 << 62) - 1
    digits = f"{milliseconds << 80 | 7 << 76 | high << 64 | 2 << 62 | low:032x}"
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"
