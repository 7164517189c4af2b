"""What a city is written that has sent no letter."""

from __future__ import annotations

from eventsys.core.words.languages import gettext as _
from eventsys.core.words.languages import in_language
from eventsys.mail.writing.service import Letter
from eventsys.registration.credentials.letters import to_focal
from eventsys.registration.delegations.models import Delegation


def reminder(delegation: Delegation, url: str, *, key: str) -> Letter:
    """None has come yet; with ``key``, once."""
    with in_language(delegation.focal_language):
        values = {"action_url": url, "action_label": _("Send the letter")}
    return to_focal(delegation, "credentials_reminder", values, key=key)
