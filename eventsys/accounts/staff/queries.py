"""Reading the staff of a conference."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from eventsys.accounts.users.models import RoleAssignment, User
from eventsys.core.actor import Role
from eventsys.core.db import db
from eventsys.core.words.collation import by_words


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
