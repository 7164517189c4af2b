"""Passport data and the log of looks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import load_only

from eventsys.core.db import db
from eventsys.registration.models import Delegate, Passport, PassportAccess

__all__ = ["passport_log", "passport_of", "passports_due", "some_passports_due"]


def passport_of(delegate: Delegate) -> Passport | None:
    return db.session.scalars(select(Passport).where(Passport.delegate_id == delegate.id)).one_or_none()


def passports_due(today: date) -> Sequence[Passport]:
    """Those whose time is over, unread: with another secret key they go as well. Ones that another worker is purging
    are left to it."""
    due = select(Passport).where(Passport.purge_after < today).order_by(Passport.id)
    due = due.options(load_only(Passport.delegate_id))
    return db.session.scalars(due.with_for_update(skip_locked=True)).all()


def some_passports_due(today: date) -> bool:
    return db.session.scalar(select(Passport.id).where(Passport.purge_after < today).limit(1)) is not None


def passport_log(delegate: Delegate) -> Sequence[PassportAccess]:
    return db.session.scalars(
        select(PassportAccess)
        .where(PassportAccess.delegate_id == delegate.id)
        .order_by(PassportAccess.at.desc(), PassportAccess.id.desc())
    ).all()
