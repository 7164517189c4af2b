"""People on whom a design is tried: those who are hardest to print."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import joinedload

from eventsys.conferences.editions.models import Conference
from eventsys.core.db import db
from eventsys.registration.delegations.models import Delegation
from eventsys.registration.people.models import Delegate, DelegateState

_COMING = (
    DelegateState.SUBMITTED,
    DelegateState.RETURNED,
    DelegateState.PRE_APPROVED,
    DelegateState.APPROVED,
    DelegateState.WAITLISTED,
)
_LONGEST, _LANGUAGES = 3, 12


def hard_to_print(conference: Conference) -> list[Delegate]:
    """Of those who may come: the longest names, the longest native name of each language, one with a photo and
    one without; each once, at most seventeen. Four queries whatever their number."""
    wide = func.length(Delegate.family_name) + func.length(Delegate.given_name)
    latest = func.row_number().over(
        partition_by=Delegate.native_language,
        order_by=(func.length(Delegate.native_name).desc(), Delegate.id),
    )
    ranked = (
        select(Delegate.id.label("id"), latest.label("rank"))
        .where(*_who(conference), Delegate.native_language != "", Delegate.native_name != "")
        .subquery()
    )
    rows = _rows(conference)
    found = [
        *_some(rows.order_by(wide.desc(), Delegate.id).limit(_LONGEST)),
        *_some(
            rows.join(ranked, ranked.c.id == Delegate.id)
            .where(ranked.c.rank == 1)
            .order_by(Delegate.native_language, Delegate.id)
            .limit(_LANGUAGES)
        ),
        *_some(rows.where(Delegate.photo_digest.is_not(None)).order_by(Delegate.id).limit(1)),
        *_some(rows.where(Delegate.photo_digest.is_(None)).order_by(Delegate.id).limit(1)),
    ]
    return list(dict.fromkeys(found))


def _who(conference: Conference) -> tuple[ColumnElement[bool], ...]:
    return (Delegate.conference_id == conference.id, Delegate.state.in_(_COMING))


def _rows(conference: Conference) -> Select[Delegate]:
    return (
        select(Delegate)
        .where(*_who(conference))
        .options(joinedload(Delegate.delegation).joinedload(Delegation.city), joinedload(Delegate.category))
    )


def _some(statement: Select[Delegate]) -> Sequence[Delegate]:
    return db.session.scalars(statement).all()
