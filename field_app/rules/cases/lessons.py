"""The rules of the case meeting's lessons: written down with a day to look back, and followed up."""

from __future__ import annotations

from dataclasses import replace

from field_app.rules.cases import permits
from field_app.rules.dossier.closing_commands import FollowUpLesson, RecordLesson
from field_app.rules.dossier.work_records import Lesson
from field_app.rules.facts import Facts
from field_app.rules.observations import Act, Outcome
from field_app.rules.refusals import Code, Refused
from field_app.rules.shift_changes import decided_at, row
from field_app.rules.vocabulary import Kind


def record(command: RecordLesson, facts: Facts, act: Act) -> Outcome:
    """A lesson, with the day on which the team looks back at it."""
    permits.actor(facts, act)
    text = permits.text(command.text, "text")
    return Outcome((row(Kind.LESSON, Lesson(act.command_id, act.officer_id, decided_at(act), text, command.follow_up_on)),))


def follow_up(command: FollowUpLesson, facts: Facts, act: Act) -> Outcome:
    """What became of it; said once."""
    permits.actor(facts, act)
    lesson = facts.record(Lesson, command.lesson_id)
    if lesson is None or lesson.followed_up_at is not None:
        raise Refused(Code.LESSON_UNKNOWN, lesson_id=command.lesson_id)
    done = replace(lesson, followed_up_at=decided_at(act), what=permits.text(command.what, "what"))
    return Outcome((row(Kind.LESSON, done),))
