"""A real SMTP server for the tests, that keeps what it got and can refuse, fall silent, or ask for a password."""

from __future__ import annotations

from email import message_from_bytes
from email.message import Message
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword
from running import LOOPBACK, free_port


class Mailbox:
    """An SMTP server on a free port of this machine."""

    def __init__(self, password: str = "", port: int = 0) -> None:
        self.got: list[tuple[str, Message]] = []
        self.refuses = False
        self._password = password.encode()
        how: dict[str, Any] = {}
        if password:
            how = {"authenticator": self._authenticate, "auth_required": True, "auth_require_tls": False}
        self.port = port or free_port()
        self._controller = Controller(self, hostname=LOOPBACK, port=self.port, **how)
        self._controller.start()

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802  # aiosmtpd calls it so
        if self.refuses:
            return f"550 no such mailbox {envelope.rcpt_tos[0]}"
        self.got += [(to, message_from_bytes(envelope.content)) for to in envelope.rcpt_tos]
        return "250 OK"

    def _authenticate(self, _server: Any, _session: Any, _envelope: Any, _mechanism: str, said: Any) -> AuthResult:
        good = isinstance(said, LoginPassword) and said.password == self._password
        return AuthResult(success=good, handled=False)

    @property
    def texts(self) -> list[tuple[str, str]]:
        """To whom, and the words."""
        return [(to, str(message.get_payload(decode=True), "utf-8").strip()) for to, message in self.got]  # type: ignore[arg-type]  # bytes

    def close(self) -> None:
        self._controller.stop()
