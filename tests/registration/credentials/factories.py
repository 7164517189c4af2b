"""Letters of credentials for tests."""

from __future__ import annotations

from typing import Any

from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.pdf.layout.blanks import html_to_pdf
from eventsys.registration.credentials import service
from eventsys.registration.credentials.documents import ReadLetter
from eventsys.registration.credentials.models import CredentialChannel, CredentialLetter, LetterSays
from eventsys.registration.delegations.models import Delegation
from eventsys.registration.people.models import Delegate

__all__ = ["letter_pages", "letter_pdf", "make_letter", "make_sent", "read"]


def letter_pdf(words: str = "The Mayor names the delegation", pages: int = 1) -> bytes:
    sheets = "".join(
        f"<section style='break-after:page'>{words} {number}</section>" for number in range(pages)
    )
    return html_to_pdf(f"<html lang=en><title>Letter</title>{sheets}")


def read(words: str = "letter", signer: str = "") -> ReadLetter:
    """As if it had been looked at."""
    octets = f"%PDF-1.7 {words}".encode()
    return ReadLetter(octets, octets, 1, signer)


def make_letter(
    delegation: Delegation, *people: Delegate, words: str = "", accepted: bool = False, **says: Any
) -> CredentialLetter:
    """Filed; the first of ``people`` is named as head. ``accepted``: examined too."""
    given = {"people": people, "head": people[0] if people else None, **says}
    letter = service.file_letter(
        delegation,
        read(words or f"letter of {delegation.city.code}"),
        LetterSays(**given),
        channel=CredentialChannel.STAFF,
        by=SYSTEM,
        now=clock.now(),
    )
    if accepted:
        service.accept(letter, by=SYSTEM, now=clock.now())
    return letter


def make_sent(person: Delegate) -> CredentialLetter:
    """A letter of one page that the city of ``person`` has sent, which names them and waits to be examined."""
    pdf = letter_pdf()
    return service.file_letter(
        person.delegation,
        ReadLetter(pdf, pdf, 1),
        LetterSays(people=[person]),
        channel=CredentialChannel.PAGE,
        by=SYSTEM,
        now=clock.now(),
    )


def letter_pages(person: Delegate) -> dict[str, dict[str, Any]]:
    """What stands in the addresses about such a letter, by page."""
    here = {"letter_id": make_sent(person).public_id, "which": "shown", "number": 1}
    return dict.fromkeys(
        [f"registration.{page}" for page in ("letter_file", "letter_page", "decide_credentials")], here
    )
