"""Whether what the server says of the team's log may be believed: nothing of an answer is taken before that is sure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from field_app.rules.log import LogAlarm, LogHeld, SignedHead, Stood, extends
from field_app.rules.refusals import Code, Malformed
from field_app.rules.wire import canonical, decode, encode
from field_app.store.delivery import is_signed
from field_app.store.phone_store import Enrolment
from field_app.store.settings import Settings
from field_app.sync.client import NotWelcome

_HELD, _ALARM, _EVIDENCE = "log_head", "log_alarm", "log_evidence"


class LogBroken(NotWelcome):
    """The server's log does not hold what this phone knows of it; the two heads are the evidence."""

    def __init__(self, code: Code, told: SignedHead | None) -> None:
        """`told` None: what was told is no head at all."""
        super().__init__(code)
        self.told = told


@dataclass(frozen=True, slots=True)
class _Said:
    """What an answer says of the log: its head, and the proof (hex) that it grew from the one the phone named."""

    head: SignedHead
    path: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _At:
    """A moment in a statement."""

    at: datetime


def checked(answer: Mapping[str, Any], enrolment: Enrolment, held: SignedHead | None) -> SignedHead:
    """The head of an answer: signed for this team and epoch, and an extension of the head that was held. Raises `LogBroken`."""
    said = _genuine(answer, enrolment)
    if not extends(held, said.head, said.path):
        raise LogBroken(Code.LOG_CHANGED, said.head)
    return said.head


def checked_restore(answer: Mapping[str, Any], enrolment: Enrolment, held: SignedHead | None) -> SignedHead:
    """The head after the server was put back: it grew from the one that the signed statement names.

    A server that was put back before there were heads names none; that holds only for a phone that never held one. Raises
    `NotWelcome`.
    """
    statement = dict(answer.get("restore") or {})
    signature = statement.pop("signature", "")
    if not isinstance(signature, str) or not is_signed(enrolment.log_key, canonical(statement), signature):
        raise NotWelcome(Code.RESTORE_UNPROVEN)
    if statement.get("epoch") != answer["epoch"] or statement.get("team_id", enrolment.team_id) != enrolment.team_id:
        raise NotWelcome(Code.RESTORE_UNPROVEN)
    if held and _moment(statement) < held.at:  # of long ago, told again: it would shut out the server that is there now
        raise NotWelcome(Code.RESTORE_UNPROVEN)
    said, begins = _genuine(answer, enrolment), _begins_at(statement)
    if (begins is None and held) or not extends(begins, said.head, said.path):
        raise LogBroken(Code.LOG_CHANGED, said.head)
    return said.head


def _moment(statement: Mapping[str, Any]) -> datetime:
    """When the server was put back, by its own clock."""
    try:
        return decode(_At, {"at": statement.get("at")}).at
    except Malformed:
        raise NotWelcome(Code.RESTORE_UNPROVEN) from None


def _begins_at(statement: Mapping[str, Any]) -> Stood | None:
    try:
        return decode(Stood, statement["new"]) if "new" in statement else None
    except Malformed:
        raise NotWelcome(Code.RESTORE_UNPROVEN) from None


def _genuine(answer: Mapping[str, Any], enrolment: Enrolment) -> _Said:
    try:
        said = decode(_Said, answer.get("log"))
    except Malformed:
        raise LogBroken(Code.LOG_UNPROVEN, None) from None
    head = said.head
    is_ours = (head.team_id, head.epoch) == (enrolment.team_id, answer["epoch"])
    if not is_ours or not is_signed(enrolment.log_key, head.signed_part, head.signature):
        raise LogBroken(Code.LOG_UNPROVEN, head)
    return said


def safe(answer: Mapping[str, Any], enrolment: Enrolment) -> tuple[int, int]:
    """Up to which command and which receipt a verified backup holds this phone's work, when the server signed that; else none.

    Whoever answers in the server's place cannot make a phone let go of anything.
    """
    held = {"device_id": enrolment.device_id, "epoch": answer["epoch"], "safe_seq": answer["safe_seq"]}
    held["safe_photo"] = answer.get("safe_photo", 0)
    signature = answer.get("safe_signature")
    if not isinstance(signature, str) or not is_signed(enrolment.log_key, canonical(held), signature):
        return 0, 0
    return answer["safe_seq"], held["safe_photo"]


class LogMemory:
    """What this phone keeps of the log: the newest head, an alarm to report, and evidence that stays."""

    def __init__(self, settings: Settings) -> None:
        """Each write belongs to the transaction around it."""
        self._settings = settings

    def held(self) -> LogHeld:
        """What to tell the server."""
        return decode(LogHeld, {"head": self._settings.get(_HELD), "alarm": self._settings.get(_ALARM)})

    def keep(self, head: SignedHead, asked: LogHeld) -> None:
        """An answer was taken: its head is the newest. What the request reported has arrived, and stays here as evidence."""
        if asked.alarm:
            self._keep_evidence({"alarm": encode(asked.alarm)})
            self._settings.drop(_ALARM)
        self._settings.put(_HELD, encode(head))

    def keep_restored(self, statement: Mapping[str, Any], head: SignedHead) -> None:
        """The server was put back, and proved it: the new head counts, and what was held is evidence of what was before."""
        self._keep_evidence({"restore": statement, "held": self._settings.get(_HELD)})
        self._settings.put(_HELD, encode(head))

    def raise_alarm(self, alarm: LogAlarm) -> None:
        """Report this from now on; the first alarm stays until it has arrived."""
        if self._settings.get(_ALARM) is None:
            self._settings.put(_ALARM, encode(alarm))

    def _keep_evidence(self, more: Mapping[str, Any]) -> None:
        self._settings.put(_EVIDENCE, [*self._settings.get(_EVIDENCE, []), more])
