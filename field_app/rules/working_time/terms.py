"""The words of the rules of working time: a duty, what a team asks beside the law, and a breach."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

_HOUR = 60


class Rule(StrEnum):
    """What can be broken."""

    OVERLAP = "overlap"
    DAILY_REST = "daily-rest"
    WEEKLY_REST = "weekly-rest"
    SHIFT_LENGTH = "shift-length"
    WEEK_HOURS = "week-hours"
    AVERAGE_HOURS = "average-hours"
    NIGHT_SHIFT = "night-shift"
    BREAK = "break"
    FREE_SUNDAYS = "free-sundays"
    MOMENTS_A_DAY = "moments-a-day"
    LATE_THEN_EARLY = "late-then-early"
    NOTICE = "notice"


class Unit(StrEnum):
    """What `found` and `needed` of a breach are counted in."""

    MINUTES = "MINUTES"
    DAYS = "DAYS"
    COUNT = "COUNT"


@dataclass(frozen=True, slots=True)
class Duty:
    """Hours in which an officer works, as planned or as really worked; both moments are aware."""

    officer_id: str
    begins_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class WorkingTime:
    """What a team asks of a roster: by default the law's figures (Arbeidstijdenwet, 18 and older) and one rule of the house.

    A team may ask more; less only where the law leaves that to a collective agreement.

    Names ending in `_minutes` are minutes, in `_days` days, in `_from` and `_until` minutes after midnight in Amsterdam. A house
    rule is off at zero.
    """

    #: Work before and after a shorter gap past midnight is one piece of work with a break in it; from here on it is a night's rest.
    night_gap_minutes: int = 2 * _HOUR
    #: Gaps from here on part two pieces of work on one day too: no shorter rest is one in law (ATW 1:7, 5:3).
    parting_minutes: int = 8 * _HOUR

    daily_rest_minutes: int = 11 * _HOUR
    #: The rest that may be had instead, once in `short_rest_days` (ATW 5:3).
    short_rest_minutes: int = 8 * _HOUR
    short_rest_days: int = 7

    weekly_rest_minutes: int = 36 * _HOUR
    weekly_rest_days: int = 7
    #: Or so much in `split_rest_days`, in parts of at least `split_part_minutes` (ATW 5:5). Zero: this way is closed.
    split_rest_minutes: int = 72 * _HOUR
    split_part_minutes: int = 32 * _HOUR
    split_rest_days: int = 14
    #: From when 7 x 24 h are counted: the first duty after a weekly rest or, stricter, any moment at all. A jurist decides.
    weekly_rest_from_any_moment: bool = False

    shift_minutes: int = 12 * _HOUR
    week_minutes: int = 60 * _HOUR
    average_4_weeks_minutes: int = 55 * _HOUR
    average_16_weeks_minutes: int = 48 * _HOUR

    night_shift_minutes: int = 10 * _HOUR
    #: Whether a roster may use the exception of longer night shifts: `long_night_minutes`, with so much rest and so often at most.
    allows_long_nights: bool = False
    long_night_minutes: int = 12 * _HOUR
    long_night_rest_minutes: int = 12 * _HOUR
    long_nights_14_days: int = 5
    long_nights_52_weeks: int = 22
    night_rest_minutes: int = 14 * _HOUR
    night_series_rest_minutes: int = 46 * _HOUR
    night_series: int = 7
    nights_16_weeks: int = 36
    #: From so many night shifts in 16 weeks the average is `night_average_minutes` a week.
    nights_for_average: int = 16
    night_average_minutes: int = 40 * _HOUR

    #: Breaks above 5.5 and above 10 hours of work, in parts of at least a quarter of an hour (ATW 5:4).
    break_minutes: int = 30
    long_break_minutes: int = 45
    #: Whether duties leave out every break, so that no gap means no break. A planned roster does not say when people pause.
    breaks_are_recorded: bool = False

    free_sundays_52_weeks: int = 13

    notice_days: int = 28
    #: When the work itself prevents that: rest days `notice_days` ahead, the hours so many days ahead (ATW 4:2).
    hours_notice_days: int = 4
    hours_follow_later: bool = False

    #: House rule: whoever works until `late_from` or later does not begin before `early_until` the next day.
    late_from: int = 22 * _HOUR
    early_until: int = 9 * _HOUR
    #: House rule: at most so many of the day's moments. Zero by default: shifts are judged by their slots, hours alone are not.
    moments_a_day: int = 0


@dataclass(frozen=True, slots=True)
class Breach:
    """A rule that is broken: whose, where, and by how much.

    `at` is where to look (Amsterdam, offset written out): the duty that comes too soon, or where the counting begins. `other` is
    the far end: the end of the duty before, or of the counting. `term` is the setting in `WorkingTime` that is broken. `article`
    says `team` for a rule of the house. An average is the average a week, rounded up.
    """

    rule: Rule
    article: str
    officer_id: str
    at: datetime
    found: int
    needed: int
    unit: Unit
    other: datetime | None = None
    term: str = ""
