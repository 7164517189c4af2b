"""Inviting staff by mail: an account without a password, and a link that sets one."""

from __future__ import annotations

from datetime import datetime, timedelta

from eventsys.accounts.invitations import letters
from eventsys.accounts.links.models import Link
from eventsys.accounts.links.service import grant_link, link_url, register_purpose, revoke_links, use_up
from eventsys.accounts.roles.service import give_role
from eventsys.accounts.users import letters as users_letters
from eventsys.accounts.users import queries as users_queries
from eventsys.accounts.users.models import User
from eventsys.accounts.users.service import create_user, set_password
from eventsys.core import clock
from eventsys.core.actor import SYSTEM, Actor, Role
from eventsys.core.db import db
from eventsys.mail.writing import service as writing

#: Purpose of the link in an invitation; its subject is the user's public id.
PASSWORD_LINK = "password"  # noqa: S105 (a purpose, not a password)
_LIFETIME = timedelta(days=7)


def invite(
    email: str,
    name: str,
    *,
    by: Actor,
    now: datetime,
    language: str,
    role: Role | None = None,
    title: letters.TitleForms | None = None,
    admin: bool = False,
    conference_id: int | None = None,
) -> User:
    """A new account and the letter to its owner. Raises :class:`AddressTaken`, :class:`BadAddress`."""
    user = create_user(email, name, None, admin=admin, language=language, by=by)
    db.session.flush()
    _send(user, by=by, now=now, role=role, title=title, conference_id=conference_id)
    return user


def invite_staff(
    email: str,
    name: str,
    *,
    role: Role,
    conference_id: int,
    title: letters.TitleForms,
    url: str,
    by: Actor,
    now: datetime,
    language: str,
) -> User:
    """Give a role to whoever has this address; who has no account yet gets one. Raises :class:`BadAddress`.

    ``title`` (its forms by language) and ``url`` are the conference's, for the letter.
    """
    user = users_queries.find_by_email(email)
    if user is None:
        user = invite(
            email,
            name,
            by=by,
            now=now,
            language=language,
            role=role,
            title=title,
            conference_id=conference_id,
        )
    elif user.password is None:
        _send(user, by=by, now=now, role=role, title=title, conference_id=conference_id)
    else:
        given = letters.role_given(
            user, inviter=by.label, role=role, title=title, url=url, conference_id=conference_id
        )
        writing.queue(given)
    give_role(user, role, conference_id, by=by)
    return user


def resend_invitation(user: User, *, by: Actor, now: datetime) -> None:
    """A fresh letter in the place of one that was lost or came too late; the old link ends."""
    revoke_links(PASSWORD_LINK, user.public_id, by=by)
    _send(user, by=by, now=now, role=None, title=None, conference_id=None)


def set_first_password(user: User, password: str, *, link_id: int, by: Actor) -> None:
    """What the link is for, once: all others of the account end, and its owner is told.

    Raises :class:`PasswordRefused`, :class:`LinkUsedUp`."""
    set_password(user, password, by=by)
    use_up(link_id)
    end_password_links(user, by=by)
    writing.queue(users_letters.password_set(user))


def end_password_links(user: User, *, by: Actor) -> None:
    """An account has a password: what else was sent to set one is worth nothing any more."""
    revoke_links(PASSWORD_LINK, user.public_id, by=by)


def _send(
    user: User,
    *,
    by: Actor,
    now: datetime,
    role: Role | None,
    title: letters.TitleForms | None,
    conference_id: int | None,
) -> None:
    token = grant_link(
        PASSWORD_LINK,
        user.public_id,
        conference_id=None,
        by=by,
        now=now,
        lifetime=_LIFETIME,
        single_use=True,
        language=user.language,
    )
    writing.queue(
        letters.invitation(
            user,
            link_url(token),
            inviter=by.label,
            lifetime=_LIFETIME,
            role=role,
            title=title,
            conference_id=conference_id,
        )
    )


def _resend(link: Link) -> None:
    user = users_queries.find_user_by_public_text(link.subject)
    if user is not None and user.active and user.password is None:
        resend_invitation(user, by=SYSTEM, now=clock.now())


register_purpose(
    PASSWORD_LINK, endpoint="accounts.set_password", values=lambda _subject, _slug: {}, resend=_resend
)
