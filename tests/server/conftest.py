"""A team with its server, for each test its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from running import Office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """The small world on a real server, with a clock that stands still."""
    made = Office(tmp_path)
    yield made
    made.close()
