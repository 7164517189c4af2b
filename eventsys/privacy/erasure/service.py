"""Erasure, done in one transaction; files follow it. Verbs flush; the caller commits."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from eventsys.accounts.users.models import User
from eventsys.conferences.editions.models import Conference
from eventsys.core import audit
from eventsys.core.actor import SYSTEM, Actor
from eventsys.core.db import db
from eventsys.files import service as files
from eventsys.mail.record.models import LetterState
from eventsys.mail.settling import service as settling
from eventsys.mail.writing import service as writing
from eventsys.privacy.erasure import letters, queries
from eventsys.privacy.erasure.errors import StillNeeded
from eventsys.privacy.register.service import obstacles, register_of, things_of, within
from eventsys.privacy.requests import queries as requests_queries
from eventsys.privacy.requests import service as requests
from eventsys.privacy.requests.models import Erasure, ErasureState
from eventsys.privacy.subjects import queries as subjects_queries
from eventsys.privacy.subjects.models import Person, address_of
from eventsys.registration.decisions import service as decisions
from eventsys.registration.delegations.models import Delegation
from eventsys.registration.people.models import Delegate

__all__ = ["WHY", "erase", "finish", "note_finished"]

#: A letter that was in a worker's hand when its words went may still be put into the outbox folder.
_IN_HAND = timedelta(minutes=15)
#: Names and numbers shorter than that would take other people's words along.
_SHORTEST = 8
WHY = "erasure"


def erase(person: Person, reason: str, *, by: Actor, now: datetime) -> Erasure:
    """Take the person out of everything that may be erased, whether asked for here or elsewhere. A registration that is
    still open is withdrawn first. The caller commits, then calls :func:`finish`; a worker does so again.

    Raises :class:`Erased` the second time, :class:`StillNeeded`, :class:`WhyMissing`; of one's own account
    :class:`NotYourself`.
    """
    requests.lock(person)
    said = requests.the_reason(reason)
    if found := obstacles(person):
        raise StillNeeded(what=" ".join(found))
    if isinstance(person, Delegate):
        _withdraw(person, by=by, now=now)
    asked = requests_queries.asked_erasure(person) or requests.begun(person, now=now)
    last_word = letters.erased(person) if address_of(person) else None
    things, called, actors = things_of(person), _called(person), _actors(person)
    if _has_namesakes(person):
        # Their name is not to be sought for: what the person had a part in says less instead.
        things += within(person)
    names = [settling.file_of(letter) for letter in subjects_queries.letters(person)]
    digests = [
        digest for one in reversed(register_of(person)) if one.erase for digest in one.erase(person, by, now)
    ]
    for earlier in requests_queries.erasures_of(person):
        earlier.wish = ""
    asked.wish, asked.leftovers = "", {"blobs": sorted(set(digests)), "letters": names}
    db.session.add(asked)
    db.session.flush()
    if last_word is not None:
        writing.queue(last_word)
        db.session.flush()
    requests.record_decision(asked, ErasureState.DONE, said, by=by, now=now)
    things.append(audit.reference(asked))
    audit.forget(why=WHY, now=now, things=things, actors=actors, mentioning=called)
    db.session.flush()
    return asked


def finish(erasure: Erasure, *, now: datetime) -> bool:
    """After the commit: files that nothing needs any more go, and letters that have been delivered meanwhile are emptied.
    Whether no more can come; it may be called any number of times. Raises StoreUnreachable."""
    left = queries.letters_since(erasure)
    settled = [one for one in left if one.state != LetterState.QUEUED and one.to_address]
    settling.drop_files([*erasure.leftovers.get("letters", ()), *map(settling.file_of, settled)])
    digests = [given["digest"] for one in settled for given in one.attachments]
    settling.blank(settled, by=SYSTEM, now=now)
    files.release([*erasure.leftovers.get("blobs", ()), *digests])
    waits = any(one.state == LetterState.QUEUED for one in left)
    if settled:
        names = [*erasure.leftovers.get("letters", ()), *map(settling.file_of, settled)]
        erasure.leftovers = {**erasure.leftovers, "letters": names}
        things = [audit.reference(one) for one in settled]
        audit.forget(why=WHY, now=now, things=things)
    db.session.flush()
    return bool(not waits and erasure.decided_at and now - erasure.decided_at > _IN_HAND)


def note_finished(erasure: Erasure, *, now: datetime) -> None:
    """Nothing is left behind, in the database's own file neither."""
    erasure.finished_at, erasure.leftovers = now, {}
    db.session.flush()


# ---- parts ----


def _withdraw(delegate: Delegate, *, by: Actor, now: datetime) -> None:
    if decisions.may_withdraw(delegate) and not _is_over(delegate.conference, now):
        decisions.withdraw(delegate, by=by, now=now)


def _is_over(conference: Conference, now: datetime) -> bool:
    return now.date() > conference.ends


def _actors(person: Person) -> list[tuple[str, int]]:
    """As whom the person acted, as the trail names it."""
    if isinstance(person, User):
        return [("user", person.id)]
    return [("link", link.id) for link in subjects_queries.links(person)]


def _has_namesakes(person: Person) -> bool:
    return isinstance(person, Delegate) and queries.namesakes(person)


def _called(person: Person) -> list[str]:
    """By what the person is known in other things' entries: addresses, numbers and whole names, now and before. An account is
    known by its public id and its addresses, as its name may be a delegate's as well; so may a focal point's."""
    if isinstance(person, Delegation):
        alone = not queries.is_delegates_name(person.focal_name)
        return _long_ones({person.focal_email, person.focal_name if alone else ""})
    said = {person.email, str(person.public_id) if isinstance(person, User) else person.phone}
    for entry in subjects_queries.audit_about(things_of(person), []):
        for words in (entry.before, entry.after):
            said |= {text for key in ("email", "phone") if isinstance(text := (words or {}).get(key), str)}
    if isinstance(person, Delegate) and not queries.namesakes(person):
        said |= {person.full_name, person.native_name}
        said |= {
            text
            for entry in subjects_queries.audit_about([audit.reference(person)], [])
            for text in (entry.thing_label or {}).values()
        }
    return _long_ones(said)


def _long_ones(said: Iterable[str]) -> list[str]:
    return sorted(text for text in said if len(text) >= _SHORTEST or (len(text) > 1 and not text.isascii()))
