"""What each of a round is written, in the addressee's language; values in, a message out."""

from __future__ import annotations

from collections.abc import Sequence

from eventsys.conferences.outbox import service as outbox
from eventsys.core.words.languages import gettext as _
from eventsys.core.words.text import Localized
from eventsys.mail.record.models import About
from eventsys.mail.writing.service import Letter
from eventsys.registration.delegations.models import Delegation
from eventsys.registration.invitations import letters as invitations
from eventsys.registration.rounds.models import RoundPurpose


def of_round(
    purpose: RoundPurpose,
    delegation: Delegation,
    url: str,
    *,
    words: Localized,
    unfinished: Sequence[str] = (),
    key: str | None = None,
) -> Letter:
    """The letter of ``purpose``; with ``key``, once. ``unfinished``: names of people who have not handed in."""
    if purpose == RoundPurpose.INVITATION:
        return invitations.invitation(delegation, url, words=words, key=key)
    conference = delegation.conference
    with outbox.writing_to(conference, delegation.focal_language, "registration") as writing:
        values = {
            **outbox.letter_values(
                conference, delegation.city_name, writing.language, of_city=delegation.is_of_city
            ),
            "salutation": outbox.salutation(delegation.focal_name),
            "own_words": invitations.paragraphs(words, writing.language),
            "unfinished": list(unfinished),
            "action_url": url,
            "action_label": _("Answer the invitation")
            if purpose == RoundPurpose.ANSWER
            else _("See your delegation"),
        }
    return Letter(
        kind=f"registration/remind_{purpose}",
        to_address=delegation.focal_email,
        to_name=delegation.focal_name,
        language=writing.language,
        words=writing.words,
        values=values,
        conference_id=conference.id,
        reply_to=conference.contact_email,
        about=About("delegation", delegation.public_id),
        key=key,
    )
