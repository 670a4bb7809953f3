"""One fault: what it breaks, how it is planted, and which test must find it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """`says` is what goes wrong, in an officer's words; `test` is the test that must fail, as pytest names it.

    `plant` changes the real code of the process it is called in, for the rest of that process; it imports what it changes itself.
    """

    name: str
    promise: str
    says: str
    test: str
    plant: Callable[[], None]
