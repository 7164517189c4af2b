"""What the registration keeps about a delegate."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import load_only

from eventsys.core.db import db
from eventsys.registration.applying import queries as applying_queries
from eventsys.registration.applying.models import Application
from eventsys.registration.consent.models import Consent
from eventsys.registration.passports.models import Passport, PassportAccess
from eventsys.registration.people.models import Delegate

__all__ = ["applications", "consents", "looks", "passports"]


def passports(delegate: Delegate) -> Sequence[Passport]:
    own = select(Passport).where(Passport.delegate_id == delegate.id).options(load_only(Passport.delegate_id))
    return db.session.scalars(own.order_by(Passport.id)).all()


def looks(delegate: Delegate) -> Sequence[PassportAccess]:
    """At the passport, by anybody, the person too."""
    own = select(PassportAccess).where(PassportAccess.delegate_id == delegate.id)
    return db.session.scalars(own.order_by(PassportAccess.at, PassportAccess.id)).all()


def consents(delegate: Delegate) -> Sequence[Consent]:
    own = select(Consent).where(Consent.delegate_id == delegate.id)
    return db.session.scalars(own.order_by(Consent.at, Consent.id)).all()


def applications(delegate: Delegate) -> Sequence[Application]:
    """Not confirmed yet, from the person's address, wherever registration is open at the conference."""
    return applying_queries.applications_from(delegate.conference, delegate.email)
