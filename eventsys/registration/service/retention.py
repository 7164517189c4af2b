"""Terms are settled; what is over is deleted, kind by kind. The caller says when, records it and commits.

Each of these deletes all of its kind at a conference and returns how many people's it was, and the digests of files that are
not needed any more.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.exc import IntegrityError

from eventsys.accounts import service as accounts
from eventsys.conferences.editions.models import Conference
from eventsys.core import audit
from eventsys.core.actor import Actor
from eventsys.core.db import db
from eventsys.registration import queries
from eventsys.registration.models import Delegate, RetentionTerm
from eventsys.registration.rules.retention import Kept, check_term
from eventsys.registration.service.details import put
from eventsys.registration.service.erasing import erase_journey
from eventsys.registration.service.passports import note_look

__all__ = [
    "Purged", "purge_contacts", "purge_focal_points", "purge_journeys", "purge_notes", "purge_passports", "purge_photos",
    "set_term",
]  # fmt: skip

_AT_ONCE = 500
Purged = tuple[int, list[str]]


def set_term(conference: Conference, kind: Kept, days: int, *, by: Actor, now: datetime) -> None:
    """So many days after the closing day. Raises :class:`TermOutOfBounds`."""
    check_term(kind, days)
    before = queries.terms(conference)[kind]
    if before == days:
        return
    row = queries.term_row(conference, kind)
    if row is None:
        row = RetentionTerm(conference_id=conference.id, kind=kind, days=days)
        try:
            with db.session.begin_nested():
                db.session.add(row)
        except IntegrityError:  # somebody else has just settled the first one
            row = queries.term_row(conference, kind)
            assert row is not None  # noqa: S101 (one of the two has made it)
    row.days = days
    audit.record(
        by, verb="retention.settled", thing=conference, before={str(kind): before}, after={str(kind): days}
    )
    db.session.flush()


def purge_passports(conference: Conference, *, by: Actor, now: datetime) -> Purged:
    """The log of looks stays."""
    found = queries.passports_of(conference)
    for passport in found:
        note_look(passport.delegate_id, by, "purged", now)
        audit.record(by, verb="passport.purged", thing=passport)
        db.session.delete(passport)
    db.session.flush()
    return len(found), []


def purge_journeys(conference: Conference, *, by: Actor, now: datetime) -> Purged:
    people = queries.people_with_journey(conference)
    for delegate in people:
        erase_journey(delegate)
    return len(people), []


def purge_photos(conference: Conference, *, by: Actor, now: datetime) -> Purged:
    people = queries.people_with_photo(conference)
    digests = [delegate.photo_digest for delegate in people if delegate.photo_digest]
    for delegate in people:
        delegate.photo_digest = None
    db.session.flush()
    return len(people), digests


def purge_notes(conference: Conference, *, by: Actor, now: datetime) -> Purged:
    """In the audit trail as well: that something was decided, when and by whom, stays there."""
    people = queries.people_with_note(conference)
    for delegate in people:
        delegate.review_note = ""
    ids, forgotten = queries.public_ids(conference), 0
    for start in range(0, len(ids), _AT_ONCE):
        things = [(Delegate.__tablename__, str(one)) for one in ids[start : start + _AT_ONCE]]
        forgotten += audit.forget(why="retention", now=now, things=things)
    db.session.flush()
    return max(len(people), int(forgotten > 0)), []


def purge_contacts(conference: Conference, *, by: Actor, now: datetime) -> Purged:
    """With them their place in searches; nobody can be written to any more."""
    people = queries.people_with_contact(conference)
    for delegate in people:
        put(delegate, {"email": "", "phone": ""})
    db.session.flush()
    return len(people), []


def purge_focal_points(conference: Conference, *, by: Actor, now: datetime) -> Purged:
    """Their links end."""
    found = queries.delegations_with_focal(conference)
    for delegation in found:
        delegation.focal_name = delegation.focal_email = ""
        accounts.revoke_links("focal", str(delegation.public_id), by=by)
    db.session.flush()
    return len(found), []
