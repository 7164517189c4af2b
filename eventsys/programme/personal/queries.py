"""Reading the parts of one person."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import or_, select

from eventsys.conferences.editions.models import Conference
from eventsys.core.db import db
from eventsys.programme.clashes.models import TwoPeople
from eventsys.programme.panel import rules as panel_rules
from eventsys.programme.sessions.models import PanelSeat, PublishedSeat, PublishedSession, Session
from eventsys.registration.people.models import Delegate


def seats_of(delegate: Delegate) -> Sequence[PanelSeat]:
    own = select(PanelSeat).where(PanelSeat.delegate_id == delegate.id)
    return db.session.scalars(own.order_by(PanelSeat.id)).all()


def published_seats_of(delegate: Delegate) -> Sequence[PublishedSeat]:
    own = select(PublishedSeat).where(PublishedSeat.delegate_id == delegate.id)
    return db.session.scalars(own.order_by(PublishedSeat.id)).all()


def pairs_with(delegate: Delegate) -> Sequence[TwoPeople]:
    """From people of the same name."""
    key = panel_rules.person_key(delegate.id, "")
    own = select(TwoPeople).where(
        TwoPeople.conference_id == delegate.conference_id, or_(TwoPeople.one == key, TwoPeople.two == key)
    )
    return db.session.scalars(own.order_by(TwoPeople.id)).all()


def guests(conference: Conference) -> Sequence[PanelSeat]:
    """Who is on a panel by name alone, in whichever session."""
    alone = select(PanelSeat).join(PanelSeat.session).where(PanelSeat.delegate_id.is_(None))
    return db.session.scalars(
        alone.where(Session.conference_id == conference.id).order_by(PanelSeat.id)
    ).all()


def published_guests(conference: Conference) -> Sequence[PublishedSeat]:
    alone = (
        select(PublishedSeat)
        .join(PublishedSeat.published)
        .join(PublishedSession.session)
        .where(Session.conference_id == conference.id, PublishedSeat.delegate_id.is_(None))
    )
    return db.session.scalars(alone.order_by(PublishedSeat.id)).all()


def pairs_told_apart(conference: Conference) -> Sequence[TwoPeople]:
    """One at least of the two being known by name alone."""
    pairs = select(TwoPeople).where(
        TwoPeople.conference_id == conference.id,
        or_(*(key.startswith(panel_rules.GUEST) for key in (TwoPeople.one, TwoPeople.two))),
    )
    return db.session.scalars(pairs.order_by(TwoPeople.id)).all()
