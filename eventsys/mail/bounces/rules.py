"""What a mail server further on sends back when a letter could not be delivered (RFC 3464), read from its bytes.

A report names our letter by the Message-ID of what it returns, or by the one it answers to. That is a random number
which only the recipient and the servers on the way have seen: nobody else can call a letter undelivered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, message_from_string
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parsedate_to_datetime

from eventsys.mail.delivery.rules import Command, failure_of
from eventsys.mail.record.models import Reason

MOST_OF_A_REPORT = 1_000_000
"""Bytes of a report that are read: what it returns of the letter stands behind what it says of it."""
_IDS = re.compile(r"<[^<>\s]{3,200}>")
_STATUS = re.compile(r"([245])\.(\d{1,3}\.\d{1,3})")
_CODE = re.compile(r"([45]\d\d)\b")
#: Subject and detail of a lasting status that means another thing in a report than at the door (RFC 3463; Exchange
#: says 4.1 where it knows no such mailbox, and 7.0 tells of the letter's content).
_HERE = {
    "4.1": Reason.NO_SUCH_ADDRESS,
    "4.4": Reason.NO_SUCH_ADDRESS,
    "4.6": Reason.REFUSED,
    "4.7": Reason.GIVEN_UP,
    "7.0": Reason.UNWANTED,
}


@dataclass(frozen=True, slots=True)
class Bounce:
    """What a report says of one recipient. ``letters``: Message-IDs, the likeliest first; ``failed``: it is given up
    (else delayed, or even delivered); ``sent``: when the reporting server was given the letter; ``words``: its own,
    with the address it speaks of."""

    letters: tuple[str, ...]
    recipient: str
    failed: bool
    reason: Reason
    words: str
    sent: datetime | None


def bounces_of(raw: bytes) -> list[Bounce]:
    """One for each recipient of a delivery report; none of any other message, however broken."""
    try:
        message = message_from_bytes(raw[:MOST_OF_A_REPORT])
        parts = list(message.walk())
    except RecursionError:  # parts in parts without end: no server's report
        return []
    reports = [part for part in parts if part.get_content_type() == "message/delivery-status"]
    letters = tuple(dict.fromkeys(_letters(message, parts)))
    return [bounce for report in reports for bounce in _of_report(report, letters)]


def _of_report(report: Message, letters: tuple[str, ...]) -> Iterator[Bounce]:
    blocks = [block for block in report.get_payload() if isinstance(block, Message)]
    sent = next((_moment(block["Arrival-Date"]) for block in blocks if block["Arrival-Date"]), None)
    for block in blocks:
        if block["Action"] and (block["Final-Recipient"] or block["Original-Recipient"]):
            yield _bounce(block, letters, sent)


def _bounce(block: Message, letters: tuple[str, ...], sent: datetime | None) -> Bounce:
    recipient = _typed(block["Final-Recipient"] or block["Original-Recipient"])
    said = _typed(block["Diagnostic-Code"])
    status = _STATUS.search(str(block["Status"] or "")) or _STATUS.search(said)
    return Bounce(
        letters,
        recipient,
        str(block["Action"]).strip().casefold() == "failed",
        _reason(status[1] if status else "5", status[2] if status else "", said),
        f"{recipient}: {said or block['Status'] or ''}".strip(": ")[:500],
        sent,
    )


def _reason(kind: str, detail: str, said: str) -> Reason:
    """A lasting refusal as the door would have told it; a passing one that lasted for days is given up."""
    if kind == "4":
        return Reason.MAILBOX_FULL if detail == "2.2" else Reason.GIVEN_UP
    if detail in _HERE:
        return _HERE[detail]
    code = _CODE.match(said)
    text = said[code.end() :].strip() if code else said
    if detail and not _STATUS.match(text):
        text = f"{kind}.{detail} {text}"
    return failure_of(Command.RCPT, int(code[1]) if code and code[1][0] == "5" else 550, text).reason


def _typed(field: object) -> str:
    """``rfc822; somebody@example.org`` without its type, on one line."""
    text = " ".join(_words(field).split())
    kind, mark, rest = text.partition(";")
    return rest.strip() if mark and re.fullmatch(r"[\w-]+", kind.strip()) else text


def _words(field: object) -> str:
    try:
        return str(make_header(decode_header(str(field or ""))))
    except (LookupError, ValueError):  # a charset or bytes that nobody knows
        return str(field or "")


def _moment(field: object) -> datetime | None:
    try:
        found = parsedate_to_datetime(str(field))
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _letters(message: Message, parts: list[Message]) -> Iterator[str]:
    """What is returned names the letter; else what the report says it answers to."""
    for part in parts:
        if part.get_content_type() == "text/rfc822-headers":
            body = part.get_payload(decode=True)
            text = body.decode("utf-8", "replace") if isinstance(body, bytes) else ""
            yield from _IDS.findall(str(message_from_string(text)["Message-ID"] or ""))
        elif part is not message:
            yield from _IDS.findall(str(part["Message-ID"] or ""))
    for name in ("In-Reply-To", "References", "X-Original-Message-ID"):
        yield from _IDS.findall(str(message[name] or ""))
