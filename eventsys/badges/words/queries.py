"""Reading what the backs of badges tell."""

from __future__ import annotations

from sqlalchemy import select

from eventsys.badges.words.models import BadgeFacts
from eventsys.conferences.editions.models import Conference
from eventsys.core.db import db


def facts_of(conference: Conference) -> BadgeFacts | None:
    return db.session.scalars(
        select(BadgeFacts).where(BadgeFacts.conference_id == conference.id)
    ).one_or_none()
