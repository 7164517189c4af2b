"""The letter before other readers stop to trust a document: values in, a message out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from eventsys.core.web.filters import day
from eventsys.core.words.languages import gettext as _
from eventsys.declarations.acts.letters import about_document
from eventsys.declarations.acts.models import Declaration
from eventsys.mail.record.models import About
from eventsys.mail.writing.service import Letter


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody of the staff who is told."""

    name: str
    address: str
    language: str
    id: UUID


def ending(declaration: Declaration, until: datetime, to: Colleague, url: str) -> Letter:
    """Other readers will call the document expired, as no time-stamp service is set up; one letter for each end."""

    def words(text: str) -> tuple[Any, list[Any], Any]:
        sentences = [
            _(
                "From %(day)s other readers will no longer trust the signatures of “%(text)s”.",
                day=day(until.date()),
                text=text,
            ),
            _(
                "Nothing in the document is wrong, and this site goes on verifying it. To keep it provable elsewhere, "
                "whoever runs the site sets up a time-stamp service (EVENTSYS_TSA_URL) before that day; the document is "
                "then renewed by itself."
            ),
        ]
        return _("Signatures to be renewed: %(text)s", text=text), sentences, _("Open the document")

    return about_document(
        declaration,
        to,
        url,
        words,
        city=declaration.conference.host_name,
        about=About("user", to.id),
        key=f"lasting {declaration.public_id} {until:%Y-%m-%d} {to.id}",
    )
