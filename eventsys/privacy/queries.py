"""Reading what rooms below this one keep about one person. Never writes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, and_, or_, select

from eventsys.accounts import queries as accounts
from eventsys.accounts.models import Link
from eventsys.core.audit import AuditEntry
from eventsys.core.db import db
from eventsys.mail.models import OutboxLetter
from eventsys.registration.models import Consent, Delegate, Passport, PassportAccess

__all__ = ["audit_about", "consents", "letters", "links", "looks", "passports"]


def passports(delegate: Delegate) -> Sequence[Passport]:
    own = select(Passport).where(Passport.delegate_id == delegate.id)
    return db.session.scalars(own.order_by(Passport.id)).all()


def looks(delegate: Delegate) -> Sequence[PassportAccess]:
    """At the passport, by anybody, the person too."""
    own = select(PassportAccess).where(PassportAccess.delegate_id == delegate.id)
    return db.session.scalars(own.order_by(PassportAccess.at, PassportAccess.id)).all()


def consents(delegate: Delegate) -> Sequence[Consent]:
    own = select(Consent).where(Consent.delegate_id == delegate.id)
    return db.session.scalars(own.order_by(Consent.at, Consent.id)).all()


def links(delegate: Delegate) -> Sequence[Link]:
    """To the own page."""
    return accounts.links_of("delegate", str(delegate.public_id))


def letters(delegate: Delegate) -> Sequence[OutboxLetter]:
    """About the person, to whomever."""
    about = select(OutboxLetter).where(
        OutboxLetter.about_kind == "delegate", OutboxLetter.about_id == delegate.public_id
    )
    return db.session.scalars(about.order_by(OutboxLetter.id)).all()


def audit_about(things: Iterable[tuple[str, str]], link_ids: Iterable[int]) -> Sequence[AuditEntry]:
    """Entries about these things (type, id), and what was done by who came with one of these links."""
    by_type: dict[str, list[str]] = {}
    for kind, number in things:
        by_type.setdefault(kind, []).append(number)
    about = [_of(kind, ids) for kind, ids in by_type.items()]
    by_them = and_(AuditEntry.actor_kind == "link", AuditEntry.actor_id.in_(list(link_ids)))
    return db.session.scalars(select(AuditEntry).where(or_(*about, by_them)).order_by(AuditEntry.id)).all()


def _of(kind: str, ids: Sequence[str]) -> ColumnElement[bool]:
    return and_(AuditEntry.thing_type == kind, AuditEntry.thing_id.in_(ids))
