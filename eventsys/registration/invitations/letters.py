"""The invitation to a city, with the link that answers it."""

from __future__ import annotations

from eventsys.conferences.outbox import service as outbox
from eventsys.core.words.languages import gettext as _
from eventsys.core.words.languages import in_language
from eventsys.mail.record.models import About
from eventsys.mail.writing.service import Letter
from eventsys.registration.delegations.models import Delegation


def invitation(delegation: Delegation, url: str) -> Letter:
    """To the focal point: the city is invited, answer by this link."""
    conference, language = delegation.conference, delegation.focal_language
    head, pictures = outbox.letterhead(conference, language)
    with in_language(language):
        values = {
            **head,
            **outbox.letter_values(conference, delegation.city_name, language),
            "salutation": outbox.salutation(delegation.focal_name),
            "action_url": url,
            "action_label": _("Answer the invitation"),
        }
    return Letter(
        kind="registration/invitation",
        to_address=delegation.focal_email,
        to_name=delegation.focal_name,
        language=language,
        values=values,
        attachments=pictures,
        conference_id=conference.id,
        reply_to=conference.contact_email,
        about=About("delegation", delegation.public_id),
    )
