"""Letters to a person; values in, a message out; nothing is sent here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from eventsys.conferences.outbox import service as outbox
from eventsys.core.words.languages import fallbacks
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.mail.record.models import About
from eventsys.mail.writing.service import Attachment, Letter
from eventsys.pdf.layout.qr import qr_png
from eventsys.registration.links import documents
from eventsys.registration.people import models as people_models
from eventsys.registration.people.models import Delegate


def own_link(delegate: Delegate, url: str) -> Letter:
    """To the person: please complete your registration here."""
    return to_delegate(delegate, "own_link", {"action_url": url}, label=_l("Complete your registration"))


def returned(delegate: Delegate, url: str) -> Letter:
    """Sent back, with the reason and a link to mend it."""
    return to_delegate(
        delegate,
        "returned",
        {"action_url": url, "reason": delegate.review_note},
        label=_l("Correct your registration"),
    )


def approved(delegate: Delegate, url: str, *, now: datetime) -> Letter:
    """The confirmation, with a QR that opens the registration and the dates as a calendar file."""
    calendar = documents.calendar_file(delegate.conference, delegate.language, now=now)
    code = qr_png(documents.own_page_url(delegate))
    attachments = (
        Attachment("registration-qr.png", "image/png", code),
        Attachment("conference.ics", "text/calendar", calendar),
    )
    values = {"action_url": url, "reference": people_models.reference(delegate)}
    return to_delegate(delegate, "approved", values, attachments, label=_l("See your registration"))


def to_delegate(
    delegate: Delegate,
    letter: str,
    values: Mapping[str, Any],
    attachments: tuple[Attachment, ...] = (),
    label: Any = "",
) -> Letter:
    conference, delegation = delegate.conference, delegate.delegation
    with outbox.writing_to(conference, delegate.language, "registration") as writing:
        order = fallbacks(writing.language, conference.languages)
        all_values = {
            **outbox.letter_values(
                conference, delegation.city_name, writing.language, of_city=delegation.is_of_city
            ),
            "of_city": delegation.is_of_city,
            "by_oneself": delegation.is_of_individuals,
            "salutation": outbox.salutation(delegate.full_name, delegate.honorific),
            "category": delegate.category.name.get_in(order),
            "action_label": str(label),
            **values,
        }
    return Letter(
        kind=f"registration/{letter}",
        to_address=delegate.email,
        to_name=delegate.full_name,
        language=writing.language,
        words=writing.words,
        values=all_values,
        attachments=attachments,
        conference_id=conference.id,
        reply_to=conference.contact_email,
        about=About("delegate", delegate.public_id),
    )
