"""What the city's page and the secretariat's show of letters alike."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from eventsys.registration.credentials import models, queries, rules
from eventsys.registration.credentials.forms import LetterForm
from eventsys.registration.credentials.models import CredentialLetter
from eventsys.registration.delegations.models import Delegation
from eventsys.registration.delegations.pages import bp
from eventsys.registration.people import queries as people_queries
from eventsys.registration.people import rules as people_rules
from eventsys.registration.people.models import Delegate
from eventsys.registration.scans.documents import TAKEN


def nameable(delegation: Delegation, letter: CredentialLetter | None = None) -> list[Delegate]:
    """Whom a letter of the city may name: those who are still named, and those whom ``letter`` names already."""
    everybody = people_queries.delegates_of(delegation)
    meant = {one.delegate_id for one in letter.named} if letter else set()
    coming = {person.id for person in people_rules.people_among(everybody, "named")}
    return [person for person in everybody if person.id in coming | meant]


def sheets_of(form: LetterForm) -> list[bytes]:
    """The files that were sent, in their order."""
    return [sheet.read() for sheet in form["letter"].data or [] if sheet and sheet.filename]


def shown_of(delegation: Delegation) -> dict[str, Any]:
    """The newest letter, how the city stands, the earlier letters, and how the newest differs from the registrations."""
    stands = queries.standing_of(delegation)
    letters: Sequence[CredentialLetter] = queries.letters_of(delegation)
    everybody = people_queries.delegates_of(delegation)
    newest = stands.letter
    return {
        "stands": stands,
        "letter": newest,
        "earlier": [one for one in letters if newest is None or one.id != newest.id],
        "differs": rules.differences(newest.named, everybody) if newest else None,
        "taken": TAKEN,
    }


@bp.app_context_processor
def credential_words() -> dict[str, Any]:
    """Words of letters for templates."""
    return {
        "credential_words": models.CREDENTIAL_WORDS,
        "credential_tones": models.CREDENTIAL_TONES,
        "form_words": models.FORM_WORDS,
        "channel_words": models.CHANNEL_WORDS,
        "signed_as_words": models.SIGNED_AS_WORDS,
        "deficiency_words": models.DEFICIENCY_WORDS,
    }
