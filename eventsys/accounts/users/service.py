"""Accounts: making, changing and closing them, and ending every session of one."""

from __future__ import annotations

import unicodedata
from datetime import datetime
from uuid import uuid4

from flask_security import hash_password
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from eventsys.accounts.users import queries
from eventsys.accounts.users.errors import AddressTaken, NotYourself
from eventsys.accounts.users.models import SignIn, User
from eventsys.accounts.users.rules import normalized_address, password_problem
from eventsys.core import audit, clock
from eventsys.core.actor import SYSTEM, Actor
from eventsys.core.addresses import mail_address, without_address
from eventsys.core.db import db
from eventsys.core.ids import hash_token
from eventsys.core.words.languages import DEFAULT, SUPPORTED
from eventsys.core.words.text import clean


def end_sessions(user: User, *, but: str | None = None) -> None:
    """Every session of the user ends, but the one with the mark ``but``, whose cookie needs the new
    ``fs_uniquifier``. The caller audits why."""
    user.fs_uniquifier = uuid4().hex
    live = update(SignIn).where(SignIn.user_id == user.id, SignIn.ended_at.is_(None))
    if but is not None:
        live = live.where(SignIn.mark_hash != hash_token(but))
    db.session.execute(live.values(ended_at=clock.now()), execution_options={"synchronize_session": "fetch"})


def create_user(
    email: str,
    name: str,
    password: str | None,
    *,
    admin: bool = False,
    language: str = DEFAULT,
    by: Actor = SYSTEM,
) -> User:
    """A new account; without a password its owner sets one from an invitation.

    Raises :class:`BadAddress`, :class:`AddressTaken`, :class:`AddressAsName`, :class:`PasswordRefused`.
    """
    address = normalized_address(mail_address(email))
    if queries.find_by_email(address) is not None:
        raise AddressTaken
    user = User(
        email=address,
        name=without_address(clean(name)[:200]) or address,
        admin=admin,
        language=_spoken(language),
        active=True,
    )
    user.fs_uniquifier = uuid4().hex
    if password is not None:
        user.password = _hashed(password, user)
    try:
        with db.session.begin_nested():
            db.session.add(user)
    except IntegrityError as error:  # somebody else was first
        raise AddressTaken from error
    audit.record(by, verb="user.created", thing=user, after={"email": user.email, "admin": admin})
    return user


def set_password(user: User, password: str, *, by: Actor) -> None:
    """A new password; every session of the user ends. Raises :class:`PasswordRefused`."""
    user.password = _hashed(password, user)
    end_sessions(user)
    audit.record(by, verb="user.password_set", thing=user)
    db.session.flush()


def edit_own(user: User, *, name: str, language: str, by: Actor) -> None:
    """Change one's own name (kept to 200 characters; empty: as it was) and language. Raises :class:`AddressAsName`."""
    before = {"name": user.name, "language": user.language}
    user.name, user.language = without_address(clean(name)[:200]) or user.name, _spoken(language)
    after = {"name": user.name, "language": user.language}
    if after != before:
        audit.record(by, verb="user.edited", thing=user, before=before, after=after)
    db.session.flush()


def disable(user: User, *, by: Actor) -> None:
    """Close an account; its sessions end with the next request. Raises :class:`NotYourself`."""
    if user.id == by.user_id:
        raise NotYourself
    if not user.active:
        return
    user.active = False
    end_sessions(user)
    audit.record(by, verb="user.disabled", thing=user)
    db.session.flush()


def enable(user: User, *, by: Actor) -> None:
    if user.active:
        return
    user.active = True
    audit.record(by, verb="user.enabled", thing=user)
    db.session.flush()


def reset_second_factor(user: User, *, by: Actor) -> None:
    """For who lost telephone and codes: take away app, passkeys and codes, and end all sessions."""
    user.tf_primary_method = user.tf_totp_secret = user.totp_last_counter = user.mf_recovery_codes = None
    user.webauthn.clear()
    end_sessions(user)
    audit.record(by, verb="user.second_factor_reset", thing=user)
    db.session.flush()


def note_sign_in(user: User, *, now: datetime, by: Actor, via: list[str]) -> None:
    user.last_seen_at = now
    audit.record(by, verb="user.signed_in", thing=user, after={"via": via})


def _hashed(password: str, user: User) -> str:
    password = unicodedata.normalize("NFKD", password)  # as flask-security does when it is typed
    problem = password_problem(password, about=(user.name, user.email))
    if problem is not None:
        raise problem
    return hash_password(password)


def _spoken(language: str) -> str:
    return language if language in SUPPORTED else DEFAULT
