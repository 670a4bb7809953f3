"""Dutch for the division of the cases: why a case is with whom, in one sentence."""

from __future__ import annotations

from collections.abc import Callable

from field_app.rules.division.records import Choice, Left, Reason, WhyLeft

#: A colleague's name by id.
NameOf = Callable[[str], str]

REASONS: dict[Reason, str] = {
    Reason.FIXED: "door een collega vastgezet",
    Reason.ONLY_CAR: "geen andere auto kan deze zaak nu doen",
    Reason.OWN_CASE: "eigen zaak",
    Reason.BUDDY: "maatje van deze zaak",
    Reason.LOOKED_LAST: "keek hier het laatst",
    Reason.LOOKED_BEFORE: "keek hier eerder",
    Reason.NEAR: "op de route",
    Reason.BALANCE: "zo is het werk eerlijk verdeeld",
    Reason.BEST_TOGETHER: "zo past de verdeling als geheel het best",
    Reason.NEEDS_TWO: "het plan vraagt twee auto's",
    Reason.GOES_WITH_SHIFT: "de zaak hoort bij de dienst",
    Reason.FIX_LAPSED: "was vastgezet bij iemand die deze zaak niet mag doen",
}

LEFT: dict[WhyLeft, str] = {
    WhyLeft.NO_CAR: "Niemand rijdt dan. Vraag de roosteraar om een auto.",
    WhyLeft.ALL_IN_CONFLICT: "Wie dan rijdt, mag deze zaak niet doen. Overleg met de teamleider of verzet het moment.",
    WhyLeft.SECOND_CAR_MISSING: "Het plan vraagt twee auto's en er is er maar één. Overleg met de teamleider of verzet het moment.",
}

_OPEN = "Open dienst"
_KILOMETRE = 1_000


def why(choice: Choice, name_of: NameOf) -> str:
    """With whom and why, as one line: "Nadia: eigen zaak, op de route (1,2 km verder)"."""
    who = name_of(choice.officer_id) if choice.officer_id else _OPEN
    return f"{who}: {grounds(choice, name_of)}"


def own(choice: Choice, name_of: NameOf) -> str:
    """The same for who has the case, as a sentence."""
    said = grounds(choice, name_of)
    return f"{said[0].upper()}{said[1:]}."


def grounds(choice: Choice, name_of: NameOf) -> str:
    """The reasons in a row, with the way they add."""
    parts = [_part(each, choice, name_of) for each in choice.reasons]
    if choice.metres and Reason.NEAR not in choice.reasons:
        parts.append(further(choice.metres))
    if choice.owner_id and Reason.FIXED not in choice.reasons:
        parts.append(f"bij zaakeigenaar {name_of(choice.owner_id)} zou het {further(choice.owner_metres)} zijn")
    return ", ".join(parts)


def _part(reason: Reason, choice: Choice, name_of: NameOf) -> str:
    if reason is Reason.NEAR and choice.metres:
        return f"{REASONS[reason]} ({further(choice.metres)})"
    if reason is Reason.GOES_WITH_SHIFT and choice.known_to:
        return f"{REASONS[reason]} die van {name_of(choice.known_to)} was"
    return REASONS[reason]


def further(metres: int) -> str:
    """How much longer a route becomes: to 10 m, from a kilometre to 100 m."""
    if metres >= _KILOMETRE:
        whole, tenth = divmod((metres + 50) // 100, 10)
        return f"{whole},{tenth} km verder"
    return f"{(metres + 5) // 10 * 10} m verder"


def left(each: Left) -> str:
    """Why a case is with nobody, and what to do."""
    return LEFT[each.why]
