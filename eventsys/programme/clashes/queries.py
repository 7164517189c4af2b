"""Reading who was told apart."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from eventsys.conferences.editions.models import Conference
from eventsys.core.db import db
from eventsys.core.words.collation import by_words
from eventsys.programme.clashes.models import TwoPeople


def pairs_told_apart(conference: Conference) -> Sequence[TwoPeople]:
    """People of one name who are known to be two, by name."""
    statement = select(TwoPeople).where(TwoPeople.conference_id == conference.id).order_by(TwoPeople.id)
    return by_words(db.session.scalars(statement), lambda pair: pair.name)
