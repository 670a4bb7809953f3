"""Two sizes of the same test: "commit" in every run, "long" by one command."""

from __future__ import annotations

import os

#: The environment's word for the size; absent means commit.
SETTING = "RONDE_SETTING"


def name() -> str:
    """`commit` or `long`."""
    return os.environ.get(SETTING, "commit")


def setting(*, commit: int, long: int) -> int:
    """How many, in the setting of this run."""
    return long if name() == "long" else commit
