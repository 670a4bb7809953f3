"""What stands in the dossiers of the demo's ten cases besides looks, and what waits beside the list; all of it by commands."""

from __future__ import annotations

from collections.abc import Mapping

from field_app.rules.dossier import decision_commands as d
from field_app.rules.dossier import list_commands as s
from field_app.rules.dossier import work_commands as w
from field_app.rules.dossier.case_records import Case
from field_app.rules.dossier.plan_commands import RecordMidCheck, SubmitPlan
from field_app.rules.dossier.words import Answered, Bond, DecisionKind, Item, LetterKind, Mean, Reliability, SignalSource
from field_app.rules.vocabulary import CaseTopic, Moment, Slot
from sync_server.demo.cases import SKETCHES, Sketch
from sync_server.demo.told import Storyteller

_HYPOTHESES = {
    CaseTopic.MAIN_RESIDENCE: "Betrokkene verblijft het grootste deel van de week op een ander adres.",
    CaseTopic.JOINT_HOUSEHOLD: "Een tweede volwassene verblijft het grootste deel van de week op het adres.",
    CaseTopic.UNDECLARED_WORK: "Betrokkene werkt op vaste tijden zonder dat te melden.",
}
_SIGNALS = {
    CaseTopic.MAIN_RESIDENCE: "De post van de gemeente komt terug van het opgegeven adres.",
    CaseTopic.JOINT_HOUSEHOLD: "Bij de herbeoordeling noemde betrokkene twee keer een huisgenoot.",
    CaseTopic.UNDECLARED_WORK: "Een afspraak in de ochtend lukte drie keer niet, zonder uitleg.",
}
_MEANS = (
    s.LighterMean(Mean.REGISTERS, True, "BRP en polisadministratie nagekeken: geen antwoord op de vraag."),
    s.LighterMean(Mean.CALL, True, "Twee keer gebeld en teruggebeld; de uitleg riep nieuwe vragen op."),
    s.LighterMean(Mean.INVITATION, False, "Een gesprek nu, zonder eigen feiten, geeft alleen hetzelfde antwoord."),
)
_BASIS = "Participatiewet art. 53a lid 6"


def describe(teller: Storyteller, cases: tuple[Case, ...]) -> None:
    """Every case has its signal, its people and its reasons before anybody looked."""
    for sketch, case in zip(SKETCHES, cases, strict=True):
        before = -sketch.day - 6
        signal = s.RecordSignal(
            SignalSource.CASEWORKER, teller.on(before), _SIGNALS[case.topic], Reliability.PLAUSIBLE, case_id=case.id
        )
        teller.says(sketch.owner, signal, before)
        teller.says(sketch.owner, s.AddSubject(case.id, s.Subject(f"Voorbeeld {case.code_name}")), before, 11)
        if sketch.topic is CaseTopic.JOINT_HOUSEHOLD:
            teller.says(sketch.owner, s.AddSubject(case.id, s.Subject("Voorbeeld tweede", Bond.HOUSEMATE)), before, 11)
        teller.says(sketch.owner, _description(sketch, case), before, 12)
        if sketch.day > sketch.days // 2 + 1 and not sketch.is_due:
            note = "Het beeld is nog niet rond; de vraag is met de rest van het plan te beantwoorden."
            teller.says(sketch.owner, RecordMidCheck(case.id, True, note), -sketch.day + sketch.days // 2 + 1)


def _description(sketch: Sketch, case: Case) -> s.DescribeCase:
    return s.DescribeCase(
        case.id, sketch.question, _HYPOTHESES[case.topic], sketch.counter_hypothesis, _BASIS, _MEANS,
        circumstances="Bellen kan het best na vier uur 's middags." if case.code_name in ("Linde", "Wilg") else "",
    )  # fmt: skip


def work(teller: Storyteller, cases: tuple[Case, ...], looks: Mapping[str, tuple[str, ...]]) -> None:
    """What was done besides looking, and what now waits for whom. `looks` are the ids of the looks at each case."""
    by_name = {each.code_name: each for each in cases}
    _beside_looking(teller, by_name)
    _decision_waits(teller, by_name["Acacia"], looks[by_name["Acacia"].id])
    _extension_waits(teller, by_name["Esdoorn"])
    _beside_the_list(teller)


def _beside_looking(teller: Storyteller, cases: Mapping[str, Case]) -> None:
    linde, esdoorn, wilg = cases["Linde"], cases["Esdoorn"], cases["Wilg"]
    teller.says(3, w.RecordFinding(
        linde.id, "Suwinet-Inkijk", teller.at(-5, 13), "Pw 53a lid 6, vraag over inkomsten",
        "Geen dienstverband bekend in de afgelopen zes maanden.", is_exculpatory=True,
    ), -5, 13, 20)  # fmt: skip
    teller.says(
        0, w.RecordCall(linde.id, teller.at(-4, 15), "de consulent", True, "Geen ontheffing of scholing bekend."), -4, 15, 10
    )
    ask = w.AskCallback(teller.at(-1, 15), "betrokkene", "een afspraak die al stond", linde.id)
    teller.says(0, ask, -1, 15, 5)
    handed = s.HandOver(esdoorn.id, teller.id_of(2), "Karin is met verlof", "Kijk naar de post: die stapelde zich twee keer op.")
    teller.says(2, s.HandOver(esdoorn.id, teller.id_of(4), "Els had te veel zaken", "Alles staat in het plan."), -11, 9)
    teller.says(4, handed, -3, 9)
    teller.says(1, w.AskInformation(
        wilg.id, (w.AskedItem(Item.RENT, "Om te zien wie de huur betaalt.", teller.on(-90), teller.on(-2)),), teller.on(12),
    ), -1, 11)  # fmt: skip
    teller.says(1, w.WriteLetter(
        wilg.id, LetterKind.INFORMATION_REQUEST, "Wij hebben een vraag over uw woonlasten.",
        "Wij willen weten wie de huur betaalt, en niets anders.", teller.id_of(1),
        "Beste mevrouw,\n\nWilt u ons een kopie van uw huurcontract sturen? U mag bellen als dat niet lukt.",
    ), -1, 11, 20)  # fmt: skip


def _decision_waits(teller: Storyteller, acacia: Case, looks: tuple[str, ...]) -> None:
    """The window has ended: the owner proposes, the first phone reads along."""
    teller.says(7, d.ProposeDecision(
        acacia.id, DecisionKind.INVITE, teller.id_of(0), looks[:3], looks[3:4], looks,
        "In het weekend is niet gekeken.", Answered.PARTLY,
        "Op meerdere ochtenden was betrokkene op de bouwplaats. In een gesprek kan betrokkene uitleggen waarom.",
        proportionality="Een gesprek is de lichtste volgende stap.", fine_possible=True,
    ), 0, 0, 30)  # fmt: skip


def _extension_waits(teller: Storyteller, esdoorn: Case) -> None:
    """Three more days are asked for, and the team lead has not answered yet."""
    days = [teller.on(each) for each in (4, 5, 6)]
    slots = tuple(Slot(day, Moment.EVENING) for day in days)
    teller.says(2, SubmitPlan(
        esdoorn.id, esdoorn.places[0].id, slots, days[0], days[1], days[2], 3, 30,
        "Drie avonden in de week waarin betrokkene volgens de consulent thuis zou zijn.",
        meter_reason="De eerdere avonden vielen deels in de herfstvakantie.",
    ), 0, 0, 20)  # fmt: skip


def _beside_the_list(teller: Storyteller) -> None:
    """Signals, a caseload, and two nominations that wait for a place."""
    _brought(teller, 0, "Merwede", CaseTopic.JOINT_HOUSEHOLD, is_nominated=False)
    _brought(teller, 1, "Lepelaar", CaseTopic.MAIN_RESIDENCE, is_nominated=True)
    _brought(teller, 3, "Korenbloem", CaseTopic.UNDECLARED_WORK, is_nominated=True)
    teller.says(0, s.RecordSignal(
        SignalSource.CITIZEN, teller.on(-2), "Iemand meldt dat het huis al maanden leeg zou staan.", Reliability.UNKNOWN,
        is_anonymous=True,
    ), -2, 16)  # fmt: skip


def _brought(teller: Storyteller, owner: int, name: str, topic: CaseTopic, *, is_nominated: bool) -> None:
    signal = s.RecordSignal(SignalSource.CASEWORKER, teller.on(-12), _SIGNALS[topic], Reliability.PLAUSIBLE)
    signal_id = teller.says(owner, signal, -12)
    place = s.NewPlace("opgegeven adres", f"{name}pad 7", "Engelen", "openbare weg, overzijde, ca. 25 m")
    case_id = teller.says(owner, s.OpenCase(signal_id, name, topic, (s.Subject(f"Voorbeeld {name}"),), (place,)), -11)
    if is_nominated:
        teller.says(owner, s.DescribeCase(
            case_id, "Klopt wat betrokkene opgaf?", _HYPOTHESES[topic], "Betrokkene is vaak weg.", _BASIS, _MEANS,
        ), -10)  # fmt: skip
        teller.says(owner, s.NominateCase(case_id, "De lichtere middelen zijn op en de vraag is klein."), -9 + owner)
