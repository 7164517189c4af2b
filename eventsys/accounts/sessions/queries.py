"""Reading sessions, and whom one is of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.orm import joinedload

from eventsys.accounts.sessions.rules import LONGEST_SESSION
from eventsys.accounts.users.models import SignIn, User
from eventsys.core.db import db
from eventsys.core.ids import hash_token

_OF_SESSION = (
    select(User)
    .join(SignIn)
    .where(
        User.fs_uniquifier == bindparam("uniquifier"),
        SignIn.mark_hash == bindparam("mark"),
        SignIn.ended_at.is_(None),
        SignIn.created_at > bindparam("since", type_=SignIn.created_at.type),
    )
    .options(joinedload(User.assignments))
    .order_by(User.id)
)


def user_of_session(uniquifier: str, mark: str, *, now: datetime) -> User | None:
    """The user whom a session's cookie names, with roles, in one query; ``None`` when the session has ended."""
    values = {"uniquifier": uniquifier, "mark": hash_token(mark), "since": now - LONGEST_SESSION}
    return db.session.scalars(_OF_SESSION, values).unique().one_or_none()


def sign_in_of(mark: str) -> SignIn | None:
    """The session whose cookie carries ``mark``."""
    return db.session.scalars(select(SignIn).where(SignIn.mark_hash == hash_token(mark))).one_or_none()


def sign_ins(user_id: int, *, now: datetime) -> Sequence[SignIn]:
    """Where the user is signed in now, newest first."""
    statement = (
        select(SignIn)
        .where(
            SignIn.user_id == user_id, SignIn.ended_at.is_(None), SignIn.created_at > now - LONGEST_SESSION
        )
        .order_by(SignIn.id.desc())
    )
    return db.session.scalars(statement).all()
