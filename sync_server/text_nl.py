"""Dutch of the mails that the server sends, which name nobody and no case or place; and of the roles."""

from __future__ import annotations

from field_app.rules.vocabulary import Role

SWAP_SUBJECT = "Ronde: er is een ruilverzoek"
SWAP = "Er is een ruilverzoek voor u in Ronde. Open de app."
ALARM_SUBJECT = "Ronde: een collega heeft hulp nodig"
ROLES = {
    Role.OFFICER: "handhaver",
    Role.TEAM_LEAD: "teamleider",
    Role.PLANNER: "roosteraar",
    Role.SECOND_READER: "tweede lezer of jurist",
    Role.ADMIN: "functioneel beheerder",
    Role.AUDITOR: "auditor",
}


def alarm(phone: str | None) -> str:
    """What to do at an alarm; `phone` is the number of the duty contact."""
    return f"Een collega heeft hulp nodig. Open Ronde of bel {phone}." if phone else "Een collega heeft hulp nodig. Open Ronde."
