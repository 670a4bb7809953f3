"""A dossier with everything about others planted in it that a dossier can hold, to be shown to the person it is about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from casework_people import CASE_ID, MEANS, PEOPLE, SAMIRA, Dossier
from people import LINDE, NADIA, RUBEN, TEAM, TODAY, at, look
from running import Office

from field_app.rules.dossier.decision_commands import Caution
from field_app.rules.dossier.decision_records import Talk, Visit
from field_app.rules.dossier.list_commands import Subject
from field_app.rules.dossier.words import Bond, Consent, Reliability, SignalSource
from field_app.rules.dossier.work_records import AccessRequest, Call, Callback, Signal
from field_app.rules.facts import Change
from field_app.rules.look import Contact, FactLine, Person, Vehicle
from field_app.rules.records import Observation
from field_app.rules.shift_changes import row
from field_app.rules.vocabulary import FactKind, Kind, Result
from sync_server import intake

MINE, OTHERS = "A. van Eigenaar", "Bartje Vreemd"
#: What stands in a field that is about somebody else, by the name of that field.
PLANTED = {
    "with_whom": "buurvrouw Jansen",
    "consented_by": "zoon Thijs",
    "who": "moeder Geertruida",
    "present": "zus Wilhelmina",
    "plate": "ZZ-999-Z",
    "description": "rode jas",
    "recognised_by": "loopt mank",
    "born_on": "1991-02-03",
    "dossier_number": "WI-900",
}
#: What only its own account tells of the person whom the case is about.
ACCOUNT = "Ik werk in een andere stad."
#: Everything about others that stands somewhere: in fields and in the middle of texts.
FOREIGN = (*PLANTED.values(), "Bartje", "Vreemd", "XX123Y", "GB-007-B", "Pietersen", "3 februari 1991")
#: Names of officers, which are words like any other in small letters.
OFFICERS = tuple(part for each in PEOPLE[1:6] for part in each.name.split() if part[0].isupper())
#: What is the resident's own or nobody's, and must be there.
OWN = (MINE, "Licht aan om zeven uur.", ACCOUNT, "Post komt terug.", "grijze jas", "naar de bakker", "bus van het werk", "1-mei-26")
FILE = replace(
    LINDE,
    id=CASE_ID,
    subjects=(Subject(MINE, born_on=TODAY.replace(1980, 1, 31), dossier_number="WI-1"),
              Subject(OTHERS, Bond.HOUSEMATE, TODAY.replace(1991, 2, 3), PLANTED["dossier_number"])),
    question="Verblijft betrokkene hier?", lighter_means=MEANS, signal_ids=("signal",),
)  # fmt: skip
SEEN = Observation(
    "seen", NADIA.id,
    look(case_id=CASE_ID, result=Result.SEEN, facts=(
        FactLine(at("06:12"), FactKind.LIGHT, "Licht aan om zeven uur. Kalender zegt 1-mei-26."),
        FactLine(at("06:13"), FactKind.PERSON, "bartje vreemd komt naar buiten, Pietersen zwaait, man loopt naar de bakker."),
        FactLine(at("06:13"), FactKind.VEHICLE, "De bus van het werk, kenteken XX123Y, stopt naast gb-007-b."),
    ), persons=(Person("betrokkene", "grijze jas"), Person("man A", PLANTED["description"], PLANTED["recognised_by"])),
        vehicles=(Vehicle("grijze auto", PLANTED["plate"]), Vehicle("bus", "XX-123-Y")),
        contact=Contact(PLANTED["with_whom"], True, "Goedemorgen.")),
    at("06:15"),
)  # fmt: skip
RECORDS: tuple[tuple[Kind, Any], ...] = (
    (Kind.CASE, FILE),
    (Kind.OBSERVATION, SEEN),
    (Kind.SIGNAL, Signal("signal", SignalSource.CITIZEN, TODAY, "Post komt terug.", Reliability.UNKNOWN, NADIA.id, at("05:00"),
                         True, CASE_ID)),
    (Kind.CALL, Call("call", CASE_ID, RUBEN.id, at("06:00"), PLANTED["with_whom"], True, "Vraagt naar Karin Bos.")),
    (Kind.CALLBACK, Callback("callback", at("06:30"), at("08:00"), PLANTED["who"], "De post", RUBEN.id, CASE_ID)),
    (Kind.TALK, Talk("talk", CASE_ID, "d", RUBEN.id, at("08:00"), at("07:00"), at("07:30"), True, present=PLANTED["present"],
                     caution=Caution(at("07:01"), "U hoeft niet te antwoorden."), account=ACCOUNT)),
    (Kind.VISIT, Visit("visit", CASE_ID, "d", NADIA.id, at("08:00"), at("07:00"), at("07:30"), "grond", Consent.GIVEN,
                       consented_by=PLANTED["consented_by"])),
)  # fmt: skip
#: Asked by Nadia, checked by the jurist, who named one more word.
REQUEST = AccessRequest(
    "request", " wi-1", TODAY, TODAY, NADIA.id, checked_by=SAMIRA.id, checked_at=at("07:00"), is_good=True, masks=("Pietersen",)
)


def keep(office: Office, *changes: Change) -> None:
    """Rows appear on the server."""
    office.at_desk(lambda store: intake.put_rows(store, TEAM.id, changes))


def keep_dossier(office: Office, records: Iterable[tuple[Kind, Any]] = RECORDS) -> None:
    """The dossier and its people are on the server."""
    keep(office, *(row(Kind.OFFICER, each) for each in PEOPLE[1:]), *(row(kind, each) for kind, each in records))


def keep_all_of(office: Office, of: Dossier) -> None:
    """Everything in a dossier that commands made is on the server."""
    keep(office, *(Change(kind, row_id, body) for kind in Kind for row_id, body in of.rows.all_of(kind).items()))


def leaks(text: str) -> set[str]:
    """What of others stands in this text, however its lines are broken."""
    plain = "".join(text.split())
    others = {each for each in FOREIGN if "".join(each.lower().split()) in plain.lower()}
    return others | {each for each in OFFICERS if each in plain}


def missing(text: str) -> list[str]:
    """What of the resident's own does not stand in this text."""
    plain = "".join(text.split())
    return [each for each in OWN if "".join(each.split()) not in plain]
