"""Not every row is for everyone: incidents and wishes travel to those who need them, and nobody notices a hole."""

from __future__ import annotations

from datetime import timedelta

from people import KARIN, NADIA, RUBEN, TEAM, at
from running import Office, Phone

from field_app.rules.facts import Change
from field_app.rules.roster_commands import AvailabilityKind
from field_app.rules.safety_commands import IncidentKind
from field_app.rules.vocabulary import Kind
from sync_server import intake

WORDS = "Man riep vanaf het balkon."


def everyone(office: Office) -> tuple[Phone, Phone, Phone]:
    """The author, a colleague and the team lead, all up to date after the author has spoken."""
    author, colleague, lead = (office.phone(each) for each in (NADIA, RUBEN, KARIN))
    author.workday.record_incident(IncidentKind.VERBAL, at("06:10"), WORDS)
    for kind in AvailabilityKind:
        author.workday.say_availability(kind, at("05:00") + timedelta(days=9), at("09:00") + timedelta(days=9))
    for phone in (author, colleague, lead):
        phone.round()
    return author, colleague, lead


def kinds(phone: Phone, kind: Kind) -> list[str]:
    """What this phone holds of a kind."""
    return sorted(body["kind"] for (each, _), body in phone.bodies().items() if each == kind)


def test_an_incident_is_read_by_its_author_and_the_team_lead(office: Office) -> None:
    author, colleague, lead = everyone(office)
    assert kinds(author, Kind.INCIDENT) == kinds(lead, Kind.INCIDENT) == ["VERBAL"]
    assert kinds(colleague, Kind.INCIDENT) == []
    assert WORDS not in str(colleague.bodies())


def test_a_wish_is_read_by_its_author_and_who_plans_and_being_away_by_all(office: Office) -> None:
    author, colleague, lead = everyone(office)
    assert kinds(author, Kind.AVAILABILITY) == kinds(lead, Kind.AVAILABILITY) == ["AWAY", "WISH_FREE", "WISH_WORK"]
    assert kinds(colleague, Kind.AVAILABILITY) == ["AWAY"]


def test_what_is_left_out_does_not_make_a_phone_read_everything_anew(office: Office) -> None:
    for phone in everyone(office):
        assert not phone.round().pulled_anew
        assert phone.store.settings.get("pulled_anew_at") is None


def test_a_phone_that_held_what_is_no_longer_for_it_lets_it_go(office: Office) -> None:
    _, colleague, lead = everyone(office)
    held = lead.store.database.execute("select * from rows where kind = 'incident'").fetchall()
    assert len(held) == 1, "the check below would find nothing"
    demoted = {**office.rows()["officer", KARIN.id], "roles": ["OFFICER"]}
    office.at_desk(lambda store: intake.put_rows(store, TEAM.id, [Change(Kind.OFFICER, KARIN.id, demoted)]))
    lead.round()
    assert kinds(lead, Kind.INCIDENT) == kinds(colleague, Kind.INCIDENT) == []
