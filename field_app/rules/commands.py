"""What people do, as plain frozen data: the named commands that phone and server judge alike."""

from __future__ import annotations

from dataclasses import dataclass

from field_app.rules.dossier.names import CASE_NAMES, CaseCommand
from field_app.rules.dossier.photo_commands import AllowOriginal, AskOriginal, BlurPhoto
from field_app.rules.look import Look
from field_app.rules.roster_commands import (
    AcceptSwap,
    AddShift,
    ApproveSwap,
    AskProposal,
    AssignShift,
    BringNote,
    CancelShift,
    DeclineSwap,
    MarkSeen,
    OfferSwap,
    PinStop,
    PublishRoster,
    ReportSick,
    SayAvailability,
    SplitShift,
    StopProposal,
    TakeShift,
    WithdrawAvailability,
    WithdrawSwap,
)
from field_app.rules.safety_commands import (
    AnswerAlarm,
    EndAlarm,
    ExtendTimer,
    RaiseAlarm,
    RecordIncident,
    StartTimer,
    StopTimer,
)


@dataclass(frozen=True, slots=True)
class RecordObservation:
    """Seal one look. The observation bears the id of this command."""

    look: Look


@dataclass(frozen=True, slots=True)
class CorrectObservation:
    """Put a new version beside an observation of one's own; the old one stays readable."""

    observation_id: str
    reason: str
    look: Look


@dataclass(frozen=True, slots=True)
class WithdrawObservation:
    """Say that an observation of one's own no longer counts, and why; it stays readable and stays a look."""

    observation_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class StartShift:
    """Begin the shift: the car, and that phone and battery were checked."""

    shift_id: str
    vehicle: str | None = None
    phone_checked: bool = False
    battery_percent: int | None = None


@dataclass(frozen=True, slots=True)
class NotDone:
    """A planned case that was not looked at in this shift, and why."""

    case_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class EndShift:
    """End the shift with a note for the next colleague."""

    shift_id: str
    handover_note: str = ""
    not_done: tuple[NotDone, ...] = ()


Command = (
    RecordObservation | CorrectObservation | WithdrawObservation | StartShift | EndShift
    | SayAvailability | WithdrawAvailability | ReportSick
    | OfferSwap | AcceptSwap | DeclineSwap | WithdrawSwap | ApproveSwap | TakeShift | SplitShift | MarkSeen | BringNote
    | AssignShift | AddShift | CancelShift | AskProposal | StopProposal | PublishRoster | PinStop
    | CaseCommand | BlurPhoto | AskOriginal | AllowOriginal
    | StartTimer | ExtendTimer | StopTimer | RaiseAlarm | AnswerAlarm | EndAlarm | RecordIncident
)  # fmt: skip

#: The name of each command in the exchange.
NAMES: dict[str, type[Command]] = {
    "record-observation": RecordObservation,
    "correct-observation": CorrectObservation,
    "withdraw-observation": WithdrawObservation,
    "start-shift": StartShift,
    "end-shift": EndShift,
    "say-availability": SayAvailability,
    "withdraw-availability": WithdrawAvailability,
    "report-sick": ReportSick,
    "offer-swap": OfferSwap,
    "accept-swap": AcceptSwap,
    "decline-swap": DeclineSwap,
    "withdraw-swap": WithdrawSwap,
    "approve-swap": ApproveSwap,
    "take-shift": TakeShift,
    "split-shift": SplitShift,
    "mark-seen": MarkSeen,
    "bring-note": BringNote,
    "assign-shift": AssignShift,
    "add-shift": AddShift,
    "cancel-shift": CancelShift,
    "ask-proposal": AskProposal,
    "stop-proposal": StopProposal,
    "publish-roster": PublishRoster,
    "pin-stop": PinStop,
    "start-timer": StartTimer,
    "extend-timer": ExtendTimer,
    "stop-timer": StopTimer,
    "raise-alarm": RaiseAlarm,
    "answer-alarm": AnswerAlarm,
    "end-alarm": EndAlarm,
    "record-incident": RecordIncident,
    "blur-photo": BlurPhoto,
    "ask-original": AskOriginal,
    "allow-original": AllowOriginal,
    **CASE_NAMES,
}


@dataclass(frozen=True, slots=True)
class ClockReading:
    """What the phone's clocks said: wall-clock offset to the server as last known, and time since boot.

    `monotonic_ms` counts from `boot`, an id made at each start of the app. `server_offset_ms` = server minus phone, measured
    `offset_age_s` seconds before and moved along with a clock that was set since; both absent when no server was ever reached.
    """

    monotonic_ms: int
    boot: str
    server_offset_ms: int | None = None
    offset_age_s: int | None = None
