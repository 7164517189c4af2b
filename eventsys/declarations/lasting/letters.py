"""The letter before other readers stop to trust a document: values in, a message out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from eventsys.conferences.outbox import service as outbox
from eventsys.core.web.filters import day
from eventsys.core.words.languages import fallbacks, in_language
from eventsys.core.words.languages import gettext as _
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
    conference = declaration.conference
    with in_language(to.language):
        text = declaration.title.get_in(fallbacks(to.language, conference.languages))
        said = day(until.date())
        values = {
            **outbox.letter_values(conference, conference.host_name, to.language),
            "salutation": outbox.salutation(to.name, ""),
            "subject_words": _("Signatures to be renewed: %(text)s", text=text),
            "sentences": [
                _(
                    "From %(day)s other readers will no longer trust the signatures of “%(text)s”.",
                    day=said,
                    text=text,
                ),
                _(
                    "Nothing in the document is wrong, and this site goes on verifying it. To keep it provable elsewhere, "
                    "whoever runs the site sets up a time-stamp service (EVENTSYS_TSA_URL) before that day; the document is "
                    "then renewed by itself."
                ),
            ],
            "action_url": url,
            "action_label": _("Open the document"),
        }
    return Letter(
        kind="declarations/notice",
        to_address=to.address,
        to_name=to.name,
        language=to.language,
        values=values,
        conference_id=conference.id,
        reply_to=conference.contact_email,
        about=About("user", to.id),
        key=f"lasting {declaration.public_id} {until:%Y-%m-%d} {to.id}",
    )
