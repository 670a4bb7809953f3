"""What a team minds, in points: the order is cars, wishes, hours, fairness, lone days; in a repair, changes come before wishes."""

from __future__ import annotations

from dataclasses import dataclass

from sync_server.planner.problem import Weights

#: Above this part of the contract hours become so dear that only the minimum of cars is worth them.
BEYOND_PER_CENT = 110


@dataclass(frozen=True, slots=True)
class Scale:
    """Points for each slot below the minimum of cars, below the target and above it, for a broken wish, and for what is shared."""

    minimum: int
    target: int
    extra: int
    wish: int
    evening: int
    early_morning: int
    weekend_day: int
    others: Weights


FRESH = Scale(
    minimum=10_000, target=300, extra=20, wish=40, evening=5, early_morning=4, weekend_day=8,
    others=Weights(worst_off=60, hours_under=2, hours_over=4, hours_beyond=100, lone_work=10, lone_free=6),
)  # fmt: skip

#: Cars come first as ever; then what was published stays, whatever it costs in fairness. A wish breaks a tie.
REPAIR = Scale(
    minimum=100_000, target=3_000, extra=0, wish=1, evening=0, early_morning=0, weekend_day=0, others=Weights(changed=100),
)  # fmt: skip
