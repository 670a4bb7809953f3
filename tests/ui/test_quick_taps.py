"""Taps that follow each other faster than the phone can save: each counts, in the order in which they were made."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from typing import Any, TypeVar, cast

import pytest
from running import Office

from field_app.rules.vocabulary import FactKind
from field_app.ui import desk, ports
from field_app.ui.forms import FORMS
from field_app.ui.papers.desk import PaperDesk
from field_app.ui.state import AppState
from field_app.workday import Workday

T = TypeVar("T")


class Seat:
    """A real workday behind its own thread, as in a running phone; without exchange and without a page."""

    is_enrolled = True
    status = ports.ExchangeStatus(ports.Link.UP_TO_DATE, 0, 0)

    def __init__(self, day: Workday) -> None:
        self._day, self.thread = day, ThreadPoolExecutor(1)

    async def ask(self, question: Callable[[Workday], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self.thread, lambda: question(self._day))


@pytest.fixture
def day(tmp_path: Path) -> Iterator[Workday]:
    made = Office(tmp_path)
    yield made.phone().workday
    made.close()


def seat(day: Workday) -> AppState:
    page = SimpleNamespace(route="/", show_dialog=lambda _: None, pop_dialog=lambda: None)
    return AppState(cast(ports.Phone, Seat(day)), cast(Any, page), Seat.status, cast(ports.Camera, None), is_enrolled=True)


async def at_once(*acts: Any) -> list[Any]:
    """Begun one after another without waiting for any of them, as taps are."""
    return await asyncio.gather(*(asyncio.ensure_future(each) for each in acts))


def test_a_form_is_judged_with_the_last_tap_in_it_however_fast_the_button_followed(day: Workday) -> None:
    form = FORMS["record-signal"]
    paper = day.open_paper("record-signal", None, None, form.defaults(day.today().now))
    sheet = PaperDesk(seat(day), paper.id)

    async def taps() -> None:
        await sheet.open()
        await at_once(sheet.write(("source",), "CITIZEN"))
        sheet.type(("content",), "Buren zien zelden licht")
        await at_once(sheet.write(("reliability",), "UNKNOWN"), sheet.seal())

    asyncio.run(taps())
    assert sheet.paper
    assert sheet.paper.args["reliability"] == "UNKNOWN"
    assert sheet.was_tried
    assert (sheet.problem, sheet.missing) == (None, ()), "nothing was missing when the button was tapped"


def test_a_look_is_sealed_with_the_chip_that_was_tapped_just_before_the_button(day: Workday) -> None:
    draft = day.begin("linde").draft
    sheet = desk.Desk(seat(day), draft.id)

    async def taps() -> list[Any]:
        await sheet.open()
        sheet.type(own_position="Overzijde, op de parkeerplaats")
        chip = sheet.tell(lambda each: each.toggle_fact(draft.id, FactKind.LIGHT, "Licht aan op de begane grond"))
        return await at_once(chip, sheet.seal())

    assert asyncio.run(taps()) == [True, True]
    (entry,) = day.entries("linde", [each.id for each in day.story("linde").rows])
    assert [each.text for each in entry.facts] == ["Licht aan op de begane grond"]
    assert entry.own_position == "Overzijde, op de parkeerplaats"
