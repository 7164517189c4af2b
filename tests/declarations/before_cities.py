"""Texts that are before the cities."""

from __future__ import annotations

from eventsys.conferences.editions.models import Conference
from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.amendments import service as amendments
from eventsys.declarations.amendments.models import AmendmentKind
from eventsys.declarations.completion import service as completion
from eventsys.declarations.motions import service as motions
from eventsys.declarations.voting.models import Manner, Question
from eventsys.registration.delegations.models import Delegation
from tests.declarations.factories import make_declaration, make_plenary

__all__ = ["make_amendable", "make_final", "make_vote"]


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


def make_vote(draft: Declaration, city: Delegation) -> Question:
    """An amendment of the city is before the members, who decide by consensus. Not committed."""
    about, now = draft.paragraphs[0], clock.now()
    made = amendments.propose(draft, city, AmendmentKind.DELETE, paragraph=about, by=SYSTEM, now=now)
    return motions.put_block(draft, [made], Manner.CONSENSUS, by=SYSTEM, now=now)
