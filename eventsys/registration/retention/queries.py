"""Terms that were settled, and whose data are still there. Never writes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import load_only

from eventsys.conferences.editions.models import Conference
from eventsys.core.db import db
from eventsys.registration.delegations.models import Delegation
from eventsys.registration.fields.models import cleared
from eventsys.registration.kinds.models import Kept
from eventsys.registration.passports.models import Passport
from eventsys.registration.people.models import Delegate
from eventsys.registration.retention.models import RETENTION, RetentionTerm, kept_until


def terms(conference: Conference) -> dict[Kept, int]:
    """Days after the closing day, for every kind."""
    settled = select(RetentionTerm.kind, RetentionTerm.days).where(
        RetentionTerm.conference_id == conference.id
    )
    own = {row.kind: row.days for row in db.session.execute(settled.order_by(RetentionTerm.id))}
    return {kind: own.get(kind, known.days) for kind, known in RETENTION.items()}


def term_row(conference: Conference, kind: Kept) -> RetentionTerm | None:
    """What the organisers settled, if they did, held until the transaction ends."""
    own = select(RetentionTerm).where(
        RetentionTerm.conference_id == conference.id, RetentionTerm.kind == kind
    )
    return db.session.scalars(own.with_for_update()).one_or_none()


def passport_day(conference: Conference) -> date:
    """The last day on which passports are there."""
    return kept_until(conference.ends, terms(conference)[Kept.PASSPORTS])


def passports_of(conference: Conference) -> Sequence[Passport]:
    """All of a conference, unread: with another secret key they go as well. Ones that another worker is at are left to it."""
    found = (
        select(Passport).join(Delegate).where(Delegate.conference_id == conference.id).order_by(Passport.id)
    )
    found = found.options(load_only(Passport.delegate_id))
    return db.session.scalars(found.with_for_update(skip_locked=True, of=Passport)).all()


def people_with(kept: Kept, conference: Conference) -> Sequence[Delegate]:
    """Those of whom a field is there that goes with these data."""
    said = [
        column.is_not(None) if nothing is None else column != nothing
        for column, nothing in ((getattr(Delegate, name), nothing) for name, nothing in cleared(kept).items())
    ]
    return _people(conference, or_(*said))


def people_with_note(conference: Conference) -> Sequence[Delegate]:
    return _people(conference, Delegate.review_note != "")


def public_ids(conference: Conference) -> Sequence[UUID]:
    """The public ids of everybody registered at the conference, who came first first."""
    every = select(Delegate.public_id).where(Delegate.conference_id == conference.id)
    return db.session.scalars(every.order_by(Delegate.id)).all()


def _people(conference: Conference, condition: object) -> Sequence[Delegate]:
    found = select(Delegate).where(Delegate.conference_id == conference.id, condition)  # type: ignore[arg-type]
    return db.session.scalars(
        found.order_by(Delegate.delegation_id, Delegate.id).with_for_update(key_share=True)
    ).all()


def delegations_with_focal(conference: Conference) -> Sequence[Delegation]:
    told = or_(Delegation.focal_name != "", Delegation.focal_email != "")
    found = select(Delegation).where(Delegation.conference_id == conference.id, told)
    return db.session.scalars(
        found.order_by(Delegation.id).with_for_update(of=Delegation, key_share=True)
    ).all()
