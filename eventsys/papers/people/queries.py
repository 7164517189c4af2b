"""The approved as they are on record, and ranks that delegations were given. Never writes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, func, select

from eventsys.conferences.editions.models import Conference
from eventsys.core.db import db
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.signatories.models import Mandate
from eventsys.registration.people.models import Delegate, DelegateState

_AT_ONCE = 500

#: What names somebody on every sheet.
_NAMED = (
    Delegate.id, Delegate.delegation_id, Delegate.category_id, Delegate.family_name, Delegate.given_name, Delegate.name_order,
    Delegate.native_name, Delegate.native_language, Delegate.honorific,
)  # fmt: skip


def _who(conference: Conference) -> tuple[ColumnElement[bool], ...]:
    return (
        Delegate.conference_id == conference.id,
        Delegate.state == DelegateState.APPROVED,
        Delegate.erased_at.is_(None),
    )


def approved(conference: Conference, *more: Any) -> Iterator[Any]:
    """The approved whose data are there, by one statement: as they are at one moment, however many they are; of each what
    names somebody, and the columns asked for besides."""
    asked = select(*_NAMED, *more).where(*_who(conference)).order_by(Delegate.id)
    yield from db.session.execute(asked, execution_options={"yield_per": _AT_ONCE})


def count_on_record(conference: Conference) -> int:
    """How many of them there are now."""
    asked = select(func.count(Delegate.id)).where(*_who(conference))
    return db.session.scalar(asked) or 0


def ranks(conference: Conference) -> dict[int, int]:
    """Delegation id to its rank by precedence, of the newest text of the conference in which ranks were given."""
    asked = (
        select(Mandate.declaration_id, Mandate.delegation_id, Mandate.rank)
        .join(Declaration, Declaration.id == Mandate.declaration_id)
        .where(Declaration.conference_id == conference.id, Mandate.rank.is_not(None))
        .order_by(Mandate.declaration_id.desc(), Mandate.id)
    )
    rows = db.session.execute(asked).all()
    return {row.delegation_id: row.rank for row in rows if row.declaration_id == rows[0].declaration_id}
