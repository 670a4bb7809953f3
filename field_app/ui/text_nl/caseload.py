"""Dutch of what stands around the shared list: what waits, nominations, one's own caseload, signals."""

from __future__ import annotations

from field_app.rules.cases.audience import reads_all
from field_app.rules.dossier.work_records import Signal
from field_app.rules.vocabulary import CaseStatus
from field_app.ui.text_nl import case_file, casework, dossier, words
from field_app.workday.case_views import CaseLine, CaseloadView

WAITS = "Wat op u wacht"
WAITS_NONE = "Er wacht niets op u."
WAITS_MORE = "Toon alles"
PARTS = ("Lijst", "Caseload", "Signalen")
NOMINATIONS = "Voordrachten"
NOMINATIONS_NONE = "Er zijn geen voordrachten. Draag een zaak uit uw caseload voor."
UP, DOWN, WITHDRAW = "Hoger", "Lager", "Trek voordracht in"
TAKE = "Neem de vrije plaats"
CASELOAD, CASELOADS = "Mijn caseload", "Caseloads van het team"
CASELOAD_NONE = "Uw caseload is leeg. Maak een zaak van een signaal; collega's zien haar pas als u haar voordraagt."
CASELOADS_NONE = "Niemand heeft een zaak in de caseload. Een zaak begint bij een signaal."
CASELOAD_NOTE = "Collega's zien een zaak pas als u haar voordraagt. De teamleider en de tweede lezer zien haar wel."
CASELOADS_NOTE = "Nog niet voorgedragen. Alleen de eigenaar, de teamleider en de tweede lezer zien deze zaken."
NO_CONTENT = "Dossiers zijn niet voor uw rol. U ziet daarom geen zaken, signalen of cijfers."
NOMINATE, OPEN = "Draag voor", "Open"
SIGNALS = "Signalen"
SIGNALS_NONE = "Geen open signalen. Een nieuw signaal legt u hier vast."
NEW_SIGNAL, MAKE_CASE, LEAVE = "Nieuw signaal", "Maak zaak", "Laat rusten"
MEETING, CLOSED = "Casusoverleg", "Gesloten zaken"


def places(view: CaseloadView) -> str:
    """`1 plaats vrij · 2 voordrachten wachten`."""
    free = f"{words.count(view.free, 'plaats', 'plaatsen')} vrij" if view.free else "De lijst is vol"
    waiting = len(view.nominations)
    return f"{free} · {words.count(waiting, 'voordracht wacht', 'voordrachten wachten')}" if waiting else free


def stands(line: CaseLine) -> str:
    """`dag 7 · nog 8 dagen` while there is looking, else where the case stands."""
    return f"{dossier.day(line)} · {left(line)}" if _is_looked_at(line) else left(line)


def _is_looked_at(line: CaseLine) -> bool:
    return line.case.status is CaseStatus.OBSERVING and line.has_plan


def left(line: CaseLine) -> str:
    """How many days the plan still has, or where the case stands."""
    if line.days_left is None or not _is_looked_at(line):
        return casework.STATUSES[line.case.status]
    if line.days_left < 0:
        return "plan voorbij, besluit nodig"
    if line.days_left == 0:
        return "laatste dag"
    return f"nog {words.count(line.days_left, 'dag', 'dagen')}"


def waits(line: CaseLine, view: CaseloadView) -> str:
    """`Marjan: beoordeel het plan`: what the case waits for, with everybody who may do it."""
    said = case_file.for_others(line.waits, {**view.names, view.me.id: "U"})
    return " · ".join(f"{who}: {words.lower_first(what)}" for who, what in said)


def caseload(view: CaseloadView) -> tuple[str, str, str]:
    """The name of the card, what it says when there is something in it, and when there is nothing."""
    if reads_all(view.me):
        return CASELOADS, CASELOADS_NOTE, CASELOADS_NONE
    return CASELOAD, CASELOAD_NOTE, CASELOAD_NONE


def own(line: CaseLine) -> str:
    """Where a case of the caseload is, and whose it is where that is somebody else."""
    return line.district if line.is_mine else " · ".join(each for each in (line.owner.name, line.district) if each)


def nomination(line: CaseLine) -> str:
    """Who brought it, and why."""
    why = line.case.nomination.why if line.case.nomination else ""
    return f"{line.owner.name}: {why}"


def signal(each: Signal, view: CaseloadView) -> str:
    """`3 nov · andere burger · niet bekend`, and who wrote it down where that was somebody else."""
    by = view.names.get(each.recorded_by, "") if each.recorded_by != view.me.id else ""
    source, weighed = casework.SOURCES[each.source].lower(), casework.RELIABILITIES[each.reliability].lower()
    return " · ".join(part for part in (words.day_month(each.received_on), source, weighed, by) if part)
