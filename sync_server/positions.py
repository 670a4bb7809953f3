"""Where officers are whose timer or alarm runs: in memory only, told to the own team during an alarm, and soon forgotten."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from field_app.rules.facts import Facts
from field_app.rules.position import FORGOTTEN_AFTER, Position, Whereabouts
from field_app.rules.safety import may_hold_position, may_share_position


@dataclass(frozen=True, slots=True)
class _Held:
    position: Position
    received_at: datetime


class Positions:
    """The last known place of each officer. Used on the desk's thread; nothing of it is ever written down."""

    def __init__(self) -> None:
        """Nothing is known."""
        self._held: dict[tuple[str, str], _Held] = {}

    def take(self, team_id: str, officer_id: str, position: Position | None, facts: Facts, now: datetime) -> bool:
        """Remember where an officer is, if that may be; answers whether colleagues have something new to know."""
        before = self._held.get((team_id, officer_id))
        if position is None or (before and before.position.at >= position.at):
            return False
        if not may_hold_position(facts, officer_id):
            return False
        self._held[team_id, officer_id] = _Held(position, now)
        return may_share_position(facts, officer_id)

    def shared(self, team_id: str, reader_id: str, facts: Facts) -> list[Whereabouts]:
        """What this reader may know: colleagues of the same team with an open alarm."""
        others = [key for key in self._held if key[0] == team_id and key[1] != reader_id]
        return [Whereabouts(who, self._held[team, who].position) for team, who in others if may_share_position(facts, who)]

    def forget(self, facts_of: Callable[[str], Facts], now: datetime) -> None:
        """Drop what is old, and whoever's timer and alarm are over."""
        for team_id, officer_id in list(self._held):
            old = now - self._held[team_id, officer_id].received_at >= FORGOTTEN_AFTER
            if old or not may_hold_position(facts_of(team_id), officer_id):
                del self._held[team_id, officer_id]

    @property
    def count(self) -> int:
        """How many officers' places are held."""
        return len(self._held)
