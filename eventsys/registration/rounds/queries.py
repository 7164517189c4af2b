"""Rounds of a conference, those that are due, and whom they concern."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import joinedload

from eventsys.conferences.dates.models import Milestone
from eventsys.conferences.editions.models import Conference
from eventsys.core.db import db
from eventsys.core.errors import NotFound
from eventsys.registration.delegations import queries as delegations_queries
from eventsys.registration.delegations.models import Delegation
from eventsys.registration.people.models import Delegate
from eventsys.registration.rounds import rules
from eventsys.registration.rounds.models import LetterRound, RoundAddressee


@dataclass(frozen=True, slots=True)
class OneLetter:
    """Of a round, that to one delegation of its conference."""

    round: LetterRound
    delegation: Delegation

    @property
    def conference_id(self) -> int:
        return self.round.conference_id


def letter_in(slug: str, round_id: UUID, delegation_id: UUID) -> OneLetter:
    """Raises :class:`NotFound`."""
    return OneLetter(round_in(slug, round_id), delegations_queries.delegation_in(slug, delegation_id))


def rounds(conference: Conference) -> Sequence[LetterRound]:
    """The newest first."""
    return db.session.scalars(
        select(LetterRound)
        .where(LetterRound.conference_id == conference.id)
        .order_by(LetterRound.made_at.desc(), LetterRound.id.desc())
    ).all()


def round_in(slug: str, round_id: UUID) -> LetterRound:
    """The round of this conference's page. Raises :class:`NotFound`."""
    found = db.session.scalars(
        select(LetterRound)
        .where(LetterRound.public_id == round_id)
        .options(joinedload(LetterRound.conference))
    ).one_or_none()
    if found is None or found.conference.slug != slug:
        raise NotFound
    return found


def locked_round(key: int) -> LetterRound:
    """The row, read anew and held: letters of one round are written by one worker at a time."""
    return db.session.scalars(
        select(LetterRound)
        .where(LetterRound.id == key)
        .with_for_update(of=LetterRound)
        .execution_options(populate_existing=True)
    ).one()


def moments(conference: Conference) -> dict[str, datetime]:
    """The dates of its milestones by kind."""
    rows = db.session.execute(
        select(Milestone.kind, Milestone.at)
        .where(Milestone.conference_id == conference.id)
        .order_by(Milestone.id)
    )
    return {str(kind): at for kind, at in rows}


def due_rounds(now: datetime) -> list[int]:
    """Ids of those whose moment has come and whose letters are not all written, the earliest made first."""
    by_milestone = and_(
        Milestone.conference_id == LetterRound.conference_id, Milestone.kind == LetterRound.milestone
    )
    rows = db.session.execute(
        select(LetterRound.id, LetterRound.send_at, Milestone.at, LetterRound.days_before)
        .outerjoin(Milestone, by_milestone)
        .where(LetterRound.state.in_(rules.OPEN), or_(LetterRound.send_at <= now, Milestone.at.is_not(None)))
        .order_by(LetterRound.id)
    )
    return [
        key
        for key, send_at, at, days in rows
        if (moment := rules.moment_of(send_at, at, days)) is not None and moment <= now
    ]


def addressees(found: LetterRound) -> Sequence[RoundAddressee]:
    """Everybody of a round with their delegations, in the order in which they are written to."""
    return db.session.scalars(
        select(RoundAddressee)
        .where(RoundAddressee.round_id == found.id)
        .options(joinedload(RoundAddressee.delegation).joinedload(Delegation.city))
        .order_by(RoundAddressee.id)
    ).all()


def unsettled(found: LetterRound, limit: int) -> Sequence[RoundAddressee]:
    """The next of a round who are neither written to nor left out."""
    return db.session.scalars(
        select(RoundAddressee)
        .where(
            RoundAddressee.round_id == found.id,
            RoundAddressee.written_at.is_(None),
            RoundAddressee.left_out.is_(None),
        )
        .order_by(RoundAddressee.id)
        .limit(limit)
        .execution_options(populate_existing=True)
    ).all()


def counts_of(conference: Conference) -> dict[int, tuple[int, int]]:
    """Round id to how many of it were written to, of how many."""
    statement = (
        select(RoundAddressee.round_id, func.count(RoundAddressee.written_at), func.count())
        .join(LetterRound, LetterRound.id == RoundAddressee.round_id)
        .where(LetterRound.conference_id == conference.id)
        .group_by(RoundAddressee.round_id)
        .order_by(RoundAddressee.round_id)
    )
    return {key: (written, whole) for key, written, whole in db.session.execute(statement)}


def people_by_state(conference: Conference) -> dict[int, dict[str, int]]:
    """Delegation id to its people by state."""
    statement = (
        select(Delegate.delegation_id, Delegate.state, func.count())
        .where(Delegate.conference_id == conference.id)
        .group_by(Delegate.delegation_id, Delegate.state)
        .order_by(Delegate.delegation_id)
    )
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for key, state, number in db.session.execute(statement):
        found[key][state] = number
    return found
