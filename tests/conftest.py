"""For every test: the proof that it gives, and the fault that a run has on purpose."""

from __future__ import annotations

import gc

import pytest
from hypothesis import HealthCheck, settings
from proofs import Proof
from proofs.planted import plant

#: What chance invents is judged by what comes of it, not by how busy the machine was.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")


def pytest_configure() -> None:
    """Plant the fault that the environment names before any test is read; look for rings as seldom as phone and server do."""
    plant()
    gc.set_threshold(100_000, 50, 100)


@pytest.fixture
def proof(request: pytest.FixtureRequest) -> Proof:
    """Tells what this test reached of a promise, for the table."""
    return Proof(request.node.nodeid)
