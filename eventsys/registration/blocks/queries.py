"""How fields of our own are asked at an edition. Never writes."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from eventsys.conferences.editions.models import Conference
from eventsys.core.db import db
from eventsys.registration.blocks.models import FieldSwitch


def switches(conference_id: int, *, anew: bool = False) -> Sequence[FieldSwitch]:
    """All that was settled; first what is for everybody. ``anew``: as it is by now, whatever was read before."""
    found = select(FieldSwitch).where(FieldSwitch.conference_id == conference_id)
    found = found.order_by(FieldSwitch.category_key, FieldSwitch.id)
    return db.session.scalars(found.execution_options(populate_existing=anew)).all()


def locked_switches(conference: Conference) -> Sequence[FieldSwitch]:
    """The same, read anew once the conference's row is held; who names people meanwhile need not wait."""
    this = select(Conference.id).where(Conference.id == conference.id)
    db.session.execute(this.with_for_update(key_share=True))
    return switches(conference.id, anew=True)
