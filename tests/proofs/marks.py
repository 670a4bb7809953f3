"""Puts what a command made between two marks of a text, so that nobody types it by hand."""

from __future__ import annotations


def written_between(text: str, begins: str, ends: str, made: str) -> str:
    """The text with this between the marks, and nothing else changed. Raises `ValueError` without the marks."""
    before, _, rest = text.partition(begins)
    _, mark, after = rest.partition(ends)
    if not mark:
        raise ValueError(f"no place for it: {begins} … {ends}")
    return f"{before}{begins}\n{made}\n{ends}{after}"
