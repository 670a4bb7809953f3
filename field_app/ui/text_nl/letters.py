"""Dutch letters to a resident: why we write, what for, whom to reach, that the time may be changed, and where to complain."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from field_app.rules.dossier.words import LetterKind
from field_app.rules.vocabulary import local
from field_app.ui.text_nl import words
from field_app.workday.choices import Choices

_BEGINS = "Beste [naam],"
_OPENINGS = {
    LetterKind.INVITATION: "Wij nodigen u uit voor een gesprek.",
    LetterKind.INFORMATION_REQUEST: "Wij vragen u om gegevens.",
    LetterKind.INFORMING: "Wij hebben gekeken of uw gegevens kloppen. Daarover leest u in deze brief.",
    LetterKind.NOTICE: "Wij laten u iets weten.",
}
_ENDS = {
    LetterKind.INVITATION: "U mag iemand meenemen. Spreekt u liever een andere taal, dan regelen wij een tolk.",
    LetterKind.INFORMATION_REQUEST: "Lukt het niet op tijd? Bel ons, dan zoeken we samen een oplossing.",
    LetterKind.INFORMING: "U mag zien wat er over u is vastgelegd, en u mag vragen om iets te verbeteren.",
    LetterKind.NOTICE: "Heeft u vragen? Bel ons gerust.",
}
_CHANGE = "Komt dit moment niet uit? U mag een ander moment vragen. Bel ons dan."
_COMPLAINT = "Bent u het niet eens met hoe wij met u omgaan? U kunt een klacht indienen bij de gemeente."


def suggested(args: Any, choices: Choices) -> str | None:
    """A letter made of what was filled in, to be read and changed; None while kind, reason or purpose is missing."""
    reason, purpose = str(args.get("reason") or "").strip(), str(args.get("purpose") or "").strip()
    if not args.get("kind") or not reason or not purpose:
        return None
    kind = LetterKind(args["kind"])
    contact = next((each.name for each in choices.colleagues if each.id == args.get("contact_id")), choices.me.name)
    parts = [
        _BEGINS,
        f"{_OPENINGS[kind]} {_sentence(reason)}",
        _sentence(purpose),
        *([_meeting(args["meets_at"])] if kind is LetterKind.INVITATION and args.get("meets_at") else []),
        _ENDS[kind],
        f"Uw aanspreekpunt is {contact}, telefoon [nummer].",
        _COMPLAINT,
        f"Met vriendelijke groet,\n{contact}",
    ]
    return "\n\n".join(parts)


def _sentence(said: str) -> str:
    return words.upper_first(said) if said.endswith((".", "!", "?")) else f"{words.upper_first(said)}."


def _meeting(at: str) -> str:
    when = datetime.fromisoformat(at)
    return f"De afspraak is op {words.full_day(local(when).date())} om {words.clock(when)} uur. {_CHANGE}"
