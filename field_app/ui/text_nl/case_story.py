"""Dutch of the story of a case: each act besides looking in one line, and all that it says in rows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from field_app.rules import text_nl as rules_nl
from field_app.rules.dossier.decision_commands import Caution
from field_app.rules.dossier.decision_records import Decision, Talk, Visit
from field_app.rules.dossier.words import Consent
from field_app.rules.dossier.work_records import Attempt, Call, Callback, Finding, Following, InformationRequest, Letter
from field_app.rules.look import FactLine
from field_app.rules.vocabulary import Kind, local
from field_app.ui.text_nl import case_file, casework, words
from field_app.workday.case_views import Event
from field_app.workday.views import Beside

Rows = list[tuple[str, str]]
Names = dict[str, str]

STORY_NONE = "Nog niets vastgelegd. De eerste regel komt hier te staan zodra u of een collega iets vastlegt."
REMARKS = "Opmerkingen"
REMARK = "Opmerking erbij"
FROM_RESIDENT = "namens de inwoner"
SEND, TRY, PASS, CLOSE, RECEIVE = "Leg vast: verstuurd", "Bel terug", "Geef door", "Sluit af", "Leg vast: ontvangen"
OPEN_ENDS = "Loopt nog"
NAMES = {
    Kind.FINDING: "bevinding",
    Kind.FOLLOWING: "volgactie",
    Kind.LETTER: "brief",
    Kind.CALL: "telefoon",
    Kind.CALLBACK: "terugbelverzoek",
    Kind.REQUEST: "gegevens gevraagd",
    Kind.DECISION: "besluit",
    Kind.VISIT: "huisbezoek",
    Kind.TALK: "gesprek",
    Kind.REMARK: "opmerking",
}
_CONSENTS = {
    Consent.GIVEN: "toestemming gegeven",
    Consent.REFUSED: "geweigerd",
    Consent.NOBODY_HOME: "er deed niemand open",
}
_YES_NO = {True: "ja", False: "nee"}


def line(event: Event) -> str:
    """`bevinding · Suwinet-Inkijk: Geen dienstverband bekend`."""
    return f"{NAMES[event.kind]} · {_LINES[event.kind](event.record)}"


def flags(event: Event) -> str:
    """What the team lead should look at, in words."""
    return ", ".join(rules_nl.flag(code) for code in getattr(event.record, "flags", ()))


def remark(each: Beside) -> str:
    """`Karin op 24 nov: de tijd was later`."""
    said = each.remark
    whose = f" ({FROM_RESIDENT})" if said.from_resident else ""
    return f"{each.officer.name}{whose} op {_day(said.at)}: {said.text}"


def rows(event: Event, names: Names) -> Rows:
    """All that an act says, by name."""
    found = _ROWS[event.kind](event.record, names)
    return [(name, said) for name, said in (*found, ("De teamleider let op", flags(event))) if said]


def _day(at: datetime) -> str:
    return words.day_month(local(at).date())


def _time(at: datetime | None) -> str:
    return f"{_day(at)} {words.clock(at)}" if at else ""


def _until(began: datetime, ended: datetime) -> str:
    return f"{_time(began)} tot {words.clock(ended)}"


def state(each: Letter | Callback | InformationRequest) -> str:
    """How far a letter, a call or a question is."""
    if isinstance(each, Letter):
        return f"verstuurd op {words.day_month(each.sent_on)}" if each.sent_on else "nog niet verstuurd"
    if isinstance(each, Callback):
        return "afgehandeld" if not each.is_open else f"uiterlijk {_time(each.due_at)}"
    return f"uiterlijk {words.day_month(each.due_on)}" if each.is_open else "compleet"


def _items(each: InformationRequest) -> str:
    return ", ".join(words.lower_first(casework.ITEMS[item.item]) for item in each.items)


_LINES: dict[Kind, Callable[[Any], str]] = {
    Kind.FINDING: lambda each: f"{each.system}: {each.finding}",
    Kind.FOLLOWING: lambda each: f"van {each.began_where} tot {each.stopped_where}",
    Kind.LETTER: lambda each: f"{words.lower_first(casework.LETTERS[each.kind])}, {state(each)}",
    Kind.CALL: lambda each: f"{each.with_whom}: {each.said if each.was_reached else f'niet bereikt. {each.said}'}",
    Kind.CALLBACK: lambda each: f"{each.who}, {state(each)}",
    Kind.REQUEST: lambda each: f"{_items(each)}, {state(each)}",
    Kind.DECISION: lambda each: f"{words.lower_first(casework.DECISIONS[each.kind])}, {case_file.standing(each)}",
    Kind.VISIT: lambda each: _CONSENTS[each.consent],
    Kind.TALK: lambda each: each.account or each.statement if each.came else "niet verschenen",
    Kind.REMARK: lambda each: each.text,
}


def _finding(each: Finding, names: Names) -> Rows:
    against = "ja, pleit ertegen" if each.is_exculpatory else "nee"
    return [
        ("Systeem", each.system), ("Bekeken", _time(each.consulted_at)), ("Grond", each.ground), ("Wat er staat", each.finding),
        ("Ontlastend", against),
    ]  # fmt: skip


def _following(each: Following, names: Names) -> Rows:
    approved = "ja" if each.plan_id else "nee"
    return [
        ("Wanneer", _until(each.began_at, each.ended_at)), ("Begonnen bij", each.began_where), ("Gestopt bij", each.stopped_where),
        ("Waarom gestopt", each.stopped_why), ("Goedgekeurd in het plan", approved), ("Feiten", _facts(each.facts)),
        ("Achteraf opgeschreven", each.late_reason or ""),
    ]  # fmt: skip


def _letter(each: Letter, names: Names) -> Rows:
    by_hand = f"{_until(each.by_hand.began_at, each.by_hand.ended_at)}. {each.by_hand.seen}" if each.by_hand else ""
    return [
        ("Stand", state(each)), ("Hoe", casework.WAYS[each.way] if each.way else ""), ("Aan de deur", by_hand.strip()),
        ("Afspraak", _time(each.meets_at)), ("Aanspreekpunt", names.get(each.contact_id, "—")), ("Reden", each.reason),
        ("Doel", each.purpose), ("Tekst", each.text),
    ]  # fmt: skip


def _call(each: Call, names: Names) -> Rows:
    return [("Met", each.with_whom), ("Bereikt", _YES_NO[each.was_reached]), ("Gezegd", each.said)]


def _callback(each: Callback, names: Names) -> Rows:
    tries = [(f"Poging {_time(one.called_at)}", f"{names.get(one.by, '—')}: {_reached(one)} {one.note}") for one in each.attempts]
    return [
        ("Wie", each.who), ("Waarover", each.about), ("Stand", state(each)), ("Belt terug", names.get(each.officer_id, "—")),
        *tries, *(("Doorgegeven", why) for why in each.passed_on), ("Afgesloten omdat", each.closed_why),
    ]  # fmt: skip


def _reached(attempt: Attempt) -> str:
    return "bereikt." if attempt.was_reached else "niet bereikt."


def _request(each: InformationRequest, names: Names) -> Rows:
    asked = [
        (casework.ITEMS[one.item], f"{one.why} ({words.day_month(one.period_from)} tot en met {words.day_month(one.period_until)})")
        for one in each.items
    ]
    came = [(f"Ontvangen {words.day_month(one.received_on)}", one.what) for one in each.receipts]
    return [("Stand", state(each)), *asked, *came]


def _decision(each: Decision, names: Names) -> Rows:
    return case_file.decision(each, names)


def _visit(each: Visit, names: Names) -> Rows:
    told = ", ".join(f"{what}: {_YES_NO[was]}" for what, was in (("doel", each.told_purpose), ("gevolgen", each.told_consequences)))
    who = f"{each.consented_by}{', woont er' if each.is_resident else ', woont er niet'}" if each.consented_by else ""
    return [
        ("Wanneer", _until(each.came_at, each.left_at)), ("Grond", each.ground), ("Mee", names.get(each.companion_id or "", "")),
        ("Gelegitimeerd", _time(each.identified_at) or "niet vastgelegd"), ("Uitgelegd", told),
        ("Toestemming", " ".join(part for part in (_CONSENTS[each.consent], _time(each.consent_at)) if part)), ("Door wie", who),
        ("Weigering", each.refusal), ("Binnengegaan", _time(each.entered_at) or "nee"),
        ("Rekening gehouden met", each.circumstances_heeded), ("Cautie", _caution(each.caution)), ("Feiten", _facts(each.facts)),
        ("In eigen woorden van de inwoner", each.account), ("Verslag", each.report),
    ]  # fmt: skip


def _talk(each: Talk, names: Names) -> Rows:
    read = "voorgelezen" if each.was_read_back else "niet voorgelezen"
    return [
        ("Wanneer", _until(each.began_at, each.ended_at)), ("Verschenen", _YES_NO[each.came]), ("Aanwezig", each.present),
        ("Cautie", _caution(each.caution)), ("In eigen woorden van de inwoner", each.account),
        ("Verklaring", f"{each.statement} ({read}, {words.lower_first(casework.SIGNED[each.signed])})" if each.statement else ""),
        ("Omstandigheden", each.circumstances),
    ]  # fmt: skip


def _caution(caution: Caution | None) -> str:
    return f"{_time(caution.given_at)}: {caution.wording}" if caution else "niet gegeven"


def _facts(facts: tuple[FactLine, ...]) -> str:
    return "\n".join(f"{words.clock(each.at)} {each.text}" for each in facts)


_ROWS: dict[Kind, Callable[[Any, Names], Rows]] = {
    Kind.FINDING: _finding,
    Kind.FOLLOWING: _following,
    Kind.LETTER: _letter,
    Kind.CALL: _call,
    Kind.CALLBACK: _callback,
    Kind.REQUEST: _request,
    Kind.DECISION: _decision,
    Kind.VISIT: _visit,
    Kind.TALK: _talk,
    Kind.REMARK: lambda each, names: [("Opmerking", each.text), ("Namens de inwoner", "ja" if each.from_resident else "")],
}
