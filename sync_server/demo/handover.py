"""What the demo's officers wrote for the next colleague when they ended a shift."""

from __future__ import annotations

from random import Random

from field_app.rules.commands import NotDone
from field_app.rules.records import Shift

REASONS = (
    "Geen tijd meer in deze dienst.",
    "Opstopping op de rondweg, te laat voor dit moment.",
    "Weggeroepen om een collega te helpen.",
)
WITHOUT_STOPS = (
    "Geen zaken in deze dienst, journaal bijgewerkt.",
    "Geen zaken gepland. Auto getankt en gewassen.",
)
NOTES = (
    "Rustige dienst, alles staat in het journaal.",
    "{name}: goed zicht vanaf het vaste punt.",
    "{name}: het parkeervak is vaak bezet, zet de auto iets verderop.",
    "{name} als eerste rijden, dan is de rest goed te doen.",
    "Auto is getankt, sleutel ligt in het kluisje.",
    "{name}: straat deels opgebroken, rijd aan van de andere kant.",
    "{name}: lantaarn voor de deur is stuk, gemeld bij de gemeente.",
    "Alles gereden, geen bijzonderheden.",
)


def note(chance: Random, shift: Shift, not_done: tuple[NotDone, ...], names: dict[str, str]) -> str:
    """Write a short note; `names` gives each case's code name."""
    missed = {each.case_id for each in not_done}
    done = [names[each.case_id] for each in shift.stops if each.case_id not in missed]
    skipped = [f"{names[each.case_id]} niet gereden: {each.reason[0].lower()}{each.reason[1:]}" for each in not_done]
    if skipped:
        return " ".join(skipped)
    return chance.choice(NOTES).format(name=chance.choice(done)) if done else chance.choice(WITHOUT_STOPS)
