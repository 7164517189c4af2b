"""The invitation to a city or another body, with the link that answers it."""

from __future__ import annotations

from eventsys.conferences.outbox import service as outbox
from eventsys.core.words.languages import gettext as _
from eventsys.core.words.text import Localized
from eventsys.mail.record.models import About
from eventsys.mail.writing.service import Letter
from eventsys.registration.delegations.models import Delegation


def paragraphs(words: Localized, language: str) -> list[str]:
    """What organisers wrote for a letter in ``language``, by paragraphs; none where they wrote nothing in it."""
    return [" ".join(part.split()) for part in words.get(language, "").split("\n\n") if part.strip()]


def invitation(
    delegation: Delegation, url: str, *, words: Localized | None = None, key: str | None = None
) -> Letter:
    """To the focal point: the city, or the body, is invited; answer by this link. ``words``: a paragraph of the organiser's
    own; with ``key``, once."""
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
            "own_words": paragraphs(words or Localized(), writing.language),
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
        key=key,
    )
