"""Reading what rooms below this one keep about one person. Never writes. What is sealed is read by whoever asks for it: with
another secret key all else can still be told, and erased."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, Select, and_, case, false, func, or_, select
from sqlalchemy.orm import defer, joinedload, load_only

from eventsys.accounts.links import queries as links_queries
from eventsys.accounts.links.models import Link
from eventsys.accounts.users.models import User
from eventsys.conferences.editions.models import Conference
from eventsys.core.audit import AuditEntry, in_json
from eventsys.core.db import db
from eventsys.mail.record.models import OutboxLetter
from eventsys.privacy.models import Erasure, ErasureState, Named, Person
from eventsys.registration.consent.models import Consent
from eventsys.registration.delegations.models import Delegation
from eventsys.registration.passports.models import Passport, PassportAccess
from eventsys.registration.people import queries as people_queries
from eventsys.registration.people.models import Delegate

__all__ = [
    "account_erasures",
    "asked_erasure",
    "audit_about",
    "called",
    "consents",
    "erasures",
    "erasures_at",
    "erasures_of",
    "hold_conference",
    "is_delegates_name",
    "letters",
    "letters_since",
    "links",
    "looks",
    "namesakes",
    "naming",
    "passports",
    "some_unfinished",
    "unfinished",
]


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


def links(person: Person) -> Sequence[Link]:
    """To the own page, to the delegation, or to set a password."""
    return links_queries.links_of(_PURPOSES[type(person)], str(person.public_id))


_PURPOSES = {Delegate: "delegate", Delegation: "focal", User: "password"}
_KINDS = {Delegate: "delegate", Delegation: "delegation", User: "user"}


def letters(person: Person) -> Sequence[OutboxLetter]:
    """About the person, to whomever; of those about a delegation the ones to its focal point of now."""
    about = _letters_about(person)
    if isinstance(person, Delegation):
        about = about.where(OutboxLetter.to_address == person.focal_email)
    return db.session.scalars(about).all()


def letters_since(erasure: Erasure) -> Sequence[OutboxLetter]:
    """Which may hold words yet: of a focal point the last one alone, as there may be another by now."""
    if erasure.by_name:
        return []
    about = _letters_about(erasure.person)
    if erasure.delegation is not None:
        about = about.where(OutboxLetter.kind == "privacy/focal-erased")
    return db.session.scalars(about).all()


def _letters_about(person: Person) -> Select[OutboxLetter]:
    about = select(OutboxLetter).where(
        OutboxLetter.about_kind == _KINDS[type(person)], OutboxLetter.about_id == person.public_id
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


# ---- erasures ----


def _own(person: Person) -> ColumnElement[bool]:
    key = {Delegate: Erasure.delegate_id, Delegation: Erasure.delegation_id, User: Erasure.user_id}
    return key[type(person)] == person.id


def erasures_of(person: Person) -> Sequence[Erasure]:
    return db.session.scalars(select(Erasure).where(_own(person)).order_by(Erasure.id)).all()


def asked_erasure(person: Person) -> Erasure | None:
    """The request that waits for a decision."""
    waiting = select(Erasure).where(_own(person), Erasure.state == ErasureState.ASKED)
    return db.session.scalars(waiting.execution_options(populate_existing=True)).one_or_none()


def erasures(conference: Conference) -> Sequence[Erasure]:
    """Those that wait first, then the latest."""
    every = select(Erasure).where(Erasure.conference_id == conference.id)
    every = every.options(
        joinedload(Erasure.delegate).joinedload(Delegate.delegation).joinedload(Delegation.city),
        joinedload(Erasure.delegation).joinedload(Delegation.city),
    )
    waits = case((Erasure.state == ErasureState.ASKED, 0), else_=1)
    return db.session.scalars(every.order_by(waits, Erasure.id.desc())).unique().all()


def account_erasures() -> Sequence[Erasure]:
    """Of people with an account: those that wait first, then the latest."""
    every = select(Erasure).where(Erasure.user_id.is_not(None)).options(joinedload(Erasure.user))
    waits = case((Erasure.state == ErasureState.ASKED, 0), else_=1)
    return db.session.scalars(every.order_by(waits, Erasure.id.desc())).unique().all()


def unfinished() -> Sequence[Erasure]:
    """Done, but files may have been left behind. What another worker works on is left to it."""
    done = select(Erasure).where(Erasure.state == ErasureState.DONE, Erasure.finished_at.is_(None))
    return db.session.scalars(done.order_by(Erasure.id).with_for_update(skip_locked=True)).all()


def erasures_at(ids: Iterable[int]) -> Sequence[Erasure]:
    found = select(Erasure).where(Erasure.id.in_(list(ids)), Erasure.finished_at.is_(None))
    return db.session.scalars(found.order_by(Erasure.id).with_for_update()).all()


def some_unfinished() -> bool:
    done = select(Erasure.id).where(Erasure.state == ErasureState.DONE, Erasure.finished_at.is_(None))
    return db.session.scalar(done.limit(1)) is not None


def is_delegates_name(name: str) -> bool:
    """Whether somebody who is registered is called so."""
    same = func.lower(Delegate.given_name + " " + Delegate.family_name) == name.lower()
    turned = func.lower(Delegate.family_name + " " + Delegate.given_name) == name.lower()
    return db.session.scalar(select(Delegate.id).where(same | turned).limit(1)) is not None


def namesakes(delegate: Delegate) -> bool:
    """Whether somebody else of the same name is registered anywhere."""
    others = select(Delegate.id).where(Delegate.sort_name == delegate.sort_name, Delegate.id != delegate.id)
    return db.session.scalar(others.limit(1)) is not None


# ---- somebody on record by name ----


def hold_conference(conference: Conference) -> None:
    """Until the end of the transaction nobody else erases somebody by name there."""
    this = select(Conference.id).where(Conference.id == conference.id)
    db.session.execute(this.with_for_update(key_share=True, of=Conference))


def called(named: Named) -> Sequence[Delegate]:
    """Who is registered at the conference under that name: their data have pages of their own."""
    known = select(Delegate).where(
        Delegate.conference_id == named.conference.id,
        Delegate.erased_at.is_(None),
        people_queries.with_words(named.name),
    )
    found = db.session.scalars(known.order_by(*people_queries.by_name())).all()
    return [one for one in found if named.is_called(one.full_name) or named.is_called(one.native_name)]


def naming(
    conference: Conference, spellings: Iterable[str], things: Iterable[tuple[str, str]] | None = None
) -> Sequence[AuditEntry]:
    """Entries of the conference in whose words one of these stands; of ``things`` alone, where they are given."""
    words = (AuditEntry.thing_label, AuditEntry.before, AuditEntry.after)
    said = or_(*(in_json(column, spelling) for spelling in spellings for column in words))
    found = select(AuditEntry).where(AuditEntry.conference_id == conference.id, said)
    if things is not None:
        found = found.where(or_(false(), *(_of(kind, [number]) for kind, number in things)))
    return db.session.scalars(found.order_by(AuditEntry.id)).all()
