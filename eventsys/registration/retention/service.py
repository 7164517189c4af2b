"""Terms are settled; what is over is deleted, kind by kind; a person is taken out of a registration. The caller says when,
records it and commits.

Each ``purge_…`` deletes all of its kind at a conference and returns how many people's it was, and the digests of files
that are not needed any more. Of an erased person city, category, state and days stay.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, update
from sqlalchemy.exc import IntegrityError

from eventsys.accounts.links import service as links
from eventsys.conferences.editions.models import Conference
from eventsys.core import audit
from eventsys.core.actor import Actor
from eventsys.core.db import db
from eventsys.files import service as files
from eventsys.registration.answers.service import erase_answers_at
from eventsys.registration.changes.service import erase_changes, erase_changes_at
from eventsys.registration.fields.models import FIELDS, cleared
from eventsys.registration.kinds.models import Kept
from eventsys.registration.limits.service import forget_places
from eventsys.registration.passports.models import Passport, PassportAccess
from eventsys.registration.passports.service import note_look
from eventsys.registration.people.models import Delegate
from eventsys.registration.people.service import put
from eventsys.registration.retention import queries
from eventsys.registration.retention.errors import TermOutOfBounds
from eventsys.registration.retention.models import RETENTION, RetentionTerm


def check_term(kind: Kept, days: int) -> None:
    """Refuses a term (in days after the closing day) outside the bounds of its kind. Raises :class:`TermOutOfBounds`."""
    known = RETENTION[kind]
    if not known.least <= days <= known.most:
        raise TermOutOfBounds(what=str(known.words), least=known.least, most=known.most)


#: What the record knows a person by, beside what they said of themselves.
_KNOWN_BY = {"review_note": "", "sort_name": "", "order_en": "", "order_vi": "", "search_text": ""}


def erase_person(delegate: Delegate, *, now: datetime) -> None:
    """Everything that says who it was and what they told. The caller holds the row and has it audited."""
    told = {field.name: field.nothing for field in FIELDS if field.erasable}
    for name, nothing in {**told, **_KNOWN_BY}.items():
        setattr(delegate, name, nothing)
    erase_changes(delegate)
    delegate.erased_at = now
    delegate.version += 1
    db.session.flush()


def erase_journey(delegate: Delegate) -> None:
    """What goes with the journeys."""
    for name, nothing in cleared(Kept.JOURNEYS).items():
        setattr(delegate, name, nothing)
    db.session.flush()


def erase_passport(delegate: Delegate, *, by: Actor, now: datetime) -> None:
    """Unread: with another secret key it goes as well. Who looked at it stays on record, by number where the person did."""
    gone = db.session.execute(delete(Passport).where(Passport.delegate_id == delegate.id))
    if gone.rowcount:  # type: ignore[attr-defined]  # a DELETE's result has it
        note_look(delegate.id, by, "removed", now)
    own = update(PassportAccess).where(
        PassportAccess.delegate_id == delegate.id, PassportAccess.actor_kind == "link"
    )
    db.session.execute(own.values(actor_label="link"))
    db.session.flush()


def erase_tables(delegate: Delegate) -> int:
    """Tables of people of the same city that wait for an answer: nobody knows without reading them whose data they hold.
    One that a job is saving is left to it."""
    return files.drop_waiting(f"people/{delegate.delegation.public_id}")


_AT_ONCE = 500
Purged = tuple[int, list[str]]


def set_term(conference: Conference, kind: Kept, days: int, *, by: Actor) -> None:
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


def purge_journeys(conference: Conference, *, by: Actor, now: datetime) -> Purged:  # noqa: ARG001 (purges are called alike)
    """With them the changes that were asked for: nobody decides on one any more."""
    people = queries.people_with(Kept.JOURNEYS, conference)
    for delegate in people:
        erase_journey(delegate)
    asked = erase_changes_at(conference.id)
    return max(len(people), asked), []


def purge_answers(conference: Conference, *, by: Actor, now: datetime) -> Purged:  # noqa: ARG001 (purges are called alike)
    """The trail says which questions were answered, never what."""
    forget_places(conference)
    return erase_answers_at(conference)


def purge_photos(conference: Conference, *, by: Actor, now: datetime) -> Purged:  # noqa: ARG001 (purges are called alike)
    people = queries.people_with(Kept.PHOTOS, conference)
    digests = [delegate.photo_digest for delegate in people if delegate.photo_digest]
    for delegate in people:
        delegate.photo_digest = None
    db.session.flush()
    return len(people), digests


def purge_notes(conference: Conference, *, by: Actor, now: datetime) -> Purged:  # noqa: ARG001 (purges are called alike)
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


def purge_contacts(conference: Conference, *, by: Actor, now: datetime) -> Purged:  # noqa: ARG001 (purges are called alike)
    """With them their place in searches; nobody can be written to any more."""
    people = queries.people_with(Kept.CONTACTS, conference)
    for delegate in people:
        put(delegate, cleared(Kept.CONTACTS))
    db.session.flush()
    return len(people), []


def purge_focal_points(conference: Conference, *, by: Actor, now: datetime) -> Purged:  # noqa: ARG001 (purges are called alike)
    """Names and addresses of focal points; their links end with them."""
    found = queries.delegations_with_focal(conference)
    for delegation in found:
        delegation.focal_name = delegation.focal_email = ""
        links.revoke_links("focal", str(delegation.public_id), by=by)
    db.session.flush()
    return len(found), []
