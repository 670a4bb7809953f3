"""A demo team with a server and phones, for each test its own, and one browser for all."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from .settled import SETTLED
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


@pytest.fixture(scope="package")
def busy_team(tmp_path_factory: pytest.TempPathFactory, glass: Glass) -> Iterator[Team]:
    """A team for the tests that do not mind what was done before; each takes a case of its own."""
    made = Team(tmp_path_factory.mktemp("busy"), glass)
    made.server.begin()
    yield made
    made.close()


@pytest.fixture(scope="package")
def busy_phone(busy_team: Team) -> Phone:
    """Nadia's phone of that team."""
    return busy_team.phone("Nadia", place="busy")


@pytest.fixture
def used(busy_team: Team, busy_phone: Phone, request: pytest.FixtureRequest) -> Iterator[Phone]:
    """A phone that is in use, opened anew on Vandaag."""
    busy_phone.open_anew()
    yield busy_phone
    if request.node.stash.get(_FAILED, False):
        busy_team.keep_pictures()
    assert busy_team.faults() == {}


@pytest.fixture
def colleague(busy_team: Team) -> Iterator[Phone]:
    """Ruben's phone of that team, open."""
    phone = busy_team.phone("Ruben", place="colleague")
    phone.open()
    yield phone
    busy_team.put_away(phone)


@pytest.fixture
def nadia(team: Team) -> Phone:
    """The phone of the officer who is on duty now."""
    return team.phone("Nadia")


@pytest.fixture
def ruben(team: Team) -> Phone:
    """The phone of the officer whose shift comes right after."""
    return team.phone("Ruben")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the browser tests that still trip over a busy machine."""
    for item in items:
        if Path(__file__).parent in item.path.parents and item.name not in SETTLED.get(item.path.name, ()):
            item.add_marker(pytest.mark.unsettled)
