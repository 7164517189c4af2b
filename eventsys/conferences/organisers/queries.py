"""Reading organisers, and where a logo is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from eventsys.conferences.editions.models import Conference
from eventsys.conferences.editions.queries import by_slug, part_in
from eventsys.conferences.organisers.models import Organiser
from eventsys.core.db import db


def organisers(conference: Conference) -> Sequence[Organiser]:
    """All organisers of an edition, in the order that was given them."""
    return db.session.scalars(
        select(Organiser)
        .where(Organiser.conference_id == conference.id)
        .order_by(Organiser.position, Organiser.id)
    ).all()


@dataclass(frozen=True, slots=True)
class Logo:
    """Where an organiser's logo is, and whether everyone may see it."""

    conference_id: int
    published: bool
    digest: str | None


def logo_in(slug: str, public_id: UUID) -> Logo:
    """An organiser's logo, as :func:`editions.policy.can_see_logo` asks about it. Raises :class:`NotFound`, :class:`NotThere`."""
    conference = by_slug(slug)
    organiser = part_in(Organiser, conference, public_id)
    return Logo(conference.id, conference.published_at is not None, organiser.logo_digest)
