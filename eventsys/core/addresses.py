"""Mail addresses: one check for every form, table, shell command and letter.

What passes can be written to by any SMTP server. Before the @ only ASCII is taken: writing to more needs
SMTPUTF8 on every server of the way, few offer it, and a letter that bounces helps nobody. A domain may be
international; it is kept as people read it, and written in ASCII when a letter goes out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from email_validator import EmailNotValidError, ValidatedEmail, validate_email

from eventsys.core.errors import Refusal
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.core.words.text import Localized

__all__ = [
    "BadAddress",
    "NotWritable",
    "ascii_address",
    "mail_address",
    "AddressAsName",
    "holds_address",
    "without_address",
    "words_without_address",
]

_LONGEST = 254  # RFC 5321, 4.5.3.1.3: a path has 256 octets, two of them brackets


class BadAddress(Refusal):
    """What was typed is not one mail address, or is one that no letter reaches."""

    message = _l("“%(address)s” is not a mail address we can write to.")
    status = 422


class NotWritable(BadAddress):
    """An address whose part before the @ is not ASCII."""

    message = _l(
        "“%(address)s” cannot be written to: before the @ only letters without accents, digits and signs "
        "like . _ - + are delivered everywhere."
    )


def mail_address(text: str) -> str:
    """``text`` as one address in its usual form, without outer white space. Raises BadAddress.

    >>> mail_address(" Binh@MÜNCHEN.example ")
    'Binh@münchen.example'
    """
    return _checked(text).normalized


def ascii_address(text: str) -> str:
    """As it stands in a letter's envelope and headers. Raises BadAddress.

    >>> ascii_address("binh@münchen.example")
    'binh@xn--mnchen-3ya.example'
    """
    found = _checked(text).ascii_email
    if found is None:  # not ASCII before the @, which was refused above
        raise NotWritable(address=text[:80])
    return found


def _checked(text: str) -> ValidatedEmail:
    shown = " ".join(text.split())[:80]
    try:
        found = validate_email(text.strip(), check_deliverability=False)
    except EmailNotValidError as error:
        raise BadAddress(address=shown) from error
    if found.ascii_email is None:
        raise NotWritable(address=shown)
    if len(found.ascii_email) > _LONGEST:
        raise BadAddress(address=shown)
    return found


#: "TS.Trần" and "St.John" are names, "Booking.com" an organisation's.
_ANYWHERE = re.compile(r"https?:|//|\bwww\.|\w@\w", re.IGNORECASE)
_DOMAIN = re.compile(
    r"\w\.(?:com|org|net|info|biz|io|ru|cn|xyz|top|site|online|shop|store|app|dev|link|click|club|live|me|ly|gl|to|cc|tk)(?!\w)",
    re.IGNORECASE,
)


def holds_address(text: str, *, domains: bool = True) -> bool:
    """Whether a web or mail address stands in what should be a name; ``domains``: a bare ``evil.com`` is one, too.

    >>> holds_address("see www.evil.example"), holds_address("PGS.TS. Trần"), holds_address("Booking.com", domains=False)
    (True, False, False)
    """
    return bool(_ANYWHERE.search(text) or (domains and _DOMAIN.search(text)))


class AddressAsName(Refusal):
    """A name stands in letters that go out in the secretariat's name."""

    message = _l("A name holds no web or mail address.")
    status = 422


def without_address(name: str, *, domains: bool = True) -> str:
    """The name as it is; ``domains`` as :func:`holds_address`. Raises :class:`AddressAsName`."""
    if holds_address(name, domains=domains):
        raise AddressAsName
    return name


def words_without_address(words: Mapping[str, str] | None) -> Localized:
    """What a body, an office or a city is called, language by language; a body may be called "Booking.com".
    Raises :class:`AddressAsName`."""
    return Localized(
        {language: without_address(text, domains=False) for language, text in (words or {}).items()}
    )
