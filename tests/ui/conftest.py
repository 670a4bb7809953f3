"""A demo team with a server and phones, for each test its own, and one browser for all."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from .team import Glass, Phone, Team


@pytest.fixture(scope="package")
def glass() -> Iterator[Glass]:
    """Chromium without a window."""
    with sync_playwright() as driver:
        started = Glass(driver)
        yield started
        started.close()


_FAILED = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Remember whether the test itself failed, for the picture."""
    report = yield
    if report.when == "call":
        item.stash[_FAILED] = report.failed
    return report


@pytest.fixture
def team(tmp_path: Path, glass: Glass, request: pytest.FixtureRequest) -> Iterator[Team]:
    """The demo team with its server; afterwards no part may have written of a fault. A failed test leaves pictures."""
    made = Team(tmp_path, glass)
    made.server.begin()
    yield made
    if request.node.stash.get(_FAILED, False):
        made.keep_pictures()
    faults = made.faults()
    made.close()
    assert faults == {}


@pytest.fixture
def nadia(team: Team) -> Phone:
    """The phone of the officer who is on duty now."""
    return team.phone("Nadia")


@pytest.fixture
def ruben(team: Team) -> Phone:
    """The phone of the officer whose shift comes right after."""
    return team.phone("Ruben")
