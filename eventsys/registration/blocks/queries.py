"""How fields of our own are asked at an edition. Never writes."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from eventsys.conferences.editions.models import Conference
from eventsys.core.db import db
from eventsys.registration.blocks.models import FieldSwitch


def switches(conference_id: int) -> Sequence[FieldSwitch]:
    """All that was settled; first what is for everybody."""
    found = select(FieldSwitch).where(FieldSwitch.conference_id == conference_id)
    return db.session.scalars(found.order_by(FieldSwitch.category_key, FieldSwitch.id)).all()


def locked_switches(conference: Conference) -> Sequence[FieldSwitch]:
    """The same, once the conference's row is held."""
    db.session.execute(select(Conference.id).where(Conference.id == conference.id).with_for_update())
    return switches(conference.id)
