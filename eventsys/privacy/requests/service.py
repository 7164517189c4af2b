"""The life of a request: asked and taken back by the person, refused or done by who decides. Verbs flush; the caller commits."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.exc import IntegrityError

from eventsys.accounts.erasure import queries as account_queries
from eventsys.core import audit
from eventsys.core.actor import Actor
from eventsys.core.db import db
from eventsys.core.words.text import clean
from eventsys.mail.writing import service as writing
from eventsys.privacy.requests import letters, queries
from eventsys.privacy.requests.errors import NothingAsked, WhyMissing
from eventsys.privacy.requests.models import Erasure, ErasureState
from eventsys.privacy.subjects.models import Person, address_of
from eventsys.registration.delegations import queries as delegations_queries
from eventsys.registration.delegations.models import Delegation
from eventsys.registration.people import queries as people_queries
from eventsys.registration.people.errors import Erased
from eventsys.registration.people.models import Delegate

__all__ = ["ask", "begun", "lock", "record_decision", "refuse", "take_back", "the_reason"]


def ask(person: Person, wish: str, *, by: Actor, now: datetime) -> Erasure:
    """The person asks; a second time it is the same request. Raises :class:`Erased`."""
    lock(person)
    if known := queries.asked_erasure(person):
        return known
    asked = begun(person, now=now)
    asked.wish = clean(wish)[:2000]
    try:
        with db.session.begin_nested():
            db.session.add(asked)
    except IntegrityError:
        if known := queries.asked_erasure(person):
            return known
        raise
    audit.record(by, verb="erasure.asked", thing=asked)
    db.session.flush()
    return asked


def take_back(person: Person, *, by: Actor, now: datetime) -> None:
    """The person does not want it any more. Raises :class:`Erased`, :class:`NothingAsked`."""
    lock(person)
    record_decision(_waiting(person), ErasureState.TAKEN_BACK, "", by=by, now=now)


def refuse(person: Person, reason: str, *, by: Actor, now: datetime) -> None:
    """With a reason that the person reads. Raises :class:`Erased`, :class:`NothingAsked`, :class:`WhyMissing`."""
    lock(person)
    asked, said = _waiting(person), the_reason(reason)
    record_decision(asked, ErasureState.REFUSED, said, by=by, now=now)
    if address_of(person):
        writing.queue(letters.refused(person, said))


def lock(person: Person) -> None:
    """Until the end of the transaction nobody else decides on this person. Raises :class:`Erased`."""
    if isinstance(person, Delegate):
        people_queries.locked_delegate(person)
    elif isinstance(person, Delegation):
        delegations_queries.locked_delegation(person.id)
        if not person.focal_name and not person.focal_email:
            raise Erased
    else:
        account_queries.lock_user(person)
        if person.erased_at is not None:
            raise Erased


def begun(person: Person, *, now: datetime) -> Erasure:
    """A request of the person, not added yet."""
    values: dict[str, Any] = {"user_id": person.id, "user": person}
    if isinstance(person, Delegate):
        values = {"conference_id": person.conference_id, "delegate_id": person.id, "delegate": person}
    elif isinstance(person, Delegation):
        values = {"conference_id": person.conference_id, "delegation_id": person.id, "delegation": person}
    return Erasure(state=ErasureState.ASKED, asked_at=now, wish="", reason="", leftovers={}, **values)


def _waiting(person: Person) -> Erasure:
    found = queries.asked_erasure(person)
    if found is None:
        raise NothingAsked
    return found


def record_decision(erasure: Erasure, state: ErasureState, reason: str, *, by: Actor, now: datetime) -> None:
    """What became of a request, with the reason."""
    before = erasure.state
    erasure.state, erasure.reason, erasure.decided_at = state, reason, now
    audit.record(
        by, verb=f"erasure.{state}", thing=erasure, before={"state": before}, after={"state": str(state)}
    )
    db.session.flush()


def the_reason(reason: str) -> str:
    """As it is kept. Raises :class:`WhyMissing`."""
    if not clean(reason):
        raise WhyMissing
    return clean(reason)[:2000]
