"""The ways out: a folder of .eml files, or an SMTP server. Both take a message and raise Undelivered."""

from __future__ import annotations

import os
import smtplib
import ssl
from contextlib import suppress
from email.message import EmailMessage
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self
from urllib.parse import unquote, urlsplit

from eventsys.core.settings import Settings, SettingsError
from eventsys.mail.composing.documents import sender
from eventsys.mail.delivery.rules import Command, DeliveryFailure, failure_of
from eventsys.mail.record.models import Reason
from eventsys.mail.record.rules import file_name

TIMEOUT = 20.0


class Undelivered(Exception):
    """The letter was not taken; ``verdict`` says what that means."""

    def __init__(self, verdict: DeliveryFailure) -> None:
        super().__init__(verdict.words)
        self.verdict = verdict


class Transport(Protocol):
    """Used in a ``with`` block for several letters."""

    def __enter__(self) -> Self: ...
    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None: ...
    def send(self, message: EmailMessage, to: str) -> None:
        """Hands the letter over for ``to``, an address. Raises :class:`Undelivered`."""


def transport_for(settings: Settings) -> Transport:
    """By EVENTSYS_MAIL_URL, else the folder ``outbox`` in the data folder. Raises SettingsError."""
    if settings.mail_url:
        return Smtp(settings.mail_url, settings.mail_bounces)
    return Folder(settings.data_dir / "outbox")


class Folder:
    """One file a letter, named by its Message-ID: delivering again replaces it by the same file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def send(self, message: EmailMessage, _to: str) -> None:
        name = file_name(str(message["Message-ID"]))
        fresh = self.folder / f".{name}.{os.getpid()}"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            fresh.write_bytes(message.as_bytes())
            fresh.replace(self.folder / name)
        except OSError as error:
            with suppress(OSError):
                fresh.unlink(missing_ok=True)
            words = f"{self.folder}: {error.strerror}"
            raise Undelivered(
                DeliveryFailure(Reason.FOLDER, words, mail_down=True, answered=False)
            ) from error


class Smtp:
    """``smtp://user:password@host:port``, ``smtps://`` (TLS from the start), ``smtp+starttls://``.

    ``bounces``: the envelope's sender, to whom other servers report; without it, whom the letter is from.
    """

    def __init__(self, url: str, bounces: str = "") -> None:
        self.bounces = sender(bounces, "EVENTSYS_MAIL_BOUNCES").addr_spec if bounces else ""
        parts = urlsplit(url)
        try:
            port = parts.port
        except ValueError as error:
            raise SettingsError("EVENTSYS_MAIL_URL has a port that is no number") from error
        if not parts.hostname:
            raise SettingsError("EVENTSYS_MAIL_URL must read smtp://user:password@host:port")
        self.scheme, self.host = parts.scheme, parts.hostname
        self.port = port or {"smtps": 465, "smtp+starttls": 587}.get(parts.scheme, 25)
        self.user, self.password = unquote(parts.username or ""), unquote(parts.password or "")
        self._client: smtplib.SMTP | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._hang_up()

    def _hang_up(self) -> None:
        client, self._client = self._client, None
        if client is not None:
            with suppress(smtplib.SMTPException, OSError):
                client.quit()

    def _connected(self) -> smtplib.SMTP:
        """Raises Undelivered, always as mail being down: nothing was said of a letter yet."""
        if self._client is not None:
            return self._client
        command = Command.CONNECT
        try:
            context = ssl.create_default_context()
            if self.scheme == "smtps":
                client: smtplib.SMTP = smtplib.SMTP_SSL(
                    self.host, self.port, timeout=TIMEOUT, context=context
                )
            else:
                client = smtplib.SMTP(self.host, self.port, timeout=TIMEOUT)
            self._client = client
            command = Command.EHLO
            client.ehlo_or_helo_if_needed()
            if self.scheme == "smtp+starttls":
                command = Command.STARTTLS
                client.starttls(context=context)
            if self.user:
                command = Command.AUTH
                client.login(self.user, self.password)
        except smtplib.SMTPResponseException as error:
            self._hang_up()
            raise Undelivered(failure_of(command, error.smtp_code, _text(error.smtp_error))) from error
        except (smtplib.SMTPException, OSError) as error:
            self._hang_up()
            reason = Reason.SIGN_IN if command == Command.AUTH else Reason.UNREACHABLE
            raise Undelivered(self._broken(error, reason, answered=False)) from error
        return client

    def send(self, message: EmailMessage, to: str) -> None:
        client = self._connected()
        try:
            client.send_message(message, from_addr=self.bounces or None, to_addrs=[to])
        except smtplib.SMTPSenderRefused as error:
            self._settled(client)
            raise Undelivered(failure_of(Command.MAIL, error.smtp_code, _text(error.smtp_error))) from error
        except smtplib.SMTPRecipientsRefused as error:
            self._settled(client)
            code, text = next(iter(error.recipients.values()))
            raise Undelivered(failure_of(Command.RCPT, code, _text(text))) from error
        except smtplib.SMTPNotSupportedError as error:
            raise Undelivered(DeliveryFailure(Reason.UNWRITABLE, str(error)[:500], lasting=True)) from error
        except smtplib.SMTPResponseException as error:
            self._settled(client)
            raise Undelivered(failure_of(Command.DATA, error.smtp_code, _text(error.smtp_error))) from error
        except (smtplib.SMTPException, OSError) as error:
            self._hang_up()
            raise Undelivered(self._broken(error, Reason.UNREACHABLE, answered=True)) from error

    def _settled(self, client: smtplib.SMTP) -> None:
        """After a refusal the connection is ready for the next letter, unless the server has closed it."""
        if client.sock is None:
            self._client = None

    def _broken(self, error: Exception, reason: Reason, *, answered: bool) -> DeliveryFailure:
        words = f"{self.host}:{self.port}: {type(error).__name__}: {error}"[:500]
        return DeliveryFailure(reason, words, mail_down=True, answered=answered)


def _text(said: bytes | str) -> str:
    return said.decode("utf-8", "replace") if isinstance(said, bytes) else said
