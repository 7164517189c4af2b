"""Reading users, roles and links."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, exists, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from eventsys.accounts.models import LetGo, Link, RoleAssignment, SignIn, User
from eventsys.accounts.rules import LONGEST_SESSION, normalized_address
from eventsys.core.actor import Role
from eventsys.core.collation import by_words
from eventsys.core.db import db
from eventsys.core.errors import NotFound
from eventsys.core.ids import hash_token
from eventsys.core.paging import Page, page_of

__all__ = [
    "addresses_of",
    "at_public_id",
    "by_email",
    "find_user",
    "find_user_by_public_text",
    "lock_codes",
    "link_by_token",
    "is_let_go",
    "links_held",
    "links_of",
    "organisers_locked",
    "own_account",
    "role_held",
    "sign_in_of",
    "sign_ins",
    "staff_of",
    "user_at",
    "user_of_session",
    "users",
]


#: With roles, in one query, for every page of people who are signed in: put together once.
_BY = {
    column: select(User)
    .where(getattr(User, column) == bindparam("value"))
    .options(joinedload(User.assignments))
    .order_by(User.id)
    for column in ("id", "public_id", "email", "fs_uniquifier", "fs_webauthn_user_handle")
}


def find_user(column: str, value: object) -> User | None:
    """The user who has ``value`` in a unique column, with roles."""
    return db.session.scalars(_BY[column], {"value": value}).unique().one_or_none()


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


def lock_codes(user: User) -> None:
    """Keep what the user's codes were used for from other requests until this transaction ends, and read it anew."""
    db.session.refresh(user, ["totp_last_counter", "mf_recovery_codes"], with_for_update={"of": User})


def by_email(address: str) -> User | None:
    return find_user("email", normalized_address(address))


def at_public_id(public_id: UUID) -> User | None:
    return find_user("public_id", public_id)


def find_user_by_public_text(text: str) -> User | None:
    """The user whose public id a link has as its subject."""
    try:
        return at_public_id(UUID(text))
    except ValueError:
        return None


def user_at(user_id: UUID) -> User:
    """The loader of pages about one user. Raises :class:`NotFound`."""
    found = at_public_id(user_id)
    if found is None:
        raise NotFound
    return found


def own_account(user_id: int) -> User:
    """The account of the one who is signed in, with passkeys."""
    statement = (
        select(User)
        .where(User.id == user_id)
        .options(selectinload(User.webauthn), selectinload(User.assignments))
    )
    return db.session.scalars(statement).one()


def users(*, search: str = "", after: str | None = None, size: int = 50) -> Page[User]:
    """All accounts by address, with roles and passkeys."""
    statement = select(User).options(selectinload(User.assignments), selectinload(User.webauthn))
    if search:
        words = f"%{search.lower().replace('%', '').replace('_', '')}%"
        statement = statement.where(or_(User.email.like(words), func.lower(User.name).like(words)))
    return page_of(statement, [User.email], after=after, size=size)


def staff_of(conference_id: int) -> Sequence[User]:
    """Users with a staff role at the conference, by name, with their roles and passkeys."""
    here = select(RoleAssignment.user_id).where(
        RoleAssignment.conference_id == conference_id, RoleAssignment.role.in_([r.value for r in Role])
    )
    statement = (
        select(User)
        .where(User.id.in_(here))
        .options(selectinload(User.assignments), selectinload(User.webauthn))
        .order_by(User.id)
    )
    return by_words(db.session.scalars(statement), lambda user: user.name)


def addresses_of(user_ids: Collection[int | None]) -> dict[int, str]:
    """Mail addresses by the accounts' numbers: what somebody cannot rename."""
    rows = db.session.execute(
        select(User.id, User.email).where(User.id.in_(list(user_ids))).order_by(User.id)
    )
    return {row.id: row.email for row in rows}


def role_held(user: User, role: str, conference_id: int, subject: str) -> RoleAssignment | None:
    statement = select(RoleAssignment).where(
        RoleAssignment.user_id == user.id,
        RoleAssignment.role == role,
        RoleAssignment.conference_id == conference_id,
        RoleAssignment.subject == subject,
    )
    return db.session.scalars(statement).one_or_none()


def organisers_locked(conference_id: int) -> Sequence[RoleAssignment]:
    """The organisers' assignments of active users.

    Locked until the end of the transaction: two who leave at once take turns.
    """
    statement = (
        select(RoleAssignment)
        .join(User)
        .where(
            RoleAssignment.conference_id == conference_id,
            RoleAssignment.role == Role.ORGANISER.value,
            User.active,
        )
        .order_by(RoleAssignment.id)
        .with_for_update(of=RoleAssignment)
        .execution_options(populate_existing=True)
    )
    return db.session.scalars(statement).all()


def link_by_token(token: str) -> Link | None:
    return db.session.scalars(select(Link).where(Link.token_hash == hash_token(token))).one_or_none()


# Put together once: it is asked for on every page of a link's holder.
_LINKS = (
    select(Link)
    .where(
        Link.id.in_(bindparam("links", expanding=True)),
        ~exists().where(LetGo.mark_hash == bindparam("mark")),
    )
    .order_by(Link.id.desc())
)


def is_let_go(mark: str) -> bool:
    """Whether the browser with this mark has let go of the links it held."""
    return db.session.scalar(select(LetGo.id).where(LetGo.mark_hash == hash_token(mark))) is not None


def links_held(link_ids: Collection[int], mark: str) -> Sequence[Link]:
    """The links of these numbers, newest first; none when the browser with this mark has let go of them."""
    if not link_ids:
        return []
    return db.session.scalars(_LINKS, {"links": list(link_ids), "mark": hash_token(mark)}).all()


def links_of(purpose: str, subject: Any) -> Sequence[Link]:
    """Every link ever granted for this, newest first."""
    statement = (
        select(Link).where(Link.purpose == purpose, Link.subject == str(subject)).order_by(Link.id.desc())
    )
    return db.session.scalars(statement).all()
