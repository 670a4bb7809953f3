"""Mails without content, by way of a real mail server: once, later when it is down, and never in the way of the exchange."""

from __future__ import annotations

import logging
import socket
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from mailbox_server import Mailbox
from people import NADIA, NADIAS_SHIFT, RUBEN, TEAM, TODAY, at
from running import Office, put, until

from field_app.rules.vocabulary import Moment, Slot
from sync_server import mail
from sync_server.admin import main
from sync_server.mail import Letter, MailServer, MailTrouble, send

SWAP = "Er is een ruilverzoek voor u in Ronde. Open de app."
LETTER = Letter("key", "ruben@gemeente.test", "Ronde", SWAP)
TOMORROW = replace(
    NADIAS_SHIFT,
    id="tomorrow",
    begins_at=at("05:00") + timedelta(days=5),
    ends_at=at("09:00") + timedelta(days=5),
    slots=(Slot(TODAY + timedelta(days=5), Moment.EARLY_MORNING),),
    stops=(),
)


@pytest.fixture
def post() -> Iterator[Mailbox]:
    made = Mailbox()
    yield made
    made.close()


def ronde(office: Office, *words: str) -> int:
    return main([*words, "--folder", str(office.folder)])


def with_mail(office: Office, port: int) -> None:
    """The office sets the mail server and the addresses beside the running server."""
    assert ronde(office, "team", "mail", "--host", "127.0.0.1", "--port", str(port), "--from", "ronde@gemeente.test") == 0
    assert ronde(office, "team", "duty", "Meldkamer", "0612345678", "--mail", "wacht@gemeente.test") == 0
    assert ronde(office, "officer", "mail", RUBEN.name, "ruben@gemeente.test") == 0


def test_an_offer_reaches_the_colleague_who_is_not_in_the_app_once(office: Office, post: Mailbox) -> None:
    with_mail(office, post.port)
    put(office.folder, TOMORROW)
    nadia = office.phone(NADIA)
    nadia.workday.offer_swap(TOMORROW.id, RUBEN.id)
    nadia.round()
    until(lambda: bool(post.got), "the mail came")
    office.restart()
    nadia.look()
    nadia.round()
    nadia.workday.raise_alarm()
    nadia.round()
    until(lambda: len(post.got) >= 3, "the alarm came: the watch has looked again")
    assert [to for to, text in post.texts if text == SWAP] == ["ruben@gemeente.test"]


def test_who_is_in_the_app_gets_no_mail_of_an_offer(office: Office, post: Mailbox) -> None:
    with_mail(office, post.port)
    put(office.folder, TOMORROW)
    nadia, _ = office.phone(NADIA), office.phone(RUBEN)
    nadia.workday.offer_swap(TOMORROW.id, RUBEN.id)
    nadia.workday.raise_alarm()
    nadia.round()
    until(lambda: bool(post.got), "the alarm came")
    office.watch.forward(minutes=45)
    nadia.look()
    nadia.round()
    until(lambda: len(post.got) >= 2, "of the alarm he now hears by mail, of the offer he had heard in the app")
    assert sorted(post.texts) == [
        ("ruben@gemeente.test", "Een collega heeft hulp nodig. Open Ronde of bel 0612345678."),
        ("wacht@gemeente.test", "Een collega heeft hulp nodig. Open Ronde of bel 0612345678."),
    ]


def test_a_mail_says_that_a_machine_sent_it_and_nothing_of_that_machine(post: Mailbox) -> None:
    send(MailServer("127.0.0.1", post.port, "ronde@gemeente.test"), replace(LETTER, is_urgent=True))
    ((_, message),) = post.got
    assert (message["From"], message["To"]) == ("ronde@gemeente.test", "ruben@gemeente.test")
    assert (message["Auto-Submitted"], message["Importance"]) == ("auto-generated", "high")
    assert message["Message-ID"].endswith("@gemeente.test>")
    kept = str(message).replace("localhost", "")
    assert socket.gethostname() not in kept


def test_while_the_mail_server_is_down_the_exchange_goes_on_and_the_mail_comes_later(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    gone = Mailbox()
    port = gone.port
    gone.close()
    with_mail(office, port)
    nadia = office.phone(NADIA)
    with caplog.at_level(logging.INFO):
        nadia.workday.raise_alarm()
        nadia.round()
        until(lambda: "try 1" in caplog.text, "the mail server was not there")
        for _ in range(20):
            nadia.look()
            nadia.round()
        back = Mailbox(port=port)
        try:
            office.watch.forward(minutes=1)
            until(lambda: len(back.got) == 2, "both mails came")
            back.refuses = True
            nadia.workday.end_alarm(nadia.workday.safety().own_alarm.alarm.id, "veilig")  # type: ignore[union-attr]  # it was raised
            nadia.workday.raise_alarm()
            office.watch.forward(minutes=1)
            nadia.round()
            until(lambda: "SMTPDataError" in caplog.text, "the mail server refuses")
        finally:
            back.close()
    ours = [each.getMessage() for each in caplog.records if not each.name.startswith("mail.")]  # the test's own mail server apart
    assert [each for each in ours if "gemeente.test" in each or "0612345678" in each] == []
    assert any("could not be sent" in each for each in ours)


def test_a_failure_logged_with_its_own_words_would_hold_an_address(post: Mailbox) -> None:
    """The planted fault: why the log gets the kind of trouble only."""
    post.refuses = True
    with pytest.raises(MailTrouble) as trouble:
        send(MailServer("127.0.0.1", post.port, "ronde@gemeente.test"), LETTER)
    assert "ruben@gemeente.test" in str(trouble.value)


def test_nothing_is_sent_in_the_clear_where_encryption_was_asked(post: Mailbox) -> None:
    server = MailServer("127.0.0.1", post.port, "ronde@gemeente.test", is_encrypted=True)
    with pytest.raises(MailTrouble):
        send(server, LETTER)
    assert post.got == []
    send(replace(server, is_encrypted=False), LETTER)
    assert len(post.got) == 1


def test_a_mail_server_that_asks_for_a_password_gets_it_from_its_file(tmp_path: Path) -> None:
    post = Mailbox("geheim")
    secret = tmp_path / "password"
    secret.write_text("geheim\n")
    server = MailServer("127.0.0.1", post.port, "ronde@gemeente.test", "ronde", str(secret))
    try:
        send(server, LETTER)
        secret.write_text("anders")
        with pytest.raises(MailTrouble):
            send(server, LETTER)
        assert len(post.got) == 1
    finally:
        post.close()


# ---- what the office sets


def box(office: Office) -> mail.Postbox:
    return office.at_desk(lambda store: mail.postbox(store, TEAM.id))


def test_settings_stand_beside_the_rows_and_never_reach_a_phone(office: Office, tmp_path: Path) -> None:
    secret = tmp_path / "password"
    secret.write_text("geheim")
    words = ["--host", "127.0.0.1", "--from", "ronde@gemeente.test", "--user", "ronde", "--password-file", str(secret), "--tls"]
    with_mail(office, 25)
    assert ronde(office, "team", "mail", *words) == 0
    assert box(office).server == MailServer("127.0.0.1", 25, "ronde@gemeente.test", "ronde", str(secret), is_encrypted=True)
    assert box(office).officers == {RUBEN.id: "ruben@gemeente.test"}
    phone = office.phone(NADIA)
    rows = str(office.rows()) + str(phone.bodies())
    assert "gemeente.test" not in rows
    assert "geheim" not in rows + (office.folder / "ronde.db").read_bytes().decode("latin-1")
    duty = phone.workday.safety().duty
    assert duty is not None and (duty.name, duty.phone) == ("Meldkamer", "0612345678")
    assert ronde(office, "officer", "mail", RUBEN.name) == 0
    assert ronde(office, "team", "mail", "--off") == 0
    assert (box(office).server, box(office).officers) == (None, {})


@pytest.mark.parametrize(
    "words",
    [
        ["team", "mail", "--from", "a@b.nl"],
        ["team", "mail", "--host", "mail", "--from", "geen adres"],
        ["team", "mail", "--host", "mail", "--from", "a@b.nl", "--user", "ronde"],
        ["team", "mail", "--host", "mail", "--from", "a@b.nl", "--user", "ronde", "--password-file", "secret", "--tls"],
        ["team", "mail", "--host", "mail", "--from", "a@b.nl", "--user", "ronde", "--password-file", "pyproject.toml"],
        ["team", "duty", "Meldkamer", "bel mij"],
        ["team", "duty", "Meldkamer", "112", "--mail", "wacht"],
        ["officer", "mail", "Niemand", "a@b.nl"],
        ["officer", "mail", RUBEN.name, "Ruben <a@b.nl>"],
        ["officer", "mail", RUBEN.name, "a@b.nl\nBcc: c@d.nl"],
    ],
    ids=str,
)
def test_settings_that_cannot_work_are_told_at_once_and_change_nothing(
    office: Office, words: list[str], capsys: pytest.CaptureFixture[Any]
) -> None:
    before = box(office)
    assert ronde(office, *words) == 1
    assert capsys.readouterr().err.startswith("ronde: ")
    assert box(office) == before
