"""Dutch for the no of the server to a swap: one sentence with who, what, why and what next, never a code."""

from __future__ import annotations

from collections.abc import Mapping

from field_app.rules.records import Shift
from field_app.rules.refusals import Code
from field_app.ui.text_nl import reasons, words
from field_app.ui.text_nl import roster as roster_nl
from field_app.workday.roster_views import SwapNews

TITLE = "Ruil ging niet door"
TITLE_GONE = "Uw dienst is al overgenomen"
_MOST = 3
_UNFIT = {Code.WORKING_TIME, Code.ON_LEAVE, Code.SHIFT_UNFIT, Code.CASE_CONFLICT}


def news(told: SwapNews, me: str, open_shifts: tuple[Shift, ...], names: Mapping[str, str]) -> str:
    """Who, what, why and what next, in one go."""
    return " ".join(part for part in (_why(told, me, names), _still(told, me), _still_open(told, open_shifts)) if part)


def title(told: SwapNews, me: str) -> str:
    """What the news is about: mostly a swap that did not come about, for a late withdrawal one that did."""
    return TITLE_GONE if told.code == Code.SHIFT_ALREADY_TAKEN and _was_mine(told, me) else TITLE


def _why(told: SwapNews, me: str, names: Mapping[str, str]) -> str:
    shift = roster_nl.shift_name(told.shift) if told.shift else "deze dienst"
    if told.code == Code.SHIFT_ALREADY_TAKEN:
        return _taken(told, me, shift)
    if told.code in _UNFIT:
        return _unfit(told, me, shift, names)
    who = told.who.name if told.who else "Uw collega"
    by = names.get(told.details.get("by", ""), "de roosteraar")
    moved = f"Het rooster is veranderd door {by}: {shift} staat er niet meer zo op. Er is niets geruild."
    late = f"Het verzoek over {shift} is verlopen voor het de server bereikte. Wie de dienst had, houdt hem."
    said = {
        Code.OFFER_WITHDRAWN.value: f"{who} trok het verzoek over {shift} in. Er is niets geruild; u houdt uw eigen dienst.",
        Code.OFFER_EXPIRED.value: late,
        Code.TOO_LATE_TO_SWAP.value: late,
        Code.SHIFT_CHANGED.value: moved,
        Code.SHIFT_CANCELLED.value: moved,
    }
    return said.get(told.code) or f"{words.upper_first(shift)}: {reasons.about(told.code, told.details)}"


def _taken(told: SwapNews, me: str, shift: str) -> str:
    who = told.who.name if told.who else "Een collega"
    if _was_mine(told, me):
        return f"{who} was eerder: uw {shift} is nu van {who}. U rijdt deze dienst niet meer."
    return f"{who} was eerder: {shift} is nu van {told.who.name if told.who else 'een collega'}. U houdt uw eigen dienst."


def _unfit(told: SwapNews, me: str, shift: str, names: Mapping[str, str]) -> str:
    about = told.details.get("officer_id", me)
    whose = "U" if about == me else told.who.name if told.who else names.get(about, "Uw collega")
    said = reasons.about(told.code, told.details)
    return f"{words.upper_first(shift)} kon niet worden geruild. {whose}: {said}. Wie de dienst had, houdt hem."


def _was_mine(told: SwapNews, me: str) -> bool:
    return bool(told.shift and told.shift.changes and told.shift.changes[-1].was == me and told.shift.officer_id != me)


def _still(told: SwapNews, me: str) -> str:
    """Who can still help out somebody who keeps the shift."""
    if told.shift is None or told.shift.officer_id != me or not told.still:
        return ""
    return f"Wie het nog kan overnemen: {', '.join(each.name for each in told.still)}."


def _still_open(told: SwapNews, open_shifts: tuple[Shift, ...]) -> str:
    """What is left for who wanted a shift and did not get it."""
    if told.code != Code.SHIFT_ALREADY_TAKEN or not open_shifts:
        return ""
    return f"Nog open: {', '.join(roster_nl.shift_name(each) for each in open_shifts[:_MOST])}."
