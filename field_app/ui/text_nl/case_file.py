"""Dutch of what stands in a dossier besides looks: what is next, the meter in words, plans, decisions and all other work."""

from __future__ import annotations

from field_app.rules.cases.duties import Duty, DutyKind
from field_app.rules.cases.looking import NoLook
from field_app.rules.dossier.case_records import Case, MeterReason, MidCheck, Nomination, OwnerChange
from field_app.rules.dossier.decision_records import Decision, Opinion
from field_app.rules.dossier.list_commands import LighterMean
from field_app.rules.dossier.plan_records import Approval, Plan
from field_app.rules.dossier.words import Answered
from field_app.rules.dossier.work_records import Signal
from field_app.rules.meter.records import Level, Measure
from field_app.rules.vocabulary import local
from field_app.ui.text_nl import casework, words

NEXT = "Wat nu aan de orde is"
NEXT_NONE = "Voor u staat hier nu niets open."
FOR_OTHERS = "Wacht op een collega"
MORE_SHOW, MORE_HIDE = "Meer doen", "Minder tonen"
#: Why looking is not offered now, and what is needed.
NO_LOOK = {
    NoLook.NOT_LISTED: "Deze zaak staat nog niet op de lijst. Er wordt pas gekeken na een goedgekeurd plan.",
    NoLook.NO_PLAN: "Er is geen goedgekeurd plan. De zaakeigenaar dient een plan in en de teamleider keurt het goed.",
    NoLook.PLAN_WAITS: "Het plan wacht op akkoord. Er wordt gekeken zodra het is goedgekeurd.",
    NoLook.NOT_BEGUN: "Het plan is goedgekeurd en begint later. Voor die dag wordt niet gekeken.",
    NoLook.PLAN_ENDED: "De termijn van het plan is voorbij. Nu is een besluit nodig; langer kijken vraagt een nieuw plan.",
    NoLook.DECIDING: "Het besluit is aan de orde. Er wordt niet meer gekeken.",
    NoLook.DECIDED: "Er is besloten. Er wordt niet meer gekeken.",
    NoLook.FROZEN: "De zaak is overgedragen aan opsporing. Het dossier staat vast en er wordt niet meer gekeken.",
    NoLook.CLOSED: "Deze zaak is gesloten.",
}
LOOKED_ALREADY = "Al gekeken? Leg het vast"
LATER = "Er kwamen regels binnen na het besluit. Kijk of het besluit nog staat."
METER = "Meter"
MINUTES, MEDIAN = "Minuten samen", "De helft van de keren duurde hoogstens"
AVERAGE = "Gemiddeld per dag"
SPAN = "Gekeken op"
FOLLOWED = "Gevolgd"
PHOTOS = "Foto's"
UNABLE = "Waarvan niet kunnen kijken"
ALL_LOOKS = "Keren gekeken, met andere zaken van dezelfde persoon"
EXPLAIN = "Toelichten"
RED_NEXT = "Een nieuw plan vraagt nu akkoord van de teamleider en van een jurist."
EARLIER = "Een eerdere zaak van dezelfde persoon telt hier mee."
FOR, AGAINST, QUIET = "Pleit ervoor", "Pleit ertegen", "Niets gezien of niet kunnen kijken"
NO_SIGHT = "Nog niets."
ENTRIES_OF = "Regels hierbij"
ALL_LINES = "Toon alle regels"
FILE, PLANS, DECISIONS, OWNERS = "Dossier", "Plannen", "Besluit", "Wie de zaak had"
NOMINATION, MID_CHECKS, PERIOD = "Voorgedragen", "Tussentoets", "De vraag gaat over"
WITHDRAW_PLAN = "Beëindig dit plan"
HYPOTHESIS, COUNTER, BASIS, MEANS = "Vermoeden", "Kan ook anders zijn", "Grondslag", "Lichtere middelen"
CIRCUMSTANCES, SIGNAL, BUDDY, INFORM = "Omstandigheden en afspraken", "Signaal", "Buddy", "Inwoner informeren"
PEOPLE = "Personen"

DUTIES = {
    DutyKind.DESCRIBE: "Beschrijf de zaak",
    DutyKind.NOMINATE: "Draag de zaak voor",
    DutyKind.TAKE_PLACE: "Neem de vrije plaats",
    DutyKind.SUBMIT_PLAN: "Dien een plan in",
    DutyKind.APPROVE_PLAN: "Beoordeel het plan",
    DutyKind.MID_CHECK: "Doe de tussentoets",
    DutyKind.EXPLAIN_METER: "Licht de meter toe",
    DutyKind.DECIDE: "Neem een besluit",
    DutyKind.READ_DECISION: "Lees het besluit mee",
    DutyKind.SETTLE: "Hak de knoop door",
    DutyKind.REVIEW: "Kijk opnieuw naar het besluit",
    DutyKind.VISIT: "Leg het huisbezoek vast",
    DutyKind.TALK: "Leg het gesprek vast",
    DutyKind.INFORM: "Informeer de inwoner",
    DutyKind.CLOSE: "Sluit de zaak",
    DutyKind.CALL_BACK: "Bel terug",
    DutyKind.RECEIVE: "Gegevens zouden binnen zijn",
    DutyKind.CONFIRM_DESTRUCTION: "Beoordeel de vernietiging",
    DutyKind.LOOK_AGAIN: "Er kwam later nog iets binnen",
    DutyKind.ALLOW_ORIGINAL: "Een originele foto is gevraagd",
}
LEVELS = {Level.GREEN: "groen", Level.AMBER: "oranje", Level.RED: "rood"}
#: What one may always do, by the form that opens.
OPENINGS = {
    "record-finding": "Bevinding uit een systeem",
    "record-following": "Volgactie vastleggen",
    "write-letter": "Brief schrijven",
    "record-call": "Telefoongesprek vastleggen",
    "ask-callback": "Terugbelverzoek",
    "ask-information": "Gegevens vragen aan de inwoner",
    "record-signal": "Nog een signaal",
    "submit-plan": "Plan indienen of verlengen",
    "propose-decision": "Besluit voorstellen",
    "describe-case": "Beschrijving aanpassen",
    "add-place": "Plaats toevoegen",
    "add-subject": "Persoon toevoegen",
    "hand-over": "Zaak overdragen",
    "set-buddy": "Buddy kiezen",
    "add-remark": "Opmerking bij de zaak",
}


def duty(each: Duty) -> str:
    """What is next, with the day or hour it is due, and that it is somebody else's where one stands in."""
    hour = f" {words.clock(each.due_at)}" if each.due_at else ""
    until = f" · uiterlijk {words.day_month(each.due_on)}{hour}" if each.due_on else ""
    return f"{DUTIES[each.kind]}{until}{' · te laat' if each.is_late else ''}{'' if each.is_mine else ' · als buddy'}"


def for_others(duties: tuple[Duty, ...], names: dict[str, str]) -> list[tuple[str, str]]:
    """What waits for colleagues: each step once, with everybody who may take it."""
    who: dict[tuple[DutyKind, str | None], list[Duty]] = {}
    for each in duties:
        who.setdefault((each.kind, each.about), []).append(each)
    return [(" of ".join(names.get(one.who, "—") for one in found), duty(found[0])) for found in who.values()]


def level(found: Level) -> str:
    """`meter oranje`."""
    return f"meter {LEVELS[found]}"


def explained(each: MeterReason, names: dict[str, str]) -> str:
    """Why so much was looked, and what the meter said then."""
    at = words.day_month(local(each.at).date())
    return f"{names.get(each.by, '—')} op {at}, bij {each.looks} keer ({LEVELS[each.level]}): {each.reason}"


def days(measure: Measure) -> str:
    """`6 van 7 dagen`: days with a look, and days from the first look to the last."""
    return f"{measure.days} van {words.count(measure.span_days, 'dag', 'dagen')}"


def hundredths(number: int) -> str:
    """`1,6`, from hundredths."""
    return f"{number / 100:.1f}".replace(".", ",")


def plan(each: Plan, names: dict[str, str]) -> list[tuple[str, str]]:
    """A plan in rows: window, budget, state."""
    window = f"{words.day_month(each.starts_on)} tot en met {words.day_month(each.ends_on)}"
    budget = f"{each.budget.looks} keer, {each.budget.minutes} minuten, hoogstens {each.budget.looks_a_day} keer per dag"
    rows = [(_state(each, names), window), ("Ruimte", budget), ("Momenten", f"{len(each.slots)} gepland"), ("Waarom", each.why)]
    rows += [("Tussentoets", words.day_month(each.mid_check_on) if each.mid_check_on else "")]
    rows += [("Volgen", each.following_reason), ("Foto's", f"{each.photos}: {each.photos_reason}" if each.photos else "")]
    rows += [("Bij de meter", each.meter_reason), ("Akkoord", ", ".join(_approval(one, names) for one in each.approvals))]
    return [(name, said) for name, said in rows if said]


def _approval(one: Approval, names: dict[str, str]) -> str:
    role = ", als jurist" if one.as_jurist else ""
    return f"{names.get(one.by, '—')}{role} op {words.day_month(local(one.at).date())}{f' ({one.note})' if one.note else ''}"


def _state(each: Plan, names: dict[str, str]) -> str:
    if each.withdrawn:
        return "Beëindigd" + (f": {each.withdrawn.reason}" if each.withdrawn.reason else "")
    if each.returned:
        return f"Teruggegeven door {names.get(each.returned.by, '—')}: {each.returned.reason}"
    if each.is_approved:
        return "Goedgekeurd plan"
    return "Wacht op goedkeuring" + (" van teamleider en jurist" if each.needs_jurist else "")


def standing(each: Decision) -> str:
    """How far a decision is: `wacht op tweede lezer`, `staat vast`."""
    if each.is_withdrawn:
        return "ingetrokken"
    if each.stands:
        return "staat vast"
    return "wacht op tweede lezer" if each.reading is None else "wacht op de teamleider"


def decision(each: Decision, names: dict[str, str]) -> list[tuple[str, str]]:
    """A decision in rows: what, on what it rests, and who agrees."""
    answered = {Answered.YES: "ja", Answered.PARTLY: "deels", Answered.NO: "nee"}[each.answered]
    rests = f"{len(each.facts_for)} ervoor, {len(each.facts_against)} ertegen, {len(each.considered)} regels bekeken"
    rows = [
        (casework.DECISIONS[each.kind], each.explanation), ("Stand", standing(each)), ("Steunt op", rests),
        ("Wat ontbreekt", each.gaps), ("Vraag beantwoord", answered), ("Grond voor de volgende stap", each.ground),
        ("Evenredigheid", each.proportionality), ("Omstandigheden", each.circumstances), ("Wat ook kon", each.alternatives),
        ("Maatwerk", each.tailored_reason),
        ("Boete mogelijk", "ja, geef cautie" if each.fine_possible else ""), ("Meter bij het besluit", LEVELS[each.level]),
        ("Voorgesteld door", names.get(each.proposed_by, "—")),
        (f"Tweede lezer {names.get(each.second_reader, '—')}", _opinion(each.reading) or "leest nog"),
        ("Teamleider", _opinion(each.settled)), *(("Opnieuw bekeken", _opinion(one)) for one in each.reviews),
    ]  # fmt: skip
    return [(name, said) for name, said in rows if said]


def _opinion(said: Opinion | None) -> str:
    return "" if said is None else f"{'akkoord' if said.agrees else 'niet akkoord'}: {said.text}"


def handed(each: OwnerChange, names: dict[str, str]) -> str:
    """A hand-over: when, from whom, to whom."""
    return f"{words.day_month(local(each.at).date())}: {names.get(each.was, '—')} aan {names.get(each.became, '—')}"


def mid_check(each: MidCheck, names: dict[str, str]) -> str:
    """What was said half-way."""
    goes = "gaat door" if each.goes_on else "nu besluiten"
    return f"{words.day_month(local(each.at).date())}, {names.get(each.by, '—')}: {goes}. {each.note}"


def nomination(each: Nomination | None, names: dict[str, str]) -> str:
    """Who brought the case to the list, when and why."""
    return f"{words.day_month(local(each.at).date())}, {names.get(each.by, '—')}: {each.why}" if each else ""


def period(case: Case) -> str:
    """Which time the question is about."""
    begins = f"vanaf {words.day_month(case.period_from)}" if case.period_from else ""
    ends = f"tot en met {words.day_month(case.period_until)}" if case.period_until else ""
    return " ".join(each for each in (begins, ends) if each)


def mean(each: LighterMean) -> str:
    """A lighter mean, tried or not."""
    return f"{casework.MEANS[each.mean]}{'' if each.was_tried else ' (niet geprobeerd)'}: {each.what}"


def signal(each: Signal) -> str:
    """A signal in one sentence."""
    source = "anonieme melder" if each.is_anonymous else words.lower_first(casework.SOURCES[each.source])
    return f"{words.day_month(each.received_on)}, {source}: {each.content}"
