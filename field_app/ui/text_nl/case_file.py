"""Dutch of what stands in a dossier besides looks: what is next, the meter in words, plans, decisions and all other work."""

from __future__ import annotations

from field_app.rules.cases.duties import Duty, DutyKind
from field_app.rules.dossier.case_records import OwnerChange
from field_app.rules.dossier.decision_records import Decision, Opinion, Talk, Visit
from field_app.rules.dossier.list_commands import LighterMean
from field_app.rules.dossier.plan_records import Plan
from field_app.rules.dossier.words import Answered, Consent
from field_app.rules.dossier.work_records import Call, Callback, Finding, Following, InformationRequest, Letter, Signal
from field_app.rules.meter.records import Level
from field_app.rules.vocabulary import local
from field_app.ui.text_nl import casework, words

NEXT = "Wat nu aan de orde is"
NEXT_NONE = "Voor u staat hier nu niets open."
MORE = "Meer doen"
MORE_SHOW, MORE_HIDE = "Meer doen", "Minder tonen"
NO_LOOK = "Voor deze zaak geldt nu geen goedgekeurd plan. Zonder plan wordt niet gekeken."
LOOKED_ALREADY = "Al gekeken? Leg het vast"
LATER = "Er kwamen regels binnen na het besluit. Kijk of het besluit nog staat."
METER = "Meter"
METER_SINCE = "Waarom"
MINUTES = "Minuten: samen, helft hoogstens, langste"
AVERAGE = "Gemiddeld per dag"
SPAN = "Dagen, eerste tot laatste keer"
FOLLOWED = "Gevolgd"
PHOTOS = "Foto's"
UNABLE = "Waarvan niet kunnen kijken"
EARLIER = "Een eerdere zaak van dezelfde persoon telt hier mee."
FOR, AGAINST, QUIET = "Pleit ervoor", "Pleit ertegen", "Niets gezien of niet kunnen kijken"
NO_SIGHT = "Nog niets."
ENTRIES_OF = "Regels hierbij"
FILE, PLANS, DECISIONS, WORK, OWNERS = "Dossier", "Plannen", "Besluit", "Ander werk", "Wie de zaak had"
WORK_NONE = "Nog geen bureauwerk, brieven of gesprekken."
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
}
LEVELS = {Level.GREEN: "groen", Level.AMBER: "oranje", Level.RED: "rood"}
#: What one may always do for a case that is open, by the form that opens.
ALWAYS = (
    ("record-finding", "Bevinding uit een systeem"),
    ("record-following", "Volgactie vastleggen"),
    ("write-letter", "Brief schrijven"),
    ("record-call", "Telefoongesprek vastleggen"),
    ("ask-callback", "Terugbelverzoek"),
    ("ask-information", "Gegevens vragen aan de inwoner"),
    ("record-signal", "Nog een signaal"),
    ("add-place", "Plaats toevoegen"),
    ("add-subject", "Persoon toevoegen"),
    ("describe-case", "Beschrijving aanpassen"),
    ("submit-plan", "Plan indienen of verlengen"),
    ("propose-decision", "Besluit voorstellen"),
    ("hand-over", "Zaak overdragen"),
    ("set-buddy", "Buddy kiezen"),
)


def duty(each: Duty) -> str:
    """What is next, with the day it is due."""
    until = f" · uiterlijk {words.day_month(each.due_on)}" if each.due_on else ""
    return f"{DUTIES[each.kind]}{until}{' · te laat' if each.is_late else ''}"


def level(found: Level) -> str:
    """`meter oranje`."""
    return f"meter {LEVELS[found]}"


def hundredths(number: int) -> str:
    """`1,6`, from hundredths."""
    return f"{number / 100:.1f}".replace(".", ",")


def plan(each: Plan, names: dict[str, str]) -> list[tuple[str, str]]:
    """A plan in rows: window, budget, state."""
    window = f"{words.day_month(each.starts_on)} tot en met {words.day_month(each.ends_on)}"
    budget = f"{each.budget.looks} keer, {each.budget.minutes} minuten, hoogstens {each.budget.looks_a_day} keer per dag"
    rows = [(_state(each, names), window), ("Ruimte", budget), ("Momenten", f"{len(each.slots)} gepland"), ("Waarom", each.why)]
    rows += [("Volgen", each.following_reason), ("Foto's", f"{each.photos}: {each.photos_reason}" if each.photos else "")]
    rows += [("Bij de meter", each.meter_reason), ("Akkoord", ", ".join(_approval(one, names) for one in each.approvals))]
    return [(name, said) for name, said in rows if said]


def _approval(one: object, names: dict[str, str]) -> str:
    by, note = getattr(one, "by", ""), getattr(one, "note", "")
    return names.get(by, "—") + (f" ({note})" if note else "")


def _state(each: Plan, names: dict[str, str]) -> str:
    if each.withdrawn:
        return f"Beëindigd {each.withdrawn.reason}".strip()
    if each.returned:
        return f"Teruggegeven door {names.get(each.returned.by, '—')}: {each.returned.reason}"
    if each.is_approved:
        return "Goedgekeurd plan"
    return "Wacht op goedkeuring" + (" van teamleider en jurist" if each.needs_jurist else "")


def decision(each: Decision, names: dict[str, str]) -> list[tuple[str, str]]:
    """A decision in rows: what, on what it rests, and who agrees."""
    answered = {Answered.YES: "ja", Answered.PARTLY: "deels", Answered.NO: "nee"}[each.answered]
    rests = f"{len(each.facts_for)} ervoor, {len(each.facts_against)} ertegen, {len(each.considered)} regels bekeken"
    rows = [
        (casework.DECISIONS[each.kind], each.explanation), ("Steunt op", rests), ("Wat ontbreekt", each.gaps),
        ("Vraag beantwoord", answered), ("Grond voor de volgende stap", each.ground), ("Evenredigheid", each.proportionality),
        ("Boete mogelijk", "ja, geef cautie" if each.fine_possible else ""), ("Meter bij het besluit", LEVELS[each.level]),
        ("Voorgesteld door", names.get(each.proposed_by, "—")),
        (f"Tweede lezer {names.get(each.second_reader, '—')}", _opinion(each.reading) or "leest nog"),
        ("Teamleider", _opinion(each.settled)), *(("Opnieuw bekeken", _opinion(one)) for one in each.reviews),
        ("Stand", "ingetrokken" if each.is_withdrawn else ""),
    ]  # fmt: skip
    return [(name, said) for name, said in rows if said]


def _opinion(said: Opinion | None) -> str:
    return "" if said is None else f"{'akkoord' if said.agrees else 'niet akkoord'}: {said.text}"


def handed(each: OwnerChange, names: dict[str, str]) -> str:
    """A hand-over: when, from whom, to whom."""
    return f"{words.day_month(local(each.at).date())}: {names.get(each.was, '—')} aan {names.get(each.became, '—')}"


def mean(each: LighterMean) -> str:
    """A lighter mean, tried or not."""
    return f"{casework.MEANS[each.mean]}{'' if each.was_tried else ' (niet geprobeerd)'}: {each.what}"


def signal(each: Signal) -> str:
    """A signal in one sentence."""
    source = "anonieme melder" if each.is_anonymous else words.lower_first(casework.SOURCES[each.source])
    return f"{words.day_month(each.received_on)}, {source}: {each.content}"


def work(each: object) -> tuple[str, str]:  # noqa: PLR0911  # one line for each kind of work
    """A piece of work besides looking: what it is, and what it says."""
    match each:
        case Finding():
            return f"Bevinding · {each.system} · {words.day_month(local(each.consulted_at).date())}", each.finding
        case Following():
            return (
                f"Volgactie · {words.day_month(local(each.began_at).date())}",
                f"{each.began_where} tot {each.stopped_where}: {each.stopped_why}",
            )
        case Letter():
            sent = f"verstuurd {words.day_month(each.sent_on)}" if each.sent_on else "nog niet verstuurd"
            return f"Brief · {casework.LETTERS[each.kind]} · {sent}", each.purpose
        case Call():
            return f"Telefoon · {each.with_whom} · {words.day_month(local(each.called_at).date())}", each.said
        case Callback():
            state = (
                "afgehandeld"
                if not each.is_open
                else f"uiterlijk {words.day_month(local(each.due_at).date())} {words.clock(each.due_at)}"
            )
            return f"Terugbellen · {each.who} · {state}", f"{each.about} ({words.count(len(each.attempts), 'poging', 'pogingen')})"
        case InformationRequest():
            asked = ", ".join(casework.ITEMS[item.item] for item in each.items)
            return f"Gegevens gevraagd · {'open' if each.is_open else 'compleet'}", asked
        case Visit():
            return f"Huisbezoek · {words.day_month(local(each.came_at).date())}", _consent(each)
        case Talk():
            return f"Gesprek · {words.day_month(local(each.began_at).date())}", each.account or each.statement or "Niet verschenen."
    return "", ""


def _consent(each: Visit) -> str:
    said = {Consent.GIVEN: "toestemming gegeven", Consent.REFUSED: "geweigerd", Consent.NOBODY_HOME: "er deed niemand open"}
    return f"{words.upper_first(said[each.consent])}. {each.report or each.refusal}".strip()
