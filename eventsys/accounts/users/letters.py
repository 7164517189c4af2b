"""Letters to the owner of an account: values in, a message out."""

from __future__ import annotations

from typing import Any

from babel import Locale
from babel.dates import format_timedelta

from eventsys.accounts.users.models import User
from eventsys.core import current
from eventsys.core.words.languages import gettext as _
from eventsys.core.words.languages import in_language
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.mail.record.models import About
from eventsys.mail.writing.service import Letter


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
