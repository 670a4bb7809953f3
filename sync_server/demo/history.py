"""The demo's past: cases that were closed in the last half year, each from signal to closing, so that the meeting has figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from field_app.rules.commands import RecordObservation
from field_app.rules.dossier import closing_commands as c
from field_app.rules.dossier import decision_commands as d
from field_app.rules.dossier import list_commands as s
from field_app.rules.dossier.plan_commands import ApprovePlan, RecordMidCheck, SubmitPlan
from field_app.rules.dossier.words import (
    Answered,
    DecisionKind,
    HoldKind,
    Mean,
    Reliability,
    Retention,
    RuledOn,
    Ruling,
    SignalSource,
    Way,
)
from field_app.rules.look import FactLine, Look
from field_app.rules.vocabulary import CaseTopic, FactKind, Light, Moment, Result, Sightline, Slot
from sync_server.demo.told import Storyteller

_LEAD = -1


@dataclass(frozen=True, slots=True)
class Past:
    """One closed case in outline: when it began (days from today), whose it was, what it gave, and what was special about it."""

    code_name: str
    topic: CaseTopic
    began: int
    owner: int
    reader: int
    kind: DecisionKind
    seen: int
    informed_after: int = 3
    is_dissented: bool = False
    ruling: Ruling | None = None
    is_held: bool = False
    asks_destruction: bool = False


RESIDENCE, HOUSEHOLD, WORK = CaseTopic.MAIN_RESIDENCE, CaseTopic.JOINT_HOUSEHOLD, CaseTopic.UNDECLARED_WORK
PASTS = (
    Past("Buizerd", RESIDENCE, -172, 0, 3, DecisionKind.NO_IRREGULARITY, 5, asks_destruction=True),
    Past("Kievit", WORK, -160, 1, 4, DecisionKind.INVITE, 4, ruling=Ruling.UPHELD, is_held=True),
    Past("Reiger", HOUSEHOLD, -148, 2, 5, DecisionKind.STOP_INSUFFICIENT, 1),
    Past("Wulp", RESIDENCE, -131, 3, 6, DecisionKind.HOME_VISIT, 4),
    Past("Grutto", WORK, -118, 4, 7, DecisionKind.NO_IRREGULARITY, 1, informed_after=34),
    Past("Havik", RESIDENCE, -104, 5, 0, DecisionKind.INVITE, 5, ruling=Ruling.DISMISSED),
    Past("Sperwer", HOUSEHOLD, -90, 6, 1, DecisionKind.NO_IRREGULARITY, 2),
    Past("Tureluur", WORK, -77, 7, 2, DecisionKind.INVITE, 3, is_dissented=True),
    Past("Fuut", RESIDENCE, -63, 0, 5, DecisionKind.STOP_INSUFFICIENT, 1),
    Past("Plevier", HOUSEHOLD, -50, 1, 6, DecisionKind.INVITE, 4),
    Past("Kneu", WORK, -38, 2, 7, DecisionKind.NO_IRREGULARITY, 2),
    Past("Ooievaar", RESIDENCE, -27, 3, 0, DecisionKind.INVITE, 5),
)
_LOOKS, _DAYS = 6, 11
_EXPLANATION = {
    DecisionKind.INVITE: "Op meer avonden dan niet zagen wij iets dat bij de vraag hoort. U kunt dat in een gesprek toelichten.",
    DecisionKind.HOME_VISIT: "Wij hebben vragen over uw woning. Wij leggen bij de deur uit waarom, en u mag weigeren.",
    DecisionKind.NO_IRREGULARITY: "Wat wij zagen past bij wat u opgaf. Er verandert niets aan uw uitkering.",
    DecisionKind.STOP_INSUFFICIENT: "Wij zagen te weinig om iets te kunnen zeggen. Wij stoppen, en er verandert niets.",
}


def tell(teller: Storyteller) -> None:
    """Give the past to the server, oldest first."""
    for past in PASTS:
        case_id = _brought(teller, past)
        entries = _watched(teller, past, case_id)
        _decided(teller, past, case_id, entries)
        _closed(teller, past, case_id)
    teller.says(4, c.RecordLesson("Eerst bellen, dan pas kijken: bij Grutto was bellen genoeg.", teller.on(20)), -30)
    lesson = teller.says(_LEAD, c.RecordLesson("De brief na afloop binnen twee weken versturen.", teller.on(-5)), -62)
    teller.says(_LEAD, c.FollowUpLesson(lesson, "De brief staat nu klaar zodra het besluit vaststaat."), -4)


def _brought(teller: Storyteller, past: Past) -> str:
    """From signal to a place on the list."""
    owner, began = past.owner, past.began
    signal = teller.says(owner, s.RecordSignal(
        SignalSource.CASEWORKER, teller.on(began - 9), "Post komt terug van het opgegeven adres.", Reliability.PLAUSIBLE,
    ), began - 8)  # fmt: skip
    subject = s.Subject(f"Voorbeeld {past.code_name}", dossier_number=f"OUD-{past.code_name}")
    place = s.NewPlace("opgegeven adres", f"{past.code_name}hof 1", "Noord", "openbare weg, overzijde, ca. 30 m")
    case_id = teller.says(owner, s.OpenCase(signal, past.code_name, past.topic, (subject,), (place,)), began - 7)
    teller.says(owner, s.DescribeCase(
        case_id, "Klopt wat betrokkene over wonen of werken opgaf?", "Betrokkene woont of werkt anders dan opgegeven.",
        "Betrokkene is vaak weg om een andere reden.", "Participatiewet art. 53a lid 6",
        (s.LighterMean(Mean.CALL, True, "Twee keer gebeld."), s.LighterMean(Mean.REGISTERS, True, "BRP: geen wijziging.")),
    ), began - 6)  # fmt: skip
    teller.says(owner, s.NominateCase(case_id, "Lichtere middelen zijn op."), began - 5)
    teller.says(owner, s.TakePlace(case_id), began - 2)
    return case_id


def _watched(teller: Storyteller, past: Past, case_id: str) -> tuple[str, ...]:
    """The plan, its approval, and the few looks."""
    days = [past.began + 2 * number - (number == _LOOKS - 1) for number in range(_LOOKS)]
    slots = tuple(Slot(teller.on(day), Moment.EVENING) for day in days)
    plan = teller.says(past.owner, SubmitPlan(
        case_id, f"{case_id}-p1", slots, teller.on(past.began), teller.on(past.began + 5), teller.on(past.began + _DAYS - 1),
        _LOOKS + 2, 60, "Zes avonden beantwoorden de vraag.",
    ), past.began - 2, 11)  # fmt: skip
    teller.says(_LEAD, ApprovePlan(plan, "Akkoord, weinig en gericht."), past.began - 1)
    teller.says(past.owner, RecordMidCheck(case_id, True, "Nog geen duidelijk beeld."), past.began + 5, 12)
    return tuple(_look(teller, past, case_id, number, day) for number, day in enumerate(days))


def _look(teller: Storyteller, past: Past, case_id: str, number: int, day: int) -> str:
    began, is_seen = teller.at(day, 19, 10 + number), number < past.seen
    fact = FactLine(began + timedelta(minutes=1), FactKind.LIGHT, "Geen licht zichtbaar aan de straatzijde.")
    look = Look(
        case_id, began, began + timedelta(minutes=4), f"{case_id}-p1", "openbare weg, overzijde, ca. 30 m", True, Sightline.FREE,
        Light.DARK, Result.SEEN if is_seen else Result.NOTHING_SEEN, not is_seen, slot=Slot(teller.on(day), Moment.EVENING),
        facts=(fact,) if is_seen else (), late_reason="Na de dienst opgeschreven." if number == 0 and past.owner == 0 else None,
    )  # fmt: skip
    hour = 20 if look.late_reason else 19
    return teller.says((past.owner + number) % 8, RecordObservation(look), day, hour, 30 if look.late_reason else 15 + number)


def _decided(teller: Storyteller, past: Past, case_id: str, entries: tuple[str, ...]) -> None:
    """The decision with its second reader, and the team lead where they did not agree."""
    day, visits = past.began + _DAYS, past.kind is DecisionKind.HOME_VISIT
    decision = teller.says(past.owner, d.ProposeDecision(
        case_id, past.kind, teller.id_of(past.reader), entries[: past.seen], entries[past.seen :], entries,
        "In het weekend is weinig gekeken.", Answered.NO if past.kind is DecisionKind.STOP_INSUFFICIENT else Answered.YES,
        _EXPLANATION[past.kind], ground="Vier avonden zonder licht, met tijd genoteerd." if visits else "",
        proportionality="Een bezoek kost de inwoner minder dan langer kijken." if visits else "",
    ), day, 9)  # fmt: skip
    teller.says(past.reader, d.ReadDecision(
        decision, not past.is_dissented, "De feiten dragen dit besluit." if not past.is_dissented else "Ik mis het weekend.",
    ), day, 11)  # fmt: skip
    if past.is_dissented:
        settled = d.SettleDecision(decision, True, "Een gesprek is de lichtste stap; het weekend komt daar aan de orde.")
        teller.says(_LEAD, settled, day, 14)


def _closed(teller: Storyteller, past: Past, case_id: str) -> None:
    """Informed, closed, and what came of it later."""
    informed, closed = past.began + _DAYS + past.informed_after, past.began + _DAYS + past.informed_after + 1
    if past.informed_after > 20:  # noqa: PLR2004  # longer than the usual weeks
        postponed = c.PostponeInforming(case_id, teller.on(informed + 2), "Betrokkene was in het buitenland.")
        teller.says(past.owner, postponed, closed - 10)
    teller.says(past.owner, c.InformResident(case_id, Way.LETTER, teller.on(informed), "Brief met uitleg verstuurd."), informed, 15)
    stopped = past.kind is DecisionKind.STOP_INSUFFICIENT
    teller.says(past.owner, c.CloseCase(case_id, Retention.STOPPED if stopped else Retention.CHECKED), closed, 9)
    if past.is_held:
        hold = teller.says(_LEAD, c.PlaceHold(case_id, HoldKind.OBJECTION, "Bezwaar ontvangen."), closed + 30)
        teller.says(_LEAD, c.LiftHold(case_id, hold, "Op het bezwaar is beslist."), closed + 80)
    if past.ruling:
        ruling = c.RecordRuling(case_id, RuledOn.OBJECTION, past.ruling, teller.on(closed + 60), "Eerder bellen.")
        teller.says(_LEAD, ruling, closed + 60)
    if past.asks_destruction:
        teller.says(_LEAD, c.AskDestruction(case_id, "De wachttijd na het informeren is voorbij."), -2)
