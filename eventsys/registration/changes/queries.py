"""Changes that are asked for: that of one person, and of whom one waits."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, select

from eventsys.core.db import db
from eventsys.registration.changes.models import AskedChange, ChangeState
from eventsys.registration.people.models import Delegate, DelegateState


def waiting_of(delegate: Delegate) -> AskedChange | None:
    """The one that waits, as the database has it now."""
    own = select(AskedChange).where(
        AskedChange.delegate_id == delegate.id, AskedChange.state == ChangeState.WAITING
    )
    return db.session.scalars(own.execution_options(populate_existing=True)).one_or_none()


def changes_of(delegate: Delegate) -> Sequence[AskedChange]:
    """All that were ever asked for, the latest first."""
    own = select(AskedChange).where(AskedChange.delegate_id == delegate.id)
    return db.session.scalars(own.order_by(AskedChange.asked_at.desc(), AskedChange.id.desc())).all()


def waits() -> ColumnElement[bool]:
    """Approved people of whom a change waits for a decision."""
    asked = select(AskedChange.delegate_id).where(AskedChange.state == ChangeState.WAITING)
    return (Delegate.state == DelegateState.APPROVED) & Delegate.id.in_(asked)


def changes_at(conference_id: int) -> Sequence[AskedChange]:
    """All of a conference, held until the transaction ends."""
    people = select(Delegate.id).where(Delegate.conference_id == conference_id)
    found = select(AskedChange).where(AskedChange.delegate_id.in_(people))
    return db.session.scalars(found.order_by(AskedChange.id).with_for_update(of=AskedChange)).all()
