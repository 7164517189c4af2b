"""Verbs on the panel of a session: who chairs, speaks and reports, in order."""

from __future__ import annotations

from typing import Any

from eventsys.core.actor import Actor
from eventsys.core.addresses import without_address, words_without_address
from eventsys.core.db import db
from eventsys.core.errors import NotFound
from eventsys.core.words.text import Localized, clean
from eventsys.programme.panel import rules
from eventsys.programme.panel.errors import AlreadySeated, NotADelegateHere, PersonMissing
from eventsys.programme.sessions import rules as sessions_rules
from eventsys.programme.sessions.models import PanelRole, PanelSeat, Session
from eventsys.programme.sessions.service import lock_for_change, record_change, sort_panel
from eventsys.registration.people.models import Delegate


def seat(
    session: Session,
    *,
    role: PanelRole,
    by: Actor,
    delegate: Delegate | None = None,
    name: str = "",
    office: Localized | None = None,
    organisation: Localized | None = None,
) -> PanelSeat:
    """Give a delegate or a guest a part, after those who have the same part already.

    Name, office and organisation are kept as they are now; what is given goes before the delegate's own.
    Raises SessionFrozen, PersonMissing, NotADelegateHere, AlreadySeated, AddressAsName.
    """
    lock_for_change(session)
    office, organisation = words_without_address(office), words_without_address(organisation)
    words = _words_of(session, delegate, without_address(clean(name)), office, organisation)
    same = rules.name_key(words["name"])
    if any(
        s.role == role
        and (s.delegate_id == delegate.id if delegate and s.delegate_id else rules.name_key(s.name) == same)
        for s in session.panel
    ):
        raise AlreadySeated(name=words["name"])
    last = max((s.position for s in session.panel if s.role == role), default=0)
    new = PanelSeat(
        role=role,
        role_order=sessions_rules.ROLE_ORDER[role],
        position=last + 1,
        delegate=delegate,
        delegate_id=delegate.id if delegate else None,
        **words,
    )
    with db.session.no_autoflush:
        session.panel.append(new)
        sort_panel(session)
    record_change(session, "session.seated", by=by, before=None, after={"role": str(role), "name": new.name})
    return new


def _words_of(
    session: Session, delegate: Delegate | None, name: str, office: Localized, organisation: Localized
) -> dict[str, Any]:
    if delegate is None:
        if not name:
            raise PersonMissing
        return {"name": name, "office": office, "organisation": organisation}
    if delegate.conference_id != session.conference_id or not delegate.is_approved:
        raise NotADelegateHere(name=delegate.full_name)
    return {
        "name": name or delegate.full_name,
        "office": office or delegate.office,
        "organisation": organisation or delegate.organisation or delegate.delegation.city_name,
    }


def unseat(seat: PanelSeat, session: Session, *, by: Actor) -> None:
    """Take a part back. Raises SessionFrozen, NotFound."""
    _still_there(seat, session)
    session.panel.remove(seat)
    record_change(session, "session.unseated", by=by, before={"role": seat.role, "name": seat.name}, after={})


def _still_there(seat: PanelSeat, session: Session) -> None:
    lock_for_change(session)
    if seat not in session.panel:
        raise NotFound


def move_seat(seat: PanelSeat, session: Session, *, up: bool, by: Actor) -> None:
    """One place up or down among those with the same part; at an end nothing happens. Raises SessionFrozen, NotFound."""
    _still_there(seat, session)
    row = [s for s in session.panel if s.role == seat.role]
    here = row.index(seat)
    there = here - 1 if up else here + 1
    if not 0 <= there < len(row):
        return
    row[here], row[there] = row[there], row[here]
    for position, other in enumerate(row, start=1):
        other.position = position
    sort_panel(session)
    record_change(
        session,
        "session.reordered",
        by=by,
        before=None,
        after={"role": seat.role, "order": [s.name for s in row]},
    )
