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
