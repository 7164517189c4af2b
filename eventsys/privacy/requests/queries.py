"""Requests for erasure, of one person and in lists."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, case, select
from sqlalchemy.orm import joinedload

from eventsys.accounts.users.models import User
from eventsys.conferences.editions.models import Conference
from eventsys.core.db import db
from eventsys.privacy.requests.models import Erasure, ErasureState
from eventsys.privacy.subjects.models import Person
from eventsys.registration.delegations.models import Delegation
from eventsys.registration.people.models import Delegate

__all__ = ["account_erasures", "asked_erasure", "erasures", "erasures_of"]


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
