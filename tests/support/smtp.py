"""A real SMTP server, which says what a test has it say."""

from __future__ import annotations

import email
import email.policy
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

from tests.support.servers import free_port

__all__ = ["Letter", "SmtpServer", "smtp"]


@dataclass(frozen=True)
class Letter:
    """One delivery as the server saw it: the envelope and the parsed message."""

    sender: str
    recipients: tuple[str, ...]
    message: EmailMessage
    octets: bytes = b""


@dataclass
class SmtpServer:
    """A real SMTP server that takes what it gets, but for what the test has it say.

    ``answers``, ``on_rcpt`` and ``on_mail`` are for the next letters in order, at DATA, RCPT TO and MAIL FROM;
    ``refuses`` is said to each of these recipients; ``says`` at MAIL FROM for as long as it is there.
    ``password``: who signs in with another is refused, who does not sign in may not write.
    """

    host: str
    port: int
    letters: list[Letter] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    on_rcpt: list[str] = field(default_factory=list)
    on_mail: list[str] = field(default_factory=list)
    refuses: dict[str, str] = field(default_factory=dict)
    says: str = ""
    tries: int = 0
    password: str = ""

    async def handle_MAIL(  # noqa: N802
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Called by aiosmtpd for each MAIL FROM."""
        self.tries += 1
        answer = self.says or (self.on_mail.pop(0) if self.on_mail else "250 OK")
        if answer.startswith("2"):
            envelope.mail_from = address
            envelope.mail_options.extend(options)
        return answer

    async def handle_RCPT(  # noqa: N802
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        """Called by aiosmtpd for each RCPT TO."""
        answer = self.refuses.get(address) or (self.on_rcpt.pop(0) if self.on_rcpt else "250 OK")
        if answer.startswith("2"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Called by aiosmtpd for each message."""
        if self.answers and not (answer := self.answers.pop(0)).startswith("2"):
            return answer
        content = (
            envelope.content if isinstance(envelope.content, bytes) else (envelope.content or "").encode()
        )
        message = email.message_from_bytes(content, policy=email.policy.default)
        self.letters.append(Letter(envelope.mail_from or "", tuple(envelope.rcpt_tos), message, content))
        return "250 Message accepted for delivery"

    def signs_in(
        self, _server: SMTP, _session: Session, _envelope: Envelope, _way: str, given: Any
    ) -> AuthResult:
        """Called by aiosmtpd for each AUTH."""
        return AuthResult(success=given.password == self.password.encode(), handled=False)


@contextmanager
def smtp(
    port: int = 0,
    password: str = "",
    *,
    implicit: ssl.SSLContext | None = None,
    starttls: ssl.SSLContext | None = None,
) -> Iterator[SmtpServer]:
    """A real SMTP server in a thread; its ``letters`` are what was delivered so far. ``implicit``: it speaks TLS from the
    start; ``starttls``: it takes no letter and no password before STARTTLS."""
    server = SmtpServer("127.0.0.1", port or free_port(), password=password)
    options: dict[str, Any] = {"ssl_context": implicit} if implicit else {}
    if starttls:
        options = {"tls_context": starttls, "require_starttls": True}
    if password:
        options |= {
            "authenticator": server.signs_in,
            "auth_required": True,
            "auth_require_tls": bool(starttls),
        }
    controller = Controller(server, hostname=server.host, port=server.port, **options)
    controller.start()
    try:
        yield server
    finally:
        controller.stop()
