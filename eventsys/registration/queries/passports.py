"""Passport data and the log of looks."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from eventsys.core.db import db
from eventsys.registration.models import Delegate, Passport, PassportAccess

__all__ = ["passport_log", "passport_of"]


def passport_of(delegate: Delegate) -> Passport | None:
    return db.session.scalars(select(Passport).where(Passport.delegate_id == delegate.id)).one_or_none()


def passport_log(delegate: Delegate) -> Sequence[PassportAccess]:
    return db.session.scalars(
        select(PassportAccess)
        .where(PassportAccess.delegate_id == delegate.id)
        .order_by(PassportAccess.at.desc(), PassportAccess.id.desc())
    ).all()
