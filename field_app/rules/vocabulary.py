"""The field's own terms: moments, results, roles, kinds of rows and the flags an observation can carry."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

#: Calendar days and wall-clock times are those of the municipality.
AMSTERDAM = ZoneInfo("Europe/Amsterdam")


class Kind(StrEnum):
    """The kinds of rows that phone and server hold in common."""

    TEAM = "team"
    OFFICER = "officer"
    CASE = "case"
    PLAN = "plan"
    SHIFT = "shift"
    OBSERVATION = "observation"
    ROSTER = "roster"
    AVAILABILITY = "availability"
    OFFER = "offer"
    DEVICE = "device"
    TIMER = "timer"
    ALARM = "alarm"
    INCIDENT = "incident"
    SIGNAL = "signal"
    DECISION = "decision"
    VISIT = "visit"
    TALK = "talk"
    REMARK = "remark"
    FINDING = "finding"
    FOLLOWING = "following"
    LETTER = "letter"
    CALL = "call"
    CALLBACK = "callback"
    REQUEST = "request"
    LESSON = "lesson"
    ACCESS = "access"
    ARCHIVE = "archive"
    FOOTPRINT = "footprint"
    BLUR = "blur"
    ORIGINAL = "original"


class Role(StrEnum):
    """What somebody in the team does. Administrators and auditors see no content."""

    OFFICER = "OFFICER"
    TEAM_LEAD = "TEAM_LEAD"
    PLANNER = "PLANNER"
    SECOND_READER = "SECOND_READER"
    ADMIN = "ADMIN"
    AUDITOR = "AUDITOR"


class CaseTopic(StrEnum):
    """What a case is about."""

    MAIN_RESIDENCE = "MAIN_RESIDENCE"
    JOINT_HOUSEHOLD = "JOINT_HOUSEHOLD"
    UNDECLARED_WORK = "UNDECLARED_WORK"


class CaseStatus(StrEnum):
    """Where a case stands: in somebody's caseload, brought to the list, on it, and closed.

    `LISTED` has a place and no approved plan yet; `DECISION_DUE` says that people chose to decide now, before the window ends.
    """

    CASELOAD = "CASELOAD"
    NOMINATED = "NOMINATED"
    LISTED = "LISTED"
    OBSERVING = "OBSERVING"
    DECISION_DUE = "DECISION_DUE"
    DECIDED = "DECIDED"
    CLOSED = "CLOSED"


class Moment(StrEnum):
    """The four parts of the day in which a team looks."""

    EARLY_MORNING = "EARLY_MORNING"
    LATE_MORNING = "LATE_MORNING"
    AFTERNOON = "AFTERNOON"
    EVENING = "EVENING"


class Sightline(StrEnum):
    """How free the view of the observed place was."""

    FREE = "FREE"
    PARTLY = "PARTLY"
    LIMITED = "LIMITED"


class Light(StrEnum):
    """The light in which was looked."""

    DAYLIGHT = "DAYLIGHT"
    TWILIGHT = "TWILIGHT"
    DARK = "DARK"


class Result(StrEnum):
    """What one look gave: all three are complete entries."""

    SEEN = "SEEN"
    NOTHING_SEEN = "NOTHING_SEEN"
    UNABLE = "UNABLE"


class UnableReason(StrEnum):
    """Why an officer who was there could not look."""

    ROAD_CLOSED = "ROAD_CLOSED"
    VIEW_BLOCKED = "VIEW_BLOCKED"
    NO_SAFE_SPOT = "NO_SAFE_SPOT"
    NOTICED = "NOTICED"
    CALLED_AWAY = "CALLED_AWAY"
    OTHER = "OTHER"


class FactKind(StrEnum):
    """What a fact line is about."""

    PERSON = "PERSON"
    VEHICLE = "VEHICLE"
    LIGHT = "LIGHT"
    CURTAIN = "CURTAIN"
    MAIL_BINS = "MAIL_BINS"
    SOUND = "SOUND"
    ACTIVITY = "ACTIVITY"
    WORK = "WORK"


class Certainty(StrEnum):
    """How the observer knows a fact."""

    SEEN_MYSELF = "SEEN_MYSELF"
    RECOGNISED_FROM_PHOTO = "RECOGNISED_FROM_PHOTO"
    NOT_SURE = "NOT_SURE"


class Vantage(StrEnum):
    """From where the officer looked."""

    IN_VEHICLE = "IN_VEHICLE"
    ON_FOOT = "ON_FOOT"


class ShiftStatus(StrEnum):
    """How far a shift is. A concept binds nobody; a cancelled one stays readable."""

    CONCEPT = "CONCEPT"
    PUBLISHED = "PUBLISHED"
    STARTED = "STARTED"
    ENDED = "ENDED"
    CANCELLED = "CANCELLED"


class Flag(StrEnum):
    """Why the team lead should look at an observation that is kept all the same."""

    NO_APPROVED_PLAN = "no-approved-plan"
    OUTSIDE_WINDOW = "outside-window"
    UNPLANNED_MOMENT = "unplanned-moment"
    OVER_BUDGET = "over-budget"
    OVER_DAY_BUDGET = "over-day-budget"
    LONG_LOOK = "long-look"
    NOT_ON_DUTY = "not-on-duty"
    CASE_CLOSED = "case-closed"
    PLACE_NOT_IN_PLAN = "place-not-in-plan"
    LATE_ENTRY = "late-entry"
    CLOCK_SKEW = "clock-skew"
    NOT_PUBLIC = "not-public-place"
    CORRECTED_TWICE = "corrected-twice"
    RECORD_LOST = "record-lost"
    AFTER_DECISION = "after-decision"
    FOLLOWING_NOT_APPROVED = "following-not-approved"
    IDENTIFIED_LATE = "identified-late"
    ENTERED_WITHOUT_CONSENT = "entered-without-consent"
    CONSENT_UNINFORMED = "consent-uninformed"
    CAUTION_MISSING = "caution-missing"
    GROUND_LATER_THAN_VISIT = "ground-later-than-visit"
    NOTICE_SHORT = "notice-short"
    PHOTO_NOT_IN_PLAN = "photo-not-in-plan"
    PHOTOS_OVER_PLAN = "photos-over-plan"


@dataclass(frozen=True, slots=True)
class Slot:
    """One moment on one calendar day."""

    on: date
    moment: Moment


@dataclass(frozen=True, slots=True)
class MomentHours:
    """When a moment begins and ends on the wall clock in Amsterdam."""

    moment: Moment
    begins: time
    ends: time


#: The team may set other hours; these are the defaults of the working method.
DEFAULT_HOURS = (
    MomentHours(Moment.EARLY_MORNING, time(5), time(9)),
    MomentHours(Moment.LATE_MORNING, time(9), time(13)),
    MomentHours(Moment.AFTERNOON, time(13), time(17)),
    MomentHours(Moment.EVENING, time(18), time(23)),
)


def local(at: datetime) -> datetime:
    """The same moment on the wall clock in Amsterdam."""
    return at.astimezone(AMSTERDAM)


def falls_in(slot: Slot, at: datetime, margin_minutes: int, hours: tuple[MomentHours, ...] = DEFAULT_HOURS) -> bool:
    """Whether `at` (aware) lies in a slot on the wall clock in Amsterdam, give or take some minutes of the same day."""
    wall = local(at)
    minute = wall.hour * 60 + wall.minute
    for each in hours:
        if each.moment is slot.moment:
            begins, ends = (edge.hour * 60 + edge.minute for edge in (each.begins, each.ends))
            return wall.date() == slot.on and begins - margin_minutes <= minute <= ends + margin_minutes
    return False


def slot_of(at: datetime, hours: tuple[MomentHours, ...] = DEFAULT_HOURS) -> Slot | None:
    """The day and moment in which `at` (aware) falls; None between moments."""
    wall = local(at)
    for each in hours:
        if each.begins <= wall.time() < each.ends:
            return Slot(wall.date(), each.moment)
    return None
