"""The looks of each case in memory: counted and put in order without opening a record again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from field_app.rules.facts import Tally, case_of, minutes_of
from field_app.rules.glance import Glance, glance, in_time
from field_app.rules.vocabulary import Kind, local

Key = tuple[str, str]


class Glances:
    """What the confirmed rows say of looking, by case. A row that came in since is opened once, when its case is asked for."""

    def __init__(self, opened: Callable[[Kind, str], Mapping[str, Any] | None]) -> None:
        """`opened` gives the body of one row, None when there is none any more or when it is damaged."""
        self._opened = opened
        self._cases: dict[Key, str] = {}
        self._looks: dict[str, dict[Key, Glance]] = {}
        self._unopened: dict[str, set[Key]] = {}
        self._ordered: dict[str, list[Glance]] = {}
        self._tallies: dict[str, Tally] = {}

    def know(self, key: Key, body: Mapping[str, Any]) -> None:
        """A row that was opened just now."""
        case_id, found = case_of(Kind(key[0]), key[1], body), glance(key[1], body)
        if found and case_id:
            self._cases[key] = case_id
            self._looks.setdefault(case_id, {})[key] = found
            self._changed(case_id)

    def await_(self, key: Key, case_id: str) -> None:
        """A row that came in, to be opened when its case is asked for."""
        self._cases[key] = case_id
        self._unopened.setdefault(case_id, set()).add(key)
        self._changed(case_id)

    def forget(self, key: Key) -> None:
        """A row is gone, or another version of it comes."""
        case_id = self._cases.pop(key, None)
        if case_id is not None:
            self._looks.get(case_id, {}).pop(key, None)
            self._unopened.get(case_id, set()).discard(key)
            self._changed(case_id)

    def _changed(self, case_id: str) -> None:
        self._ordered.pop(case_id, None)
        self._tallies.pop(case_id, None)

    def of(self, case_id: str) -> list[Glance]:
        """Every look at a case and every new version of one, oldest first. Not to be changed by the caller."""
        if case_id not in self._ordered:
            looks = self._looks.setdefault(case_id, {})
            for key in self._unopened.pop(case_id, ()):
                body = self._opened(Kind(key[0]), key[1])
                found = glance(key[1], body) if body else None
                if found:
                    looks[key] = found
            self._ordered[case_id] = sorted(looks.values(), key=in_time)
        return self._ordered[case_id]

    def tally(self, case_id: str) -> Tally:
        """The looks at a case, as a tally of the caller's own."""
        if case_id not in self._tallies:
            self._tallies[case_id] = tally = Tally()
            for each in self.of(case_id):
                if each.looked:
                    tally.add(local(each.began_at).date(), minutes_of(each.looked.ended_at - each.began_at))
        kept = self._tallies[case_id]
        return Tally(kept.looks, kept.minutes, dict(kept.by_day))
