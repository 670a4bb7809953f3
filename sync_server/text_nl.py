"""Dutch of the mails that the server sends: no name, no case, no place; what it is about stands in the app."""

from __future__ import annotations

SWAP_SUBJECT = "Ronde: er is een ruilverzoek"
SWAP = "Er is een ruilverzoek voor u in Ronde. Open de app."
ALARM_SUBJECT = "Ronde: een collega heeft hulp nodig"


def alarm(phone: str | None) -> str:
    """What to do at an alarm; `phone` is the number of the duty contact."""
    return f"Een collega heeft hulp nodig. Open Ronde of bel {phone}." if phone else "Een collega heeft hulp nodig. Open Ronde."
