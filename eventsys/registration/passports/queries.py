"""Passport data and the log of looks."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import bindparam, select

from eventsys.core.db import db
from eventsys.registration.passports.models import Passport, PassportAccess
from eventsys.registration.people.models import Delegate

_OF = select(Passport).where(Passport.delegate_id == bindparam("delegate"))  # put together once


def passport_of(delegate: Delegate) -> Passport | None:
    return db.session.scalars(_OF, {"delegate": delegate.id}).one_or_none()


def passport_log(delegate: Delegate) -> Sequence[PassportAccess]:
    return db.session.scalars(
        select(PassportAccess)
        .where(PassportAccess.delegate_id == delegate.id)
        .order_by(PassportAccess.at.desc(), PassportAccess.id.desc())
    ).all()
