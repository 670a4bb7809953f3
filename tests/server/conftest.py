"""A team with its server, for each test its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from municipality_server import Municipality
from running import Office

from server.municipality_office import Run, command_line


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """The small world on a real server, with a clock that stands still."""
    made = Office(tmp_path)
    yield made
    made.close()


@pytest.fixture
def town() -> Iterator[Municipality]:
    """The municipality's register on a port, with nothing in it."""
    made = Municipality()
    yield made
    made.close()


@pytest.fixture
def municipality(office: Office, town: Municipality, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """`ronde municipality` on this office, whose settings lead to the town."""
    return command_line(office, town, tmp_path, capsys)
