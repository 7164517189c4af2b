"""Reading what an erasure takes, and what stands in its way."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from eventsys.accounts.users.models import RoleAssignment, SignIn, User
from eventsys.core.actor import Role
from eventsys.core.db import db


def every_sign_in(user: User) -> Sequence[SignIn]:
    """Also those that have ended, from the first."""
    return db.session.scalars(
        select(SignIn).where(SignIn.user_id == user.id).order_by(SignIn.created_at, SignIn.id)
    ).all()


def lock_user(user: User) -> None:
    """Keep the account from whoever else would change it until this transaction ends, and read it anew."""
    db.session.refresh(user, with_for_update={"of": User})


def only_organiser(user: User) -> Sequence[int]:
    """The conferences whose one organiser this is."""
    organises = RoleAssignment.role == Role.ORGANISER.value
    mine = select(RoleAssignment.conference_id).where(RoleAssignment.user_id == user.id, organises)
    others = select(RoleAssignment.conference_id).where(RoleAssignment.user_id != user.id, organises)
    alone = mine.where(RoleAssignment.conference_id.not_in(others)).order_by(RoleAssignment.conference_id)
    return db.session.scalars(alone).all()
