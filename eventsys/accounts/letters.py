"""Letters about accounts: values in, a message out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from babel import Locale
from babel.dates import format_timedelta

from eventsys.accounts.models import User
from eventsys.core import current
from eventsys.core.actor import Role
from eventsys.core.languages import gettext as _
from eventsys.core.languages import in_language
from eventsys.core.languages import lazy_gettext as _l
from eventsys.mail.service import About, Letter

__all__ = ["ROLE_WORDS", "TitleForms", "invitation", "of_security", "password_set", "role_given"]

ROLE_WORDS = {
    Role.ORGANISER: _l("Organiser"),
    Role.SECRETARIAT: _l("Secretariat"),
    Role.REVIEWER: _l("Reviewer"),
    Role.DESK: _l("Desk staff"),
    Role.PRESS: _l("Press officer"),
    Role.VIEWER: _l("Viewer"),
}


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


def of_security(template: str, user: User, given: dict[str, Any]) -> Letter:
    """One of flask-security's letters in our words, with addresses from our settings, not the request."""
    base = current.settings().base_url
    if template.endswith("reset_instructions"):
        values = {"action_url": f"{base}/account/reset/{given['reset_token']}", "within": timedelta(hours=4)}
        return account_letter("reset", user, values, label=_l("Set a new password"))
    if template.endswith(("reset_notice", "change_notice")):
        return password_set(user)
    raise ValueError(f"no letter for {template}")


def password_set(user: User) -> Letter:
    """To the owner of an account that has a new password."""
    values = {"action_url": f"{current.settings().base_url}/account/reset"}
    return account_letter("password-changed", user, values, label=_l("It was not me"))


def account_letter(
    name: str, user: User, values: dict[str, Any], *, label: Any, conference_id: int | None = None
) -> Letter:
    """A letter to the owner of an account, in their language; lazy words and spans of time are said in it."""
    with in_language(user.language):
        values = {
            **values,
            "name": user.name,
            "action_label": str(label),
            "sender_name": values.get("forms", {}).get("title") or "eventsys",
            "footer": _("You receive this letter because of your account with the secretariat’s system."),
        }
        if values.get("role"):
            values["role"] = str(values["role"])
        if "within" in values:
            values["within"] = format_timedelta(
                values["within"], threshold=1.2, locale=Locale.parse(user.language)
            )
    return Letter(
        kind=f"accounts/{name}",
        to_address=user.email,
        to_name=user.name,
        language=user.language,
        values=values,
        conference_id=conference_id,
        about=About("user", user.public_id),
    )
