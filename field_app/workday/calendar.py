"""One's own shifts as an iCalendar file (RFC 5545) without anything about cases."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from icalendar import Calendar, Event

from field_app.rules.records import Shift
from field_app.workday import text_nl


def written(shifts: Iterable[Shift], now: datetime) -> bytes:
    """A calendar of these shifts. A later export of the same shift replaces the earlier one (UID and SEQUENCE)."""
    calendar = Calendar()
    calendar.add("prodid", "-//Ronde//Ronde//NL")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", text_nl.CALENDAR)
    for shift in shifts:
        calendar.add_component(_event(shift, now))
    text: bytes = calendar.to_ical()
    return text


def _event(shift: Shift, now: datetime) -> Event:
    event = Event()
    event.add("uid", f"{shift.id}@ronde")
    event.add("sequence", shift.version)
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", shift.begins_at.astimezone(UTC))
    event.add("dtend", shift.ends_at.astimezone(UTC))
    event.add("summary", text_nl.SHIFT)
    event.add("class", "PRIVATE")
    return event
