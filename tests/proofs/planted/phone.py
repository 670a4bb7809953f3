"""Faults that would make the phone slower as its cases fill."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from .fault import Fault

_TESTS = "tests/whole/test_growth.py::test_"
_STORY = f"{_TESTS}a_part_of_a_story_opens_only_its_own_rows_however_long_the_story_is[last]"
_SCREEN = f"{_TESTS}a_screen_opens_no_more_records_when_the_cases_fill[today]"
_CAME = f"{_TESTS}rows_that_come_in_are_opened_once_and_no_others"
_VERIFIED = f"{_TESTS}opening_the_file_verifies_every_record_once_and_so_grows_with_them"


def _whole_story() -> None:
    stories = import_module("field_app.workday.story").Stories
    real = stories.part

    def part(self: Any, case: Any, first: int, most: int) -> Any:
        found = real(self, case, 0, 10**6)
        return type(found)(found.rows[first : first + most], first, found.total)

    stories.part = part


def _nothing_in_mind() -> None:
    glances = import_module("field_app.store.glances").Glances
    real = glances.of

    def of(self: Any, case_id: str) -> Any:
        self._unopened.setdefault(case_id, set()).update(self._looks.get(case_id, {}))
        self._ordered.pop(case_id, None)
        return real(self, case_id)

    glances.of = of


def _unverified() -> None:
    casebook = import_module("field_app.store.casebook").Casebook
    real = casebook.reload

    def reload(self: Any) -> None:
        if not hasattr(self, "_seqs"):
            real(self)

    casebook.reload = reload


FAULTS = (
    Fault("whole-story", "P22", "each part of a story opens all of it", _STORY, _whole_story),
    Fault("nothing-in-mind", "P22", "each look is opened anew whenever looks are counted", _SCREEN, _nothing_in_mind),
    Fault("all-opened-again", "P22", "what comes in makes the phone open all the rest as well", _CAME, _nothing_in_mind),
    Fault("opened-unverified", "P22", "records are not verified when the phone's file is read", _VERIFIED, _unverified),
)
