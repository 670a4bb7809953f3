"""Days and minutes of a period, as they really elapse in Amsterdam, also over a clock-change night."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from field_app.rules.shift_changes import wall
from field_app.rules.vocabulary import MomentHours, local


@dataclass(frozen=True, slots=True)
class Period:
    """The days from and to which is planned, both counted."""

    begins_on: date
    ends_on: date

    @property
    def days(self) -> int:
        """How many."""
        return (self.ends_on - self.begins_on).days + 1

    def day(self, on: date) -> int:
        """The number of this day, 0 for the first; negative before it."""
        return (on - self.begins_on).days

    def on(self, day: int) -> date:
        """The day with this number."""
        return self.begins_on + timedelta(days=day)

    def has(self, on: date) -> bool:
        """Whether this day is planned."""
        return self.begins_on <= on <= self.ends_on

    def minute(self, at: datetime) -> int:
        """True minutes since the first midnight: after a clock change a day begins an hour off a whole number of 24 h."""
        return int((at - wall(self.begins_on, time())) / timedelta(minutes=1))

    def span(self, day: int, hours: MomentHours, last: MomentHours) -> tuple[int, int]:
        """Begin of the first moment and end of the last on this day."""
        on = self.on(day)
        return self.minute(wall(on, hours.begins)), self.minute(wall(on, last.ends))

    def day_of(self, at: datetime) -> int:
        """The number of the day in Amsterdam on which this falls."""
        return self.day(local(at).date())
