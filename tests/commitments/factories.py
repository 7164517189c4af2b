"""Commitments for tests: an adopted text of three cities, what they promised in it, and a pledge in none."""

from __future__ import annotations

from typing import Any

from eventsys.commitments.record.models import Commitment
from eventsys.commitments.recording import service as recording
from eventsys.commitments.recording.service import Said, Terms
from eventsys.conferences.editions.models import Conference
from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.audit import AuditEntry
from eventsys.core.db import db
from eventsys.core.words.dates import ImpreciseDate
from eventsys.core.words.text import Localized
from eventsys.declarations.acts.models import Declaration, Paragraph, ParagraphKind
from eventsys.networks.registry import queries as registry_queries
from eventsys.networks.registry.models import City
from tests.declarations.factories import make_adopted, make_plenary

__all__ = ["city", "make_commitment", "make_pledge", "make_text", "point", "terms", "trail"]


def city(code: str) -> City:
    return registry_queries.city_by_code(code)


def make_text(conference: Conference | None = None, *, points: int = 2) -> Declaration:
    """Adopted by Bangkok, Hanoi and Jakarta in three languages. Not committed."""
    return make_adopted(conference or make_plenary(cities=3), points=points)


def point(declaration: Declaration, number: int = 1) -> Paragraph:
    return [p for p in declaration.paragraphs if p.part == ParagraphKind.POINT][number - 1]


def terms(
    what: str = "easing smog",
    *,
    owner: str = "BKK",
    partners: tuple[str, ...] = ("HAN",),
    due: str = "",
    **more: Any,
) -> Terms:
    """What Bangkok promises Hanoi, or what is said instead."""
    return Terms(
        owner=city(owner),
        what=Localized(en=what),
        partners=[city(code) for code in partners],
        due=ImpreciseDate.parse(due) if due else None,
        **more,
    )


def make_commitment(declaration: Declaration, number: int | None = 1, **over: Any) -> Commitment:
    """From a point of the text (None: from the whole of it). Not committed."""
    found = point(declaration, number) if number else None
    return recording.record_commitment(declaration, terms(**over), point=found, by=SYSTEM, now=clock.now())


def make_pledge(conference: Conference, **over: Any) -> Commitment:
    """Said by Jakarta's delegation, signed by nobody. Not committed."""
    said = Said(Localized(en="The delegation of Jakarta"), ImpreciseDate.parse("2013-11-18"))
    values = {"what": "help in IT", "owner": "JKT", **over}
    return recording.record_pledge(conference, terms(**values), said, by=SYSTEM, now=clock.now())


def trail(commitment: Commitment) -> list[AuditEntry]:
    """Its audit entries, the oldest first."""
    wanted = db.select(AuditEntry).filter_by(thing_type="commitment", thing_id=str(commitment.public_id))
    return list(db.session.scalars(wanted.order_by(AuditEntry.id)))
