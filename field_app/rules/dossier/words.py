"""The words of casework: sources, means, outcomes, and what else people choose from."""

from __future__ import annotations

from enum import StrEnum


class SignalSource(StrEnum):
    """Where a signal came from."""

    CASEWORKER = "CASEWORKER"
    RESIDENT = "RESIDENT"
    CITIZEN = "CITIZEN"
    OTHER_AUTHORITY = "OTHER_AUTHORITY"
    DATA_COMPARISON = "DATA_COMPARISON"
    OTHER = "OTHER"


class Reliability(StrEnum):
    """How far a signal can be relied on, as weighed by a person."""

    CHECKED = "CHECKED"
    PLAUSIBLE = "PLAUSIBLE"
    UNKNOWN = "UNKNOWN"
    DOUBTFUL = "DOUBTFUL"


class Bond(StrEnum):
    """How somebody in the dossier is tied to it: neutral, never the nature of a relation (AVG 9)."""

    SUBJECT = "SUBJECT"
    PARTNER = "PARTNER"
    HOUSEMATE = "HOUSEMATE"
    OTHER = "OTHER"


class Mean(StrEnum):
    """The lighter means that come before observing (subsidiarity, CRVB:2013:785)."""

    REGISTERS = "REGISTERS"
    FILE = "FILE"
    CALL = "CALL"
    INVITATION = "INVITATION"
    INFORMATION_REQUEST = "INFORMATION_REQUEST"


class DecisionKind(StrEnum):
    """What the team decides about a case."""

    INVITE = "INVITE"
    HOME_VISIT = "HOME_VISIT"
    STOP_INSUFFICIENT = "STOP_INSUFFICIENT"
    NO_IRREGULARITY = "NO_IRREGULARITY"
    EXTEND = "EXTEND"
    HANDOVER_CRIMINAL = "HANDOVER_CRIMINAL"


class Answered(StrEnum):
    """Whether the research question was answered."""

    YES = "YES"
    PARTLY = "PARTLY"
    NO = "NO"


class Consent(StrEnum):
    """What the resident said at the door."""

    GIVEN = "GIVEN"
    REFUSED = "REFUSED"
    NOBODY_HOME = "NOBODY_HOME"


class Signed(StrEnum):
    """Whether a statement was signed."""

    YES = "YES"
    REFUSED = "REFUSED"
    NOT_ASKED = "NOT_ASKED"


class LetterKind(StrEnum):
    """The letters that Ronde has a plain-language template for."""

    INVITATION = "INVITATION"
    INFORMATION_REQUEST = "INFORMATION_REQUEST"
    INFORMING = "INFORMING"
    NOTICE = "NOTICE"


class Way(StrEnum):
    """How something reached the resident."""

    LETTER = "LETTER"
    BY_HAND = "BY_HAND"
    CALL = "CALL"
    TALK = "TALK"
    MAIL = "MAIL"


class Item(StrEnum):
    """What may be asked of a resident. The first five stand in registers, and are not asked (Pw 53a lid 1)."""

    ADDRESSES = "ADDRESSES"
    HOUSEHOLD = "HOUSEHOLD"
    WAGES = "WAGES"
    BENEFITS = "BENEFITS"
    INSURANCE = "INSURANCE"
    BANK_STATEMENTS = "BANK_STATEMENTS"
    RENT = "RENT"
    ENERGY = "ENERGY"
    ADMINISTRATION = "ADMINISTRATION"
    DIARY = "DIARY"
    OTHER = "OTHER"


#: What the registers already tell (polisadministratie, verzekerdenadministratie, BRP): Pw 53a lid 1.
IN_REGISTERS = frozenset({Item.ADDRESSES, Item.HOUSEHOLD, Item.WAGES, Item.BENEFITS, Item.INSURANCE})


class HoldKind(StrEnum):
    """Why a closed dossier must be kept for now."""

    OBJECTION = "OBJECTION"
    APPEAL = "APPEAL"
    COMPLAINT = "COMPLAINT"
    ACCESS_REQUEST = "ACCESS_REQUEST"


class RuledOn(StrEnum):
    """What somebody ruled on afterwards, for the learning loop."""

    OBJECTION = "OBJECTION"
    APPEAL = "APPEAL"
    COMPLAINT = "COMPLAINT"


class Ruling(StrEnum):
    """How it ended."""

    UPHELD = "UPHELD"
    PARTLY_UPHELD = "PARTLY_UPHELD"
    DISMISSED = "DISMISSED"
    WITHDRAWN = "WITHDRAWN"


class Retention(StrEnum):
    """The class of the retention schedule that a closed case falls under (selectielijst 12.1.1, 12.3, 12.2.5)."""

    CHECKED = "CHECKED"
    STOPPED = "STOPPED"
    FINED = "FINED"
