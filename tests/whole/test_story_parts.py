"""The story of a case is read in parts: every row of it can be reached, and no more than a hundred are drawn at once."""

from __future__ import annotations

import asyncio
from pathlib import Path

from bench.filled import KEY, fill, opened
from bench.window import Window

from field_app.device import clocks, new_id
from field_app.phone import RunningPhone
from field_app.ui.screens.journal import MOST, PAGE
from field_app.workday import Workday

LOOKS = 130


def test_parts_of_a_story_put_together_are_the_whole_story_in_order(tmp_path: Path) -> None:
    store = opened(fill(tmp_path / "phone", LOOKS, cases=1))
    day = Workday(store, clocks(), new_id)
    whole = day.story("case-0", most=1_000)
    for most in (1, 7, 25, LOOKS):
        parts = [day.story("case-0", first, most) for first in range(0, whole.total + most, most)]
        assert [row.id for part in parts for row in part.rows] == [row.id for row in whole.rows]
        assert {part.total for part in parts} == {LOOKS}
    store.close()


def test_the_oldest_row_of_a_long_story_can_be_reached_and_the_newest_again(tmp_path: Path) -> None:
    asyncio.run(_through(fill(tmp_path / "phone", LOOKS, cases=1)))


async def _through(folder: Path) -> None:
    phone = RunningPhone(is_demo=False)
    await phone.open(folder, KEY)
    story = await phone.ask(lambda day: day.story("case-0", most=1_000))
    ids = [f"entry-{row.id}" for row in story.rows]
    window = Window(phone, "/zaken/case-0")
    await window.until(ids[PAGE - 1], window.open)
    upto = PAGE
    while upto < LOOKS:
        upto += PAGE
        await window.until(ids[min(upto, LOOKS) - 1], lambda: window.tap("journal-more"))
        assert window.named("entry-") == sorted(ids[max(0, upto - MOST) : upto])
    assert not window.named("journal-more")
    for shown in range(upto - PAGE, MOST - 1, -PAGE):
        await window.until(ids[shown - MOST], lambda: window.tap("journal-back"))
    assert window.named("entry-") == sorted(ids[:MOST])
    assert not window.named("journal-back")
    window.close()
