"""An outbox row as the message that goes out. The same row always gives the same message."""

from __future__ import annotations

from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, EmailPolicy
from email.utils import format_datetime, parseaddr
from typing import Any

from eventsys.core.settings import SettingsError
from eventsys.files import service as files
from eventsys.mail.composing import rules
from eventsys.mail.record import rules as record_rules
from eventsys.mail.record.models import OutboxLetter

_TEXTS = frozenset({"subject"})
_ADDRESSES = frozenset({"from", "to", "reply-to"})


class _Policy(EmailPolicy):
    """Writes fields with people's words by our own rules; all others are the library's."""

    def fold_binary(self, name: str, value: Any) -> bytes:
        if name.lower() in _TEXTS:
            return self._line(rules.text_field(name, str(value)))
        if name.lower() in _ADDRESSES:
            (only,) = value.addresses
            return self._line(rules.address_field(name, only.display_name, only.addr_spec))
        return super().fold_binary(name, value)

    @staticmethod
    def _line(field: str) -> bytes:
        return f"{field}\r\n".encode("ascii")


_POLICY = _Policy(linesep=SMTP.linesep, max_line_length=SMTP.max_line_length)


def sender(mail_from: str, setting: str = "EVENTSYS_MAIL_FROM") -> Address:
    """EVENTSYS_MAIL_FROM (or another ``setting``), ``Name <address>``; unlike other people's it may be of this network only
    (``secretariat@localhost``). Raises SettingsError."""
    name, spec = parseaddr(mail_from)
    local, _at, domain = spec.rpartition("@")
    try:
        address = Address(record_rules.one_line(name), local, domain.encode("idna").decode("ascii"))
        address.addr_spec.encode("ascii")
        if not address.domain or not local or any(c.isspace() for c in spec):
            raise ValueError("not one address")
        return address
    except (ValueError, HeaderParseError, IndexError) as error:
        raise SettingsError(f"{setting} must read: Name <name@example.org>") from error


def compose(letter: OutboxLetter, *, mail_from: str) -> EmailMessage:
    """Text, HTML with its pictures, and attachments. Raises BlobMissing when an attachment is gone from the store."""
    message = EmailMessage(policy=_POLICY)
    message["From"] = sender(mail_from)
    message["To"] = Address(record_rules.one_line(letter.to_name), addr_spec=letter.to_address)
    if letter.reply_to:
        message["Reply-To"] = Address(addr_spec=letter.reply_to)
    message["Subject"] = record_rules.one_line(letter.subject)
    message["Date"] = format_datetime(letter.created_at)
    message["Message-ID"] = letter.message_id
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    message.set_content(letter.text, cte="quoted-printable")
    message.add_alternative(letter.html, subtype="html", cte="quoted-printable")
    _text, html = message.iter_parts()
    for given in letter.attachments:
        main, _slash, sub = given["media_type"].partition("/")
        kind = {"maintype": main, "subtype": sub, "filename": record_rules.one_line(given["name"])}
        if "cid" in given:
            html.add_related(
                files.read(given["digest"]), cid=f"<{given['cid']}>", disposition="inline", **kind
            )
        else:
            message.add_attachment(files.read(given["digest"]), **kind)
    # Setting the content takes every Content- field away, and making parts moves them: so this one comes last.
    message["Content-Language"] = letter.language
    for number, part in enumerate(part for part in message.walk() if part.is_multipart()):
        part.set_boundary(f"=_{letter.public_id.hex}_{number}")  # else random: two deliveries would differ
    return message
