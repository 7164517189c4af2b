"""Texts that are before the cities."""

from __future__ import annotations

from eventsys.conferences.editions.models import Conference
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.amendments import service as amendments
from eventsys.declarations.completion import service as completion
from tests.declarations.factories import make_declaration, make_plenary

__all__ = ["make_amendable", "make_final"]


def make_final(conference: Conference) -> Declaration:
    """One point, before the cities, and final. Committed."""
    made = make_declaration(conference, points=1)
    completion.circulate(made, by=SYSTEM)
    completion.finalise(made, by=SYSTEM)
    db.session.commit()
    return made


def make_amendable() -> Declaration:
    """Three points of three cities; amendments are open. Committed."""
    made = make_declaration(make_plenary(cities=3), points=3)
    completion.circulate(made, by=SYSTEM)
    amendments.open_amendments(made, by=SYSTEM)
    db.session.commit()
    return made
