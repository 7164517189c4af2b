"""What the city's focal point is written about its letter of credentials."""

from __future__ import annotations

from typing import Any

from eventsys.conferences.outbox import service as outbox
from eventsys.core.words.languages import gettext as _
from eventsys.core.words.languages import in_language
from eventsys.mail.record.models import About
from eventsys.mail.writing.service import Letter
from eventsys.registration.credentials.models import DEFICIENCY_WORDS, CredentialLetter, Deficiency
from eventsys.registration.delegations.models import Delegation


def accepted(letter: CredentialLetter) -> Letter:
    """It is accepted."""
    return to_focal(letter.delegation, "credentials_accepted", {})


def deficient(letter: CredentialLetter, url: str) -> Letter:
    """It is deficient: why, and where a corrected one is sent."""
    language = letter.delegation.focal_language
    with in_language(language):
        values = {
            "reasons": [str(DEFICIENCY_WORDS[Deficiency(one)]) for one in letter.reasons],
            "note": letter.note,
            "action_url": url,
            "action_label": _("Send a corrected letter"),
        }
    return to_focal(letter.delegation, "credentials_deficient", values)


def to_focal(delegation: Delegation, kind: str, values: dict[str, Any], *, key: str | None = None) -> Letter:
    """A letter of that name in the focal point's language; with ``key``, once."""
    conference, language = delegation.conference, delegation.focal_language
    with in_language(language):
        shared = {
            **outbox.letter_values(conference, delegation.city_name, language),
            "salutation": outbox.salutation(delegation.focal_name),
        }
    return Letter(
        kind=f"registration/{kind}",
        to_address=delegation.focal_email,
        to_name=delegation.focal_name,
        language=language,
        values={**shared, **values},
        key=key,
        conference_id=conference.id,
        reply_to=conference.contact_email,
        about=About("delegation", delegation.public_id),
    )
