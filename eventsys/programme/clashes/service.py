"""What clashes in the programme of a conference, and namesakes told apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from eventsys.conferences.editions.models import Conference
from eventsys.core import audit
from eventsys.core.actor import Actor
from eventsys.core.db import db
from eventsys.core.words.languages import fallbacks
from eventsys.programme.clashes import queries, rules
from eventsys.programme.clashes.models import TwoPeople
from eventsys.programme.panel import rules as panel_rules
from eventsys.programme.sessions import queries as sessions_queries
from eventsys.programme.sessions import rules as sessions_rules
from eventsys.programme.sessions.models import PanelSeat, Session, SessionState


def clashes_among(conference: Conference, found: Iterable[Session]) -> list[rules.Clash]:
    slots = [_slot(conference, s, s.starts_at, s.ends_at) for s in found if s.starts_at and s.ends_at]
    return rules.clashes(
        slots,
        zone=conference.timezone,
        first_day=conference.starts,
        last_day=conference.ends,
        told_apart={frozenset({row.one, row.two}) for row in queries.pairs_told_apart(conference)},
    )


def _slot(conference: Conference, session: Session, starts: datetime, ends: datetime) -> rules.Slot:
    order = fallbacks(languages=conference.languages)
    room = session.room
    return rules.Slot(
        id=session.id,
        title=session.title.get_in(order),
        kind=session.kind,
        state=session.state,
        starts=starts,
        ends=ends,
        when=sessions_rules.spoken_time(starts, ends, conference.timezone),
        room_id=session.room_id,
        room=room.name.get_in(order) if room else "",
        capacity=room.capacity if room else None,
        expected=session.expected,
        missing=tuple(session.title.missing(conference.languages)),
        parts=tuple(_part(seat) for seat in session.panel),
    )


def _part(seat: PanelSeat) -> rules.PanelPart:
    approved = seat.delegate is None or seat.delegate.is_approved
    return rules.PanelPart(
        key=key_of(seat),
        name=seat.name,
        role=seat.role,
        approved=approved,
        alike=panel_rules.name_key(seat.name),
        seat=str(seat.public_id),
    )


def key_of(seat: PanelSeat) -> str:
    """The key of the very person on this seat."""
    return panel_rules.person_key(seat.delegate_id, seat.name, " ".join(sorted(seat.organisation.values())))


def tell_apart(conference: Conference, one: PanelSeat, two: PanelSeat, *, by: Actor) -> None:
    """These two of one name are two people: the programme does not ask again. Said twice, it is said once."""
    sessions_queries.lock_conference(conference)
    first, second = sorted((key_of(one), key_of(two)))
    known = {(row.one, row.two) for row in queries.pairs_told_apart(conference)}
    if (first, second) in known:
        return
    row = TwoPeople(conference_id=conference.id, one=first, two=second, name=one.name)
    db.session.add(row)
    db.session.flush()
    audit.record(by, verb="programme.told_apart", thing=row, after={"name": one.name})


def end_telling_apart(row: TwoPeople, *, by: Actor) -> None:
    """They may be one person after all: the programme warns again."""
    db.session.delete(row)
    db.session.flush()
    audit.record(by, verb="programme.not_told_apart", thing=row, before={"name": row.name})


def clashes_of_programme(conference: Conference, found: Sequence[Session] | None = None) -> list[rules.Clash]:
    """Everything wrong in the programme, drafts included; hard clashes first."""
    shown = sessions_rules.OPEN | {SessionState.DRAFT}
    if found is None:
        found = sessions_queries.sessions(conference, states=shown)
    return clashes_among(conference, [s for s in found if s.state in shown])
