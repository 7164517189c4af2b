"""What an erasure asks: whose name it is alone, and which erasures left something behind."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import func, select

from eventsys.core.db import db
from eventsys.mail.record.models import OutboxLetter
from eventsys.privacy.requests.models import Erasure, ErasureState
from eventsys.privacy.subjects import queries as subjects_queries
from eventsys.registration.people.models import Delegate

__all__ = ["erasures_at", "is_delegates_name", "letters_since", "namesakes", "some_unfinished", "unfinished"]


def letters_since(erasure: Erasure) -> Sequence[OutboxLetter]:
    """Which may hold words yet: of a focal point the last one alone, as there may be another by now."""
    if erasure.by_name:
        return []
    kind = "privacy/focal-erased" if erasure.delegation is not None else ""
    return subjects_queries.letters_about(erasure.person, kind=kind)


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
