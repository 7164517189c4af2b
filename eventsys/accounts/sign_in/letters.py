"""flask-security's letters in our words."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from eventsys.accounts.users.letters import account_letter, password_set
from eventsys.accounts.users.models import User
from eventsys.core import current
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.mail.writing.service import Letter


def of_security(template: str, user: User, given: dict[str, Any]) -> Letter:
    """One of flask-security's letters in our words, with addresses from our settings, not the request."""
    base = current.settings().base_url
    if template.endswith("reset_instructions"):
        values = {"action_url": f"{base}/account/reset/{given['reset_token']}", "within": timedelta(hours=4)}
        return account_letter("reset", user, values, label=_l("Set a new password"))
    if template.endswith(("reset_notice", "change_notice")):
        return password_set(user)
    raise ValueError(f"no letter for {template}")
