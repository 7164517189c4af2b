"""The ways out: a folder of .eml files, or an SMTP server. Both take a message and raise NotDelivered."""

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
from eventsys.mail.errors import Permanent, Temporary

__all__ = ["Folder", "Smtp", "Way", "way_out"]

TIMEOUT = 20.0


class Way(Protocol):
    """Used in a ``with`` block for several letters."""

    def __enter__(self) -> Self: ...
    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None: ...
    def send(self, message: EmailMessage, to: str) -> None:
        """Raises Permanent, Temporary."""


def way_out(settings: Settings) -> Way:
    """By EVENTSYS_MAIL_URL, else the folder ``outbox`` in the data folder. Raises SettingsError."""
    if settings.mail_url:
        return Smtp(settings.mail_url)
    return Folder(settings.data_dir / "outbox")


class Folder:
    """One file a letter, named by its Message-ID: delivering again replaces it by the same file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def send(self, message: EmailMessage, to: str) -> None:
        name = str(message["Message-ID"]).strip("<>").partition("@")[0]
        fresh = self.folder / f".{name}.{os.getpid()}"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            fresh.write_bytes(message.as_bytes())
            fresh.replace(self.folder / f"{name}.eml")
        except OSError as error:
            with suppress(OSError):
                fresh.unlink(missing_ok=True)
            raise Temporary(f"{self.folder}: {error.strerror}", server_down=True) from error


class Smtp:
    """``smtp://user:password@host:port``, ``smtps://`` (TLS from the start), ``smtp+starttls://``."""

    def __init__(self, url: str) -> None:
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
        if self._client is not None:
            return self._client
        context = ssl.create_default_context()
        if self.scheme == "smtps":
            client: smtplib.SMTP = smtplib.SMTP_SSL(self.host, self.port, timeout=TIMEOUT, context=context)
        else:
            client = smtplib.SMTP(self.host, self.port, timeout=TIMEOUT)
        if self.scheme == "smtp+starttls":
            client.starttls(context=context)
        if self.user:
            client.login(self.user, self.password)
        self._client = client
        return client

    def send(self, message: EmailMessage, to: str) -> None:
        try:
            client = self._connected()
        except (
            smtplib.SMTPException,
            OSError,
        ) as error:  # also a refused sign-in: ours to mend, not the letter's
            self._hang_up()
            raise Temporary(f"{self.host}:{self.port}: {_words(error)}", server_down=True) from error
        try:
            client.send_message(message, to_addrs=[to])
        except smtplib.SMTPRecipientsRefused as error:
            code, text = next(iter(error.recipients.values()))
            raise _by_code(code, text) from error
        except smtplib.SMTPNotSupportedError as error:
            raise Permanent(f"the mail server cannot write to this address: {_words(error)}") from error
        except smtplib.SMTPResponseException as error:
            self._hang_up()
            raise _by_code(error.smtp_code, error.smtp_error) from error
        except (smtplib.SMTPException, OSError) as error:
            self._hang_up()
            raise Temporary(_words(error), server_down=True) from error


def _by_code(code: int, text: bytes | str) -> Permanent | Temporary:
    words = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    reason = f"{code} {words}"[:500]
    if code == 421:
        return Temporary(reason, server_down=True)
    return Permanent(reason) if 500 <= code < 600 else Temporary(reason)


def _words(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return str(_by_code(error.smtp_code, error.smtp_error))
    return f"{type(error).__name__}: {error}"[:500]
