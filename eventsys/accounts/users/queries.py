"""One user by each thing that names them: address, public id, flask-security's own marks."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import joinedload, selectinload

from eventsys.accounts.users.models import User
from eventsys.accounts.users.rules import normalized_address
from eventsys.core.db import db
from eventsys.core.errors import NotFound

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


def lock_codes(user: User) -> None:
    """Keep what the user's codes were used for from other requests until this transaction ends, and read it anew."""
    db.session.refresh(user, ["totp_last_counter", "mf_recovery_codes"], with_for_update={"of": User})


def find_by_email(address: str) -> User | None:
    return find_user("email", normalized_address(address))


def find_user_by_public_id(public_id: UUID) -> User | None:
    return find_user("public_id", public_id)


def find_user_by_public_text(text: str) -> User | None:
    """The user whose public id a link has as its subject."""
    try:
        return find_user_by_public_id(UUID(text))
    except ValueError:
        return None


def get_user(user_id: UUID) -> User:
    """The loader of pages about one user. Raises :class:`NotFound`."""
    found = find_user_by_public_id(user_id)
    if found is None or found.erased_at is not None:
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


def addresses_of(user_ids: Collection[int | None]) -> dict[int, str]:
    """Mail addresses by the accounts' numbers: what somebody cannot rename."""
    rows = db.session.execute(
        select(User.id, User.email).where(User.id.in_(list(user_ids))).order_by(User.id)
    )
    return {row.id: row.email for row in rows}
