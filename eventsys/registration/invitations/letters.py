"""The invitation to a city or another body, with the link that answers it."""

from __future__ import annotations

from eventsys.conferences.outbox import service as outbox
from eventsys.core.words.languages import gettext as _
from eventsys.mail.record.models import About
from eventsys.mail.writing.service import Letter
from eventsys.registration.delegations.models import Delegation


def invitation(delegation: Delegation, url: str) -> Letter:
    """To the focal point: the city, or the body, is invited; answer by this link."""
    conference = delegation.conference
    with outbox.writing_to(conference, delegation.focal_language, "registration") as writing:
        head, pictures = outbox.letterhead(conference, writing.language)
        values = {
            **head,
            **outbox.letter_values(
                conference, delegation.city_name, writing.language, of_city=delegation.is_of_city
            ),
            "of_city": delegation.is_of_city,
            "salutation": outbox.salutation(delegation.focal_name),
            "action_url": url,
            "action_label": _("Answer the invitation"),
        }
    return Letter(
        kind="registration/invitation",
        to_address=delegation.focal_email,
        to_name=delegation.focal_name,
        language=writing.language,
        words=writing.words,
        values=values,
        attachments=pictures,
        conference_id=conference.id,
        reply_to=conference.contact_email,
        about=About("delegation", delegation.public_id),
    )
