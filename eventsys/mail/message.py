"""An outbox row as the message that goes out. The same row always gives the same message."""

from __future__ import annotations

from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from email.utils import format_datetime, parseaddr

from eventsys.core.settings import SettingsError
from eventsys.files import service as files
from eventsys.mail import rules
from eventsys.mail.errors import BadAddress
from eventsys.mail.models import OutboxLetter

__all__ = ["compose", "sender"]


def sender(mail_from: str) -> Address:
    """EVENTSYS_MAIL_FROM, ``Name <address>``. Raises SettingsError."""
    name, spec = parseaddr(mail_from)
    try:
        return Address(rules.one_line(name), addr_spec=rules.address(spec))
    except BadAddress as error:
        raise SettingsError("EVENTSYS_MAIL_FROM must read: Name <name@example.org>") from error


def compose(letter: OutboxLetter, *, mail_from: str) -> EmailMessage:
    """Text, HTML and attachments. Raises BlobMissing when an attachment is gone from the store."""
    message = EmailMessage(policy=SMTP if letter.to_address.isascii() else SMTPUTF8)
    message["From"] = sender(mail_from)
    message["To"] = Address(rules.one_line(letter.to_name), addr_spec=letter.to_address)
    message["Subject"] = rules.one_line(letter.subject)
    message["Date"] = format_datetime(letter.created_at)
    message["Message-ID"] = letter.message_id
    message["Content-Language"] = letter.language
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    message.set_content(letter.text, cte="quoted-printable")
    message.add_alternative(letter.html, subtype="html", cte="quoted-printable")
    for given in letter.attachments:
        main, _slash, sub = given["media_type"].partition("/")
        message.add_attachment(
            files.read(given["digest"]), maintype=main, subtype=sub, filename=rules.one_line(given["name"])
        )
    for number, part in enumerate(part for part in message.walk() if part.is_multipart()):
        part.set_boundary(f"=_{letter.public_id.hex}_{number}")  # else random: two deliveries would differ
    return message
