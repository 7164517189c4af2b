"""One role of a user, and the organisers of a conference, locked before one of them goes."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from eventsys.accounts.users.models import RoleAssignment, User
from eventsys.core.actor import Role
from eventsys.core.db import db


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
