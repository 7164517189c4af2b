"""Taking who somebody was out of an account. The row stays: what was done with it names its number."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from eventsys.accounts.erasure import queries
from eventsys.accounts.invitations.service import PASSWORD_LINK
from eventsys.accounts.links.service import revoke_links
from eventsys.accounts.roles.service import take_role
from eventsys.accounts.users.errors import NotYourself
from eventsys.accounts.users.models import User
from eventsys.accounts.users.service import end_sessions
from eventsys.core.actor import Actor
from eventsys.core.db import db
from eventsys.core.wings import Offers

USER_LINKS: Offers[tuple[Any, str]] = Offers()
"""What later rooms add to an account's page: label and endpoint of a page whose address takes ``user_id``."""


def erase_account(user: User, *, by: Actor, now: datetime) -> None:
    """Roles, keys, sessions, links, name and address go; nobody signs in with it again.

    Raises :class:`NotYourself`, :class:`LastOrganiser`.
    """
    if user.id == by.user_id:
        raise NotYourself
    for held in list(user.assignments):
        take_role(user, held.role, held.conference_id, by=by, subject=held.subject)
    revoke_links(PASSWORD_LINK, str(user.public_id), by=by)
    end_sessions(user)
    for one in queries.every_sign_in(user):
        db.session.delete(one)
    user.webauthn.clear()
    user.tf_primary_method = user.tf_totp_secret = user.totp_last_counter = user.mf_recovery_codes = None
    user.password = user.tf_phone_number = user.last_seen_at = None
    user.name, user.email = "", f"{user.public_id.hex}@erased.invalid"
    user.admin = user.active = False
    user.erased_at = now
    db.session.flush()
