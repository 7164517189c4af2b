"""What the programme keeps about a person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from eventsys.core.actor import Actor
from eventsys.core.db import db
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.privacy.register.service import Holding, columns
from eventsys.privacy.subjects.models import Named
from eventsys.programme.clashes.models import TwoPeople
from eventsys.programme.personal import queries
from eventsys.programme.sessions import queries as sessions_queries
from eventsys.programme.sessions.models import PanelSeat, PublishedSeat
from eventsys.programme.sessions.service import announce_change, record_change
from eventsys.registration.people.models import Delegate


def _leave_panels(delegate: Delegate, by: Actor, now: datetime) -> Iterable[str]:
    _take_off(queries.seats_of(delegate), queries.published_seats_of(delegate), by=by, now=now)
    return ()


def _take_off(
    seats: Sequence[PanelSeat], published_seats: Sequence[PublishedSeat], *, by: Actor, now: datetime
) -> None:
    """Of every session, whatever became of it; the public reads the panel without the person at once."""
    for seat in seats:
        session = seat.session
        sessions_queries.lock_session(session)
        session.panel.remove(seat)
        record_change(session, "session.unseated", by=by, before={"role": seat.role}, after={})
    for told in published_seats:
        published = told.published
        published.panel.remove(told)
        for place, left in enumerate(published.panel, start=1):
            left.place = place
        announce_change(published.session, now)
    db.session.flush()


def _forget_pairs(delegate: Delegate, _by: Actor, _now: datetime) -> Iterable[str]:
    for pair in queries.pairs_with(delegate):
        db.session.delete(pair)
    db.session.flush()
    return ()


_SEAT = {
    "session.title": _l("Session"),
    "role_word": _l("Part"),
    "name": _l("Name"),
    "office": _l("Office"),
    "organisation": _l("Organisation"),
}
HOLDINGS = (
    Holding(
        "panel_seat",
        _l("Parts in sessions"),
        queries.seats_of,
        _SEAT,
        columns("id public_id session_id role role_order position delegate_id"),
        goes=_l("The person is taken off the panel"),
        erase=_leave_panels,
        within="session",
    ),
    Holding(
        "published_seat",
        _l("Parts in the published programme"),
        queries.published_seats_of,
        {
            "published.title": _SEAT["session.title"],
            **{key: words for key, words in _SEAT.items() if "." not in key},
        },
        columns("id published_id place role delegate_id"),
        goes=_l("The public reads the panel without the person"),
    ),
    Holding(
        "two_people",
        _l("Told apart from somebody of the same name"),
        queries.pairs_with,
        {"name": _l("Name")},
        columns("id public_id conference_id one two"),
        goes=_l("The note"),
        erase=_forget_pairs,
        audited=True,
    ),
)


# ---- somebody on record by name ----


def _guest_seats(named: Named) -> list[PanelSeat]:
    return named.among(queries.guests(named.conference), "name")


def _published_guest_seats(named: Named) -> list[PublishedSeat]:
    return named.among(queries.published_guests(named.conference), "name")


def _leave_panels_as_guest(named: Named, by: Actor, now: datetime) -> Iterable[str]:
    _take_off(_guest_seats(named), [], by=by, now=now)
    return ()


def _leave_published_panels(named: Named, by: Actor, now: datetime) -> Iterable[str]:
    _take_off([], _published_guest_seats(named), by=by, now=now)
    return ()


def _told_apart(named: Named) -> list[TwoPeople]:
    return named.among(queries.pairs_told_apart(named.conference), "name")


def _forget_named_pairs(named: Named, _by: Actor, _now: datetime) -> Iterable[str]:
    for pair in _told_apart(named):
        db.session.delete(pair)
    db.session.flush()
    return ()


NAMED_HOLDINGS = (
    replace(HOLDINGS[0], rows=_guest_seats, erase=_leave_panels_as_guest),
    replace(HOLDINGS[1], rows=_published_guest_seats, erase=_leave_published_panels),
    replace(HOLDINGS[2], rows=_told_apart, erase=_forget_named_pairs),
)
