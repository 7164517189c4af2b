"""When a letter is tried again; and what a mail server's answer means: is mail down, or is it about this one letter? And
is it for good?

Judged by the command that got the answer, by the enhanced status (RFC 3463) where there is one, and by the
reply code (RFC 5321). Whatever refuses *us* (connection, sign-in, sender, quota) is mended by people, and the
letters wait for them. Servers that judge the sender only when the recipient is named (Postfix delays all
refusals until RCPT) are known by their status or by their stock words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from eventsys.mail.record.models import Reason

#: How long a delivery may take; then the letter is anybody's again (longer than all SMTP timeouts together).
IN_HAND = timedelta(minutes=3)
#: Half a minute, doubling to six hours, makes five days, which is how long mail servers try (RFC 5321, 4.5.4.1).
MOST_ATTEMPTS = 29
_LONGEST_PAUSE = timedelta(hours=6)
#: While mail is down one letter is tried this often at last.
_LONGEST_PROBE = timedelta(minutes=10)


def next_try(attempts: int, now: datetime) -> datetime | None:
    """After ``attempts`` answers that asked to wait; ``None`` gives up, after five days."""
    if attempts >= MOST_ATTEMPTS:
        return None
    return now + min(timedelta(seconds=30 * 2 ** max(attempts - 1, 0)), _LONGEST_PAUSE)


def next_probe(probes: int, now: datetime) -> datetime:
    """After ``probes`` letters in a row that found mail down: half a minute, doubling to ten; for ever."""
    return now + min(timedelta(seconds=30 * 2 ** min(max(probes - 1, 0), 10)), _LONGEST_PROBE)


class Command(StrEnum):
    """What was said when the server answered; CONNECT stands for its greeting."""

    CONNECT = "connect"
    EHLO = "ehlo"
    STARTTLS = "starttls"
    AUTH = "auth"
    MAIL = "mail"
    RCPT = "rcpt"
    DATA = "data"


@dataclass(frozen=True, slots=True)
class DeliveryFailure:
    """``mail_down``: no other letter would go out now either, none is given up. ``lasting``: trying this letter
    again would be refused again. ``answered``: the server came as far as the letter's recipient or content, so
    the try counts against the letter. ``words`` are the server's own."""

    reason: Reason
    words: str
    mail_down: bool = False
    lasting: bool = False
    answered: bool = True


_STATUS = re.compile(r"\s*([245])\.(\d{1,3})\.(\d{1,3})\b")
_SIGN_IN = frozenset({530, 534, 535, 538, 454})
#: Subject and detail of the enhanced status, where it tells of us whatever the command.
_OURS = {
    "1.7": Reason.SENDER,
    "1.8": Reason.SENDER,
    "4.5": Reason.QUOTA,
    "7.0": Reason.SIGN_IN,
    "7.8": Reason.SIGN_IN,
    "7.9": Reason.SIGN_IN,
    "7.11": Reason.SIGN_IN,
    **{f"7.{detail}": Reason.SENDER for detail in range(20, 28)},  # SPF, DKIM, DMARC of our domain
    "3.1": Reason.SERVER,
    "3.2": Reason.SERVER,
    "3.5": Reason.SERVER,
}
_THEIRS = {
    "1.1": Reason.NO_SUCH_ADDRESS,
    "1.2": Reason.NO_SUCH_ADDRESS,
    "1.3": Reason.NO_SUCH_ADDRESS,
    "1.6": Reason.NO_SUCH_ADDRESS,
    "1.10": Reason.NO_SUCH_ADDRESS,
    "2.1": Reason.MAILBOX_CLOSED,
    "2.2": Reason.MAILBOX_FULL,
    "2.3": Reason.TOO_LARGE,
    "3.4": Reason.TOO_LARGE,
    "6.7": Reason.UNWRITABLE,
    "7.1": Reason.UNWANTED,
    "7.2": Reason.UNWANTED,
}
_WORDS_OF_US = {
    Reason.QUOTA: r"\b(daily|hourly|sending|outbound)\b.{0,40}\b(limit|quota)",
    Reason.SIGN_IN: r"authentication (is )?required|not authenticated|must issue a? ?starttls",
    Reason.RELAY: r"\brelay|client host (rejected|\S+ blocked)|helo command rejected",
    Reason.SENDER: r"\bsender (address )?(rejected|refused|denied|not )|send ?as ?denied|not allowed to send as",
}
_SAID_OF_US = {reason: re.compile(words, re.IGNORECASE) for reason, words in _WORDS_OF_US.items()}


def failure_of(command: Command, code: int, text: str) -> DeliveryFailure:
    """``code`` and ``text`` of a refusal (4xx or 5xx) after ``command``."""
    words = " ".join(f"{code} {text}".split())[:500]
    found = _STATUS.match(text)
    status = f"{found[2]}.{found[3]}" if found else ""
    if command in {Command.CONNECT, Command.EHLO, Command.STARTTLS}:
        return DeliveryFailure(_OURS.get(status, Reason.SERVER), words, mail_down=True, answered=False)
    if command == Command.AUTH:
        return DeliveryFailure(Reason.SIGN_IN, words, mail_down=True, answered=False)
    ours = _of_us(command, code, status, text)
    if ours is not None:
        return DeliveryFailure(ours, words, mail_down=True, answered=command != Command.MAIL)
    reason = _THEIRS.get(status) or (Reason.TOO_LARGE if command != Command.RCPT and code == 552 else None)
    if reason is None:
        reason = _by_code(code)
    return DeliveryFailure(reason, words, lasting=code >= 500)


def _of_us(command: Command, code: int, status: str, text: str) -> Reason | None:
    """The reason when the answer is about us, ``None`` when it is about the letter."""
    if code in _SIGN_IN:
        return Reason.SIGN_IN
    if code == 421:
        return Reason.SERVER
    if (command, code, status) == (Command.DATA, 552, "7.0"):  # "blocked because of its content"
        return None
    if status in _OURS:
        return _OURS[status]
    said = next((reason for reason, words in _SAID_OF_US.items() if words.search(text)), None)
    if command == Command.MAIL:
        # The size of the letter and its kind of address are told here too; anything else is about the sender.
        return None if code == 552 or status in {"2.3", "3.4", "6.7"} else said or Reason.SENDER
    return said if _THEIRS.get(status, Reason.UNWANTED) == Reason.UNWANTED else None


def _by_code(code: int) -> Reason:
    if code in {552, 452}:
        return Reason.MAILBOX_FULL
    if code < 500:
        return Reason.LATER
    return Reason.NO_SUCH_ADDRESS if code in {550, 551, 553} else Reason.REFUSED
