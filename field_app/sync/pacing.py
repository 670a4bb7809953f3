"""When to try the server again: soon after good news, ever later after bad, never all phones at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

#: The first wait after a failure, and the longest.
FIRST_WAIT = timedelta(seconds=2)
LONGEST_WAIT = timedelta(minutes=5)
#: With everything up to date and no hint from the server, a look all the same.
QUIET_WAIT = timedelta(minutes=2)
#: While a cry for help has not got through, no wait is longer.
URGENT_WAIT = timedelta(seconds=3)


@dataclass(frozen=True, slots=True)
class Pace:
    """How many tries failed in a row, and when the next one is due (None: as soon as something calls for it).

    `longest` is how long was meant to be waited.
    """

    failures: int = 0
    next_at: datetime | None = None
    longest: timedelta = LONGEST_WAIT

    def after_success(self, now: datetime) -> Pace:
        """Everything was exchanged."""
        return Pace(0, now + QUIET_WAIT, QUIET_WAIT)

    def after_failure(self, now: datetime, chance: float, retry_after: timedelta | None = None) -> Pace:
        """Back off: double each time, spread between half and the whole by `chance` (0..1); the server's own word goes before."""
        whole = min(FIRST_WAIT * 2 ** min(self.failures, 20), LONGEST_WAIT)
        wait = max(whole * (0.5 + chance / 2), retry_after or timedelta(0))
        return Pace(self.failures + 1, now + wait, wait)

    def wait(self, now: datetime, *, is_urgent: bool = False) -> timedelta:
        """How long until the next try is due; never longer than was meant, also when somebody set the clock back."""
        due = min(max((self.next_at or now) - now, timedelta(0)), self.longest)
        return min(due, URGENT_WAIT) if is_urgent else due
