"""Mails without content by way of the team's own mail server: its settings, who can be reached, and what was sent.

`smtplib` in a worker thread: it comes with Python, a team sends a few mails a day, and nothing waits for it.
"""

from __future__ import annotations

import smtplib
import ssl
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from pathlib import Path
from typing import Any

from field_app.rules.wire import decode, encode
from sync_server import text_nl
from sync_server.store.server_store import ServerStore

#: Seconds to wait for the mail server at each step.
_PATIENCE = 15
#: On this port a connection is encrypted from its first byte; on every other one it becomes so (STARTTLS).
_ALWAYS_ENCRYPTED = 465

#: What can go wrong on the way to a mail server; its own words may hold addresses and are never logged.
MailTrouble = (smtplib.SMTPException, OSError)


@dataclass(frozen=True, slots=True)
class MailServer:
    """The municipality's mail server and the sender. The password stays in a file of its own, outside every backup."""

    host: str
    port: int
    sender: str
    user: str | None = None
    password_file: str | None = None
    is_encrypted: bool = False


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail to one address. `key` says what it is about and for whom, so that it is sent once."""

    key: str
    to: str
    subject: str
    text: str
    is_urgent: bool = False


@dataclass(slots=True)
class Postbox:
    """What the server knows of a team's mail; it stands beside the rows and never reaches a phone.

    `done` holds the keys of letters that were sent, or that nobody needed because they were in the app.
    """

    server: MailServer | None = None
    officers: dict[str, str] = field(default_factory=dict)
    duty: str | None = None
    done: set[str] = field(default_factory=set)


def postbox(store: ServerStore, team_id: str) -> Postbox:
    """The team's mail; empty when nothing was set."""
    kept: dict[str, Any] = store.meta(_name(team_id)) or {}
    server = decode(MailServer, kept["server"]) if kept.get("server") else None
    return Postbox(server, kept.get("officers", {}), kept.get("duty"), set(kept.get("done", [])))


def keep(store: ServerStore, team_id: str, box: Postbox) -> None:
    """Remember the team's mail."""
    server = encode(box.server) if box.server else None
    kept = {"server": server, "officers": box.officers, "duty": box.duty, "done": sorted(box.done)}
    store.set_meta(_name(team_id), kept)


def _name(team_id: str) -> str:
    return f"mail:{team_id}"


def swap_letter(key: str, to: str) -> Letter:
    """That somebody is asked to take a shift."""
    return Letter(key, to, text_nl.SWAP_SUBJECT, text_nl.SWAP)


def alarm_letter(key: str, to: str, phone: str | None) -> Letter:
    """That a colleague needs help; `phone` is the number of the duty contact."""
    return Letter(key, to, text_nl.ALARM_SUBJECT, text_nl.alarm(phone), is_urgent=True)


def send(server: MailServer, letter: Letter) -> None:
    """Hand one letter to the mail server. Raises `MailTrouble`."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = server.sender, letter.to, letter.subject
    message["Date"], message["Message-ID"] = formatdate(), make_msgid(domain=server.sender.rpartition("@")[2])
    message["Auto-Submitted"] = "auto-generated"
    if letter.is_urgent:
        message["Importance"] = "high"
    message.set_content(letter.text)
    with _connected(server) as line:
        if server.user and server.password_file:
            line.login(server.user, Path(server.password_file).read_text(encoding="utf-8").strip())
        line.send_message(message)


def _connected(server: MailServer) -> smtplib.SMTP:
    if server.is_encrypted and server.port == _ALWAYS_ENCRYPTED:
        return smtplib.SMTP_SSL(server.host, server.port, timeout=_PATIENCE, context=ssl.create_default_context())
    line = smtplib.SMTP(server.host, server.port, timeout=_PATIENCE)
    if server.is_encrypted:
        try:
            line.starttls(context=ssl.create_default_context())
        except MailTrouble:
            line.close()
            raise
    return line
