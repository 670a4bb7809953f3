"""Dutch of what stands around the shared list: what waits, nominations, one's own caseload, signals."""

from __future__ import annotations

from field_app.rules.dossier.work_records import Signal
from field_app.ui.text_nl import casework, words
from field_app.workday.case_views import CaseLine, CaseloadView

WAITS = "Wat op u wacht"
WAITS_NONE = "Er wacht niets op u."
WAITS_MORE = "Toon alles"
PARTS = ("Lijst", "Caseload", "Signalen")
NOMINATIONS = "Voordrachten"
NOMINATIONS_NONE = "Er zijn geen voordrachten. Draag een zaak uit uw caseload voor."
UP, DOWN, WITHDRAW = "Hoger", "Lager", "Trek voordracht in"
CASELOAD = "Mijn caseload"
CASELOAD_NONE = "Uw caseload is leeg. Maak een zaak van een signaal; collega's zien haar pas als u haar voordraagt."
CASELOAD_NOTE = "Alleen u, uw buddy en de teamleider zien deze zaken."
NOMINATE, OPEN = "Draag voor", "Open"
SIGNALS = "Signalen"
SIGNALS_NONE = "Geen open signalen. Een nieuw signaal legt u hier vast."
NEW_SIGNAL, MAKE_CASE, LEAVE = "Nieuw signaal", "Maak er een zaak van", "Laat rusten"
MEETING, CLOSED = "Casusoverleg", "Gesloten zaken"
NO_PLAN_YET = "plan nodig"


def places(view: CaseloadView) -> str:
    """`1 plaats vrij · 2 voordrachten wachten`."""
    free = f"{words.count(view.free, 'plaats', 'plaatsen')} vrij" if view.free else "De lijst is vol"
    waiting = len(view.nominations)
    return f"{free} · {words.count(waiting, 'voordracht wacht', 'voordrachten wachten')}" if waiting else free


def left(line: CaseLine) -> str:
    """How many days the plan still has, or where the case stands."""
    if line.days_left is None:
        return words.lower_first(casework.STATUSES[line.case.status])
    if line.days_left < 0:
        return "plan voorbij, besluit nodig"
    if line.days_left == 0:
        return "laatste dag"
    return f"nog {words.count(line.days_left, 'dag', 'dagen')}"


def nomination(line: CaseLine) -> str:
    """Who brought it, and why."""
    why = line.case.nomination.why if line.case.nomination else ""
    return f"{line.owner.name}: {why}"


def signal(each: Signal) -> str:
    """`3 nov · andere burger · niet bekend`."""
    return " · ".join(
        (words.day_month(each.received_on), casework.SOURCES[each.source].lower(), casework.RELIABILITIES[each.reliability].lower())
    )
