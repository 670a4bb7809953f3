"""What the tests of the phone's file share: an enrolled phone that never met its server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from field_app.store.phone_store import PhoneStore
from store.filled import KEY, enrolled


@pytest.fixture
def phone(tmp_path: Path) -> Iterator[PhoneStore]:
    """An enrolled phone without rows."""
    store = enrolled(tmp_path / "phone.db", KEY)
    yield store
    store.close()
