"""What is written to and of somebody, whoever it is. Never writes. What is sealed is read by whoever asks for it: with
another secret key all else can still be told, and erased."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, Select, and_, false, or_, select
from sqlalchemy.orm import defer

from eventsys.accounts.links import queries as links_queries
from eventsys.accounts.links.models import Link
from eventsys.accounts.users.models import User
from eventsys.conferences.editions.models import Conference
from eventsys.core.audit import AuditEntry, in_json
from eventsys.core.db import db
from eventsys.mail.record.models import OutboxLetter
from eventsys.privacy.subjects.models import Person
from eventsys.registration.delegations.models import Delegation
from eventsys.registration.people.models import Delegate

__all__ = ["audit_about", "audit_naming", "letters", "letters_about", "links"]

_PURPOSES = {Delegate: "delegate", Delegation: "focal", User: "password"}
KINDS = {Delegate: "delegate", Delegation: "delegation", User: "user"}


def links(person: Person) -> Sequence[Link]:
    """To the own page, to the delegation, or to set a password."""
    return links_queries.links_of(_PURPOSES[type(person)], str(person.public_id))


def letters(person: Person) -> Sequence[OutboxLetter]:
    """About the person, to whomever; of those about a delegation the ones to its focal point of now."""
    about = _about(person)
    if isinstance(person, Delegation):
        about = about.where(OutboxLetter.to_address == person.focal_email)
    return db.session.scalars(about).all()


def letters_about(person: Person, *, kind: str = "") -> Sequence[OutboxLetter]:
    """About the person or the delegation, to whomever; of one ``kind`` alone, where it is given."""
    about = _about(person)
    return db.session.scalars(about.where(OutboxLetter.kind == kind) if kind else about).all()


def _about(person: Person) -> Select[OutboxLetter]:
    about = select(OutboxLetter).where(
        OutboxLetter.about_kind == KINDS[type(person)], OutboxLetter.about_id == person.public_id
    )
    return about.options(defer(OutboxLetter.text), defer(OutboxLetter.html)).order_by(OutboxLetter.id)


def audit_about(
    things: Iterable[tuple[str, str]], link_ids: Iterable[int], user_ids: Iterable[int] = ()
) -> Sequence[AuditEntry]:
    """Entries about these things (type, id), and what was done by who came with one of these links or accounts."""
    by_type: dict[str, list[str]] = {}
    for kind, number in things:
        by_type.setdefault(kind, []).append(number)
    about = [_of(kind, ids) for kind, ids in by_type.items()]
    by_them = and_(AuditEntry.actor_kind == "link", AuditEntry.actor_id.in_(list(link_ids)))
    by_accounts = and_(AuditEntry.actor_kind == "user", AuditEntry.actor_id.in_(list(user_ids)))
    found = select(AuditEntry).where(or_(*about, by_them, by_accounts)).order_by(AuditEntry.id)
    return db.session.scalars(found).all()


def _of(kind: str, ids: Sequence[str]) -> ColumnElement[bool]:
    return and_(AuditEntry.thing_type == kind, AuditEntry.thing_id.in_(ids))


def audit_naming(
    conference: Conference, spellings: Iterable[str], things: Iterable[tuple[str, str]] | None = None
) -> Sequence[AuditEntry]:
    """Entries of the conference in whose words one of these stands; of ``things`` alone, where they are given."""
    words = (AuditEntry.thing_label, AuditEntry.before, AuditEntry.after)
    said = or_(*(in_json(column, spelling) for spelling in spellings for column in words))
    found = select(AuditEntry).where(AuditEntry.conference_id == conference.id, said)
    if things is not None:
        found = found.where(or_(false(), *(_of(kind, [number]) for kind, number in things)))
    return db.session.scalars(found.order_by(AuditEntry.id)).all()
