"""An original that is asked for waits for a second reader, and for nobody else."""

from __future__ import annotations

import pytest
from people import KARIN, LINDE, NADIA, RUBEN, KeptRows, done

from field_app.rules.cases import duties
from field_app.rules.cases.duties import DutyKind
from field_app.rules.dossier.photo_commands import AllowOriginal
from field_app.rules.records import Officer
from field_app.rules.row_facts import RowFacts
from rules.test_photos import BOTH, LATER, SAMIRA, SHA, asked, photo, recorded, world


def waits(rows: KeptRows, who: Officer) -> list[str | None]:
    """The entries of which this colleague must judge an original."""
    found = duties.duties_of(LINDE, RowFacts(rows), who, LATER, lambda _: ())
    return [each.about for each in found if each.kind is DutyKind.ALLOW_ORIGINAL]


def test_it_waits_for_who_reads_along_until_it_is_allowed() -> None:
    rows = recorded(world(), photo(sha256=SHA))
    assert waits(rows, SAMIRA) == []
    asked(rows)
    assert waits(rows, SAMIRA) == ["seen"], "one step for the entry, so that the photo and the reason are read first"
    assert [waits(rows, each) for each in (NADIA, KARIN, RUBEN)] == [[], [], []]
    done(rows, AllowOriginal("ask", "alleen voor de zitting"), SAMIRA, command_id="allow", received_at=LATER)
    assert waits(rows, SAMIRA) == []


def test_nobody_judges_what_they_asked_for_themselves() -> None:
    assert waits(asked(recorded(world(3, BOTH), photo(sha256=SHA))), BOTH) == []


def test_a_step_that_waits_for_the_asker_too_would_be_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(duties, "_originals", lambda at: [at.task(DutyKind.ALLOW_ORIGINAL, "seen")])
    with pytest.raises(AssertionError):
        test_nobody_judges_what_they_asked_for_themselves()
