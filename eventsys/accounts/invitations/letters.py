"""Letters that invite: values in, a message out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from eventsys.accounts.roles.rules import ROLE_WORDS
from eventsys.accounts.users.letters import account_letter
from eventsys.accounts.users.models import User
from eventsys.core.actor import Role
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.mail.writing.service import Letter

TitleForms = Callable[[str], dict[str, str]]
"""Of a conference, by language: its title as a sentence needs it (``Conference.title_forms``)."""


def invitation(
    user: User,
    url: str,
    *,
    inviter: str,
    lifetime: timedelta,
    role: Role | None,
    title: TitleForms | None,
    conference_id: int | None = None,
) -> Letter:
    """To somebody new: an account waits for its password. ``title`` is the conference's, if it is for one."""
    forms = title(user.language) if title else {}
    values = {"inviter": inviter, "forms": forms, "within": lifetime, "action_url": url}
    values["role"] = ROLE_WORDS[role] if role else None
    return account_letter(
        "invitation", user, values, label=_l("Set your password"), conference_id=conference_id
    )


def role_given(
    user: User, *, inviter: str, role: Role, title: TitleForms, url: str, conference_id: int
) -> Letter:
    """To somebody who has an account: there is one more conference."""
    values = {"inviter": inviter, "forms": title(user.language), "role": ROLE_WORDS[role], "action_url": url}
    return account_letter("role", user, values, label=_l("Open the conference"), conference_id=conference_id)
