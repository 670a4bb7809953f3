"""Chance from a seed: whatever is asked of the system's own chance while this lasts, the same seed gives again."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch


def dice(*seed: object) -> random.Random:
    """Dice that fall the same way for the same words."""
    return random.Random(" ".join(map(str, seed)))  # noqa: S311  # a seed, no secret


@contextmanager
def seeded(*seed: object) -> Iterator[None]:
    """Salts, nonces, tokens and epochs come from the seed.

    They are asked of the system deep inside the product, where no argument leads: it is never to be told what they should be.
    """
    bytes_of = dice("system", *seed).randbytes
    with patch("os.urandom", bytes_of), patch("random._urandom", bytes_of):
        yield
