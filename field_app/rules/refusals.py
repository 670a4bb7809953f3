"""Every "no" of the rules and of the exchange, as one tree.

RondeError
├── Refused         a rule's no: a stable code and named details; Dutch text stands in `text_nl`
│   └── Malformed   what came in is not a command: where in it, and what was expected
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any


class Code(StrEnum):
    """Stable names of every refusal: never renumbered, never reused."""

    # a rule's no
    OFFICER_UNKNOWN = "officer-unknown"
    CASE_UNKNOWN = "case-unknown"
    END_BEFORE_BEGIN = "end-before-begin"
    END_IN_FUTURE = "end-in-future"
    OTHER_CASE = "other-case"
    REASON_MISSING = "reason-missing"
    FACT_MISSING = "fact-missing"
    POSITION_MISSING = "position-missing"
    OBSERVATION_UNKNOWN = "observation-unknown"
    NOT_YOUR_OBSERVATION = "not-your-observation"
    ALREADY_WITHDRAWN = "already-withdrawn"
    SHIFT_UNKNOWN = "shift-unknown"
    NOT_YOUR_SHIFT = "not-your-shift"
    SHIFT_ALREADY_STARTED = "shift-already-started"
    SHIFT_NOT_STARTED = "shift-not-started"
    SHIFT_ALREADY_ENDED = "shift-already-ended"
    NOTHING_WAITS = "nothing-waits"
    # roster and swaps
    NOT_A_PLANNER = "not-a-planner"
    ROSTER_UNKNOWN = "roster-unknown"
    ROSTER_NOT_CONCEPT = "roster-not-concept"
    ROSTER_BREAKS_RULES = "roster-breaks-rules"
    SHIFT_CHANGED = "shift-changed"
    SHIFT_CANCELLED = "shift-cancelled"
    SHIFT_ALREADY_TAKEN = "shift-already-taken"
    SHIFT_NOT_OPEN = "shift-not-open"
    SHIFT_NOT_SPLITTABLE = "shift-not-splittable"
    SHIFT_UNFIT = "shift-unfit"
    WORKING_TIME = "working-time"
    ON_LEAVE = "on-leave"
    CASE_CONFLICT = "case-conflict"
    OFFER_UNKNOWN = "offer-unknown"
    OFFER_WITHDRAWN = "offer-withdrawn"
    OFFER_EXPIRED = "offer-expired"
    OFFER_CLOSED = "offer-closed"
    OFFER_NOT_FOR_YOU = "offer-not-for-you"
    NOT_YOUR_OFFER = "not-your-offer"
    RETURN_NOT_ASKED = "return-not-asked"
    TOO_LATE_TO_SWAP = "too-late-to-swap"
    NO_APPROVAL_ASKED = "no-approval-asked"
    AVAILABILITY_UNKNOWN = "availability-unknown"
    PERIOD_INVALID = "period-invalid"
    NOTHING_TO_SEE = "nothing-to-see"
    NOTE_UNREADABLE = "note-unreadable"
    NOTE_FORGED = "note-forged"
    NOTE_PHONE_UNKNOWN = "note-phone-unknown"
    NOTE_NOT_FOR_YOU = "note-not-for-you"
    # alone in the car
    TIMER_UNKNOWN = "timer-unknown"
    TIMER_STOPPED = "timer-stopped"
    ALARM_UNKNOWN = "alarm-unknown"
    ALARM_ENDED = "alarm-ended"
    TEXT_MISSING = "text-missing"
    # casework
    NOT_YOUR_CASE = "not-your-case"
    NOT_PERMITTED = "not-permitted"
    SIGNAL_UNKNOWN = "signal-unknown"
    SIGNAL_USED = "signal-used"
    NAME_NOT_PROPOSED = "name-not-proposed"
    SUBJECT_MISSING = "subject-missing"
    PLACE_MISSING = "place-missing"
    PLACE_UNKNOWN = "place-unknown"
    CASE_CLOSED = "case-closed"
    CASE_FROZEN = "case-frozen"
    CASE_NOT_HERE = "case-not-here"
    NOMINATIONS_FULL = "nominations-full"
    LIST_FULL = "list-full"
    NOT_FIRST = "not-first"
    CASE_INCOMPLETE = "case-incomplete"
    PLAN_UNKNOWN = "plan-unknown"
    PLAN_NOT_WAITING = "plan-not-waiting"
    PLAN_WINDOW = "plan-window"
    PLAN_SLOTS = "plan-slots"
    PLAN_TOO_DENSE = "plan-too-dense"
    PLAN_MISSING = "plan-missing"
    APPROVER_IS_OWNER = "approver-is-owner"
    APPROVED_ALREADY = "approved-already"
    METER_REASON_MISSING = "meter-reason-missing"
    METER_GREEN = "meter-green"
    DECISION_UNKNOWN = "decision-unknown"
    DECISION_NOT_OPEN = "decision-not-open"
    READER_IS_OWNER = "reader-is-owner"
    ENTRY_UNKNOWN = "entry-unknown"
    GROUND_MISSING = "ground-missing"
    TIMES_WRONG = "times-wrong"
    KNOWN_FROM_REGISTER = "known-from-register"
    ITEMS_MISSING = "items-missing"
    LETTER_UNKNOWN = "letter-unknown"
    LETTER_SENT = "letter-sent"
    NOTICE_TOO_SHORT = "notice-too-short"
    CALLBACK_UNKNOWN = "callback-unknown"
    CALLBACK_CLOSED = "callback-closed"
    CALLBACK_TOO_SOON = "callback-too-soon"
    REQUEST_UNKNOWN = "request-unknown"
    NOT_DECIDED = "not-decided"
    NOT_INFORMED = "not-informed"
    INFORMED_ALREADY = "informed-already"
    DATE_INVALID = "date-invalid"
    CASE_NOT_CLOSED = "case-not-closed"
    HOLD_UNKNOWN = "hold-unknown"
    DOSSIER_HELD = "dossier-held"
    KEPT_UNTIL = "kept-until"
    SAME_PERSON = "same-person"
    NOT_ASKED = "not-asked"
    DESTROYED = "destroyed"
    LESSON_UNKNOWN = "lesson-unknown"
    ACCESS_UNKNOWN = "access-unknown"
    ACCESS_CHECKED = "access-checked"
    # the phone itself
    STORAGE_FULL = "storage-full"
    FILE_NEWER = "file-newer"
    FILE_IN_USE = "file-in-use"
    NOT_DURABLE = "not-durable"
    RECORD_DAMAGED = "record-damaged"
    # what came in is no command
    MALFORMED = "malformed"
    TEXT_TOO_LONG = "text-too-long"
    COMMAND_UNKNOWN = "command-unknown"
    # the exchange
    ENROLMENT_INVALID = "enrolment-invalid"
    DEVICE_UNKNOWN = "device-unknown"
    DEVICE_REVOKED = "device-revoked"
    SESSION_EXPIRED = "session-expired"
    NONCE_NEEDED = "nonce-needed"
    PROOF_INVALID = "proof-invalid"
    CHAIN_BROKEN = "chain-broken"
    CHAIN_FORKED = "chain-forked"
    RESTORE_UNPROVEN = "restore-unproven"
    PROTOCOL_TOO_OLD = "protocol-too-old"
    PROTOCOL_TOO_NEW = "protocol-too-new"
    NOT_FOUND = "not-found"
    METHOD_NOT_ALLOWED = "method-not-allowed"
    TOO_LARGE = "too-large"
    TOO_BUSY = "too-busy"
    SERVER_FAULT = "server-fault"


class RondeError(Exception):
    """Something that Ronde says in its own words."""


class Refused(RondeError):
    """A rule's no, to be shown with who, what, why and what next."""

    def __init__(self, code: Code, **details: Any) -> None:
        """`details` hold ids, times and field names, never personal data."""
        super().__init__(code.value)
        self.code = code
        self.details = details


class Malformed(Refused):
    """What came in cannot be read as a command: `path` says where, `expected` what should stand there."""

    def __init__(self, path: str, expected: str, code: Code = Code.MALFORMED) -> None:
        """`path` names fields, never their content."""
        super().__init__(code, path=path, expected=expected)
