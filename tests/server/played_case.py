"""A whole case played at a real server by the devices of real people, from a signal to a closed file, doubts included."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from casework_people import CASE_ID, DESCRIBE, INVITE, MARJAN, PERSON, PLACE, PLACE_ID, PLAN, SAMIRA, TIP
from people import KARIN, NADIA, RUBEN, TODAY, look
from running import Office, put

from field_app.rules.commands import Command, CorrectObservation, RecordObservation, WithdrawObservation
from field_app.rules.dossier.closing_commands import CloseCase, InformResident
from field_app.rules.dossier.decision_commands import AddRemark, Caution, ReadDecision, RecordTalk
from field_app.rules.dossier.list_commands import NominateCase, OpenCase, TakePlace
from field_app.rules.dossier.plan_commands import ApprovePlan
from field_app.rules.dossier.words import Retention, Signed, Way
from field_app.rules.dossier.work_commands import RecordFinding, RecordFollowing
from field_app.rules.look import FactLine, Look
from field_app.rules.records import Officer
from field_app.rules.vocabulary import CaseTopic, Certainty, FactKind, Result
from server.by_hand import Device

#: What somebody made of what was seen, which must never stand among the facts.
MEANING = "Lijkt erop dat hier iemand woont."
FACT = "Grijze auto staat op de oprit. Motor uit."
AGAINST = "Geen licht zichtbaar aan de straatzijde."
ACCOUNT = "Ik werk nachtdiensten en slaap overdag elders."


class PlayedCase:
    """Nadia's case at this office. Each act comes a minute after the one before, on the server's clock as well."""

    def __init__(self, office: Office) -> None:
        put(office.folder, MARJAN, SAMIRA)
        self.office = office
        self.devices = {
            each.id: Device.added(office.folder, office.address, each).opened() for each in (NADIA, RUBEN, KARIN, SAMIRA, MARJAN)
        }

    @property
    def now(self) -> datetime:
        return self.office.watch.wall

    def does(self, command: Command, by: Officer = NADIA, command_id: str | None = None, **changes: Any) -> str:
        """Somebody does this; the server keeps it."""
        self.office.watch.forward(minutes=1)
        device = self.devices[by.id]
        more = {"id": command_id} if command_id else {}
        envelope = device.envelope(command, at=self.now.isoformat(timespec="milliseconds"), **more, **changes)
        clock = {"now": self.now.isoformat(), "monotonic_ms": 2_000, "boot": "boot-1"}
        answer = device.send(envelope, clock=clock)
        assert answer["verdicts"][0]["status"] in ("accepted", "flagged"), answer["verdicts"]
        return str(envelope["id"])

    def later(self, years: int) -> None:
        """Time passes, and everybody opens the app again."""
        self.office.watch.forward(days=366 * years)
        for each in self.devices.values():
            each.opened()

    def sees(self, by: Officer = NADIA, minutes: int = 2, **changes: Any) -> Look:
        """A look that ends now."""
        self.office.watch.forward(minutes=minutes + 1)
        usual = look(
            case_id=CASE_ID, place_id=PLACE_ID, began_at=self.now - timedelta(minutes=minutes), ended_at=self.now, shift_id=None
        )
        return replace(usual, slot=None, **changes)

    def fact(self, text: str, kind: FactKind = FactKind.VEHICLE) -> FactLine:
        """Something seen just now."""
        return FactLine(self.now, kind, text, Certainty.SEEN_MYSELF)

    def opened(self) -> PlayedCase:
        """On the list, with an approved plan."""
        self.does(TIP, command_id="signal")
        self.does(OpenCase("signal", "Esdoorn", CaseTopic.MAIN_RESIDENCE, (PERSON,), (PLACE,)), command_id=CASE_ID)
        self.does(DESCRIBE)
        self.does(NominateCase(CASE_ID, "Lichtere middelen zijn op."))
        self.does(TakePlace(CASE_ID))
        self.does(PLAN, command_id="plan")
        self.does(ApprovePlan("plan"), KARIN)
        return self

    def looked(self) -> PlayedCase:
        """Seen, nothing seen, against, corrected, withdrawn, followed, and from another source."""
        saw = self.sees(result=Result.SEEN, facts=(self.fact(FACT),), interpretation=MEANING)
        self.does(RecordObservation(saw), command_id="seen")
        self.does(CorrectObservation("seen", look=replace(saw, weather="regen"), reason="Het weer vergeten."), command_id="better")
        self.does(RecordObservation(self.sees(RUBEN)), RUBEN, "quiet")
        dark = self.sees(RUBEN, result=Result.SEEN, facts=(self.fact(AGAINST, FactKind.LIGHT),), is_exculpatory=True)
        self.does(RecordObservation(dark), RUBEN, "against")
        self.does(RecordObservation(self.sees()), command_id="wrong")
        self.does(WithdrawObservation("wrong", "Verkeerde straat."))
        end = self.now
        followed = RecordFollowing(CASE_ID, end - timedelta(minutes=4), end, "Lindelaan", "Dorpsplein", "Bestemming bereikt.")
        self.does(followed, command_id="followed")
        self.does(RecordFinding(CASE_ID, "BRP", end, "vraag naar adres", "Staat ingeschreven.", False), command_id="register")
        self.does(AddRemark(CASE_ID, "quiet", "Het regende hard."), RUBEN)
        return self

    def decided(self) -> PlayedCase:
        """An invitation, read along, and the talk in which the resident tells."""
        entries = ("better", "quiet", "against", "followed", "register")
        self.does(replace(INVITE, facts_for=("better",), facts_against=("against",), considered=entries), command_id="decision")
        self.does(ReadDecision("decision", True, "De feiten dragen dit."), SAMIRA)
        end = self.now
        talk = RecordTalk(
            CASE_ID, "decision", end - timedelta(seconds=50), end - timedelta(seconds=5), True,
            caution=Caution(end - timedelta(seconds=45), "U hoeft niet te antwoorden."),
            account=ACCOUNT, statement="Zo is het gegaan.", was_read_back=True, signed=Signed.YES,
        )  # fmt: skip
        self.does(talk, command_id="talk")
        return self

    def closed(self) -> PlayedCase:
        """The resident was told, and the file is shut."""
        self.does(InformResident(CASE_ID, Way.LETTER, TODAY, "Brief met uitleg verstuurd."))
        self.does(CloseCase(CASE_ID, Retention.CHECKED))
        return self
