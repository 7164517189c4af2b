"""Erasure: asked for by the person, decided by the organisers, done in one transaction; files follow it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.exc import IntegrityError

from eventsys.accounts.erasure import queries as account_queries
from eventsys.accounts.users.models import User
from eventsys.conferences.editions.models import Conference
from eventsys.core import audit
from eventsys.core.actor import SYSTEM, Actor
from eventsys.core.db import db
from eventsys.core.words.text import clean
from eventsys.files import service as files
from eventsys.mail.record.models import LetterState
from eventsys.mail.settling import service as settling
from eventsys.mail.writing import service as writing
from eventsys.privacy import letters, queries
from eventsys.privacy.errors import NothingAsked, StillNeeded, WhyMissing
from eventsys.privacy.models import Erasure, ErasureState, Person, Subject, address_of
from eventsys.privacy.service.holdings import register_of, things_of, within
from eventsys.registration.decisions import service as decisions
from eventsys.registration.delegations import queries as delegations_queries
from eventsys.registration.delegations.models import Delegation
from eventsys.registration.people import queries as people_queries
from eventsys.registration.people.errors import Erased
from eventsys.registration.people.models import Delegate

__all__ = [
    "WHY",
    "Kind",
    "ask_erasure",
    "erase",
    "finish_erasure",
    "note_finished",
    "obstacles",
    "plan",
    "record_decision",
    "refuse_erasure",
    "take_back_erasure",
    "the_reason",
]

#: A letter that was in a worker's hand when its words went may still be put into the outbox folder.
_IN_HAND = timedelta(minutes=15)
#: Names and numbers shorter than that would take other people's words along.
_SHORTEST = 8
WHY = "erasure"


@dataclass(frozen=True, slots=True)
class Kind:
    """What an erasure does to one kind of data: how many rows there are, what goes, and what stays and why."""

    words: Any
    rows: int
    goes: Any
    stays: Any


def plan(person: Subject) -> list[Kind]:
    """Before it is decided, and for the person: in the order of the register, without what there is none of."""
    counted = [(one, len(one.rows(person))) for one in register_of(person)]
    return [Kind(one.words, rows, one.goes, one.stays) for one, rows in counted if rows]


def obstacles(person: Subject) -> list[str]:
    """What must be settled first, in sentences."""
    return [said for one in register_of(person) if one.obstacle and (said := one.obstacle(person))]


def ask_erasure(person: Person, wish: str, *, by: Actor, now: datetime) -> Erasure:
    """The person asks; a second time it is the same request. Raises :class:`Erased`."""
    _lock(person)
    if known := queries.asked_erasure(person):
        return known
    asked = _made(person, ErasureState.ASKED, now=now)
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


def take_back_erasure(person: Person, *, by: Actor, now: datetime) -> None:
    """The person does not want it any more. Raises :class:`Erased`, :class:`NothingAsked`."""
    _lock(person)
    record_decision(_waiting(person), ErasureState.TAKEN_BACK, "", by=by, now=now)


def refuse_erasure(person: Person, reason: str, *, by: Actor, now: datetime) -> None:
    """With a reason that the person reads. Raises :class:`Erased`, :class:`NothingAsked`, :class:`WhyMissing`."""
    _lock(person)
    asked, said = _waiting(person), the_reason(reason)
    record_decision(asked, ErasureState.REFUSED, said, by=by, now=now)
    if address_of(person):
        writing.queue(letters.refused(person, said))


def erase(person: Person, reason: str, *, by: Actor, now: datetime) -> Erasure:
    """Take the person out of everything that may be erased, whether asked for here or elsewhere. A registration that is
    still open is withdrawn first. The caller commits, then calls :func:`finish_erasure`; a worker does so again.

    Raises :class:`Erased` the second time, :class:`StillNeeded`, :class:`WhyMissing`; of one's own account
    :class:`NotYourself`.
    """
    _lock(person)
    said = the_reason(reason)
    if found := obstacles(person):
        raise StillNeeded(what=" ".join(found))
    if isinstance(person, Delegate):
        _withdraw(person, by=by, now=now)
    asked = queries.asked_erasure(person) or _made(person, ErasureState.ASKED, now=now)
    last_word = letters.erased(person) if address_of(person) else None
    things, called, actors = things_of(person), _called(person), _actors(person)
    if _has_namesakes(
        person
    ):  # their name is not to be sought for: what the person had a part in says less instead
        things += within(person)
    names = [settling.file_of(letter) for letter in queries.letters(person)]
    digests = [
        digest for one in reversed(register_of(person)) if one.erase for digest in one.erase(person, by, now)
    ]
    for earlier in queries.erasures_of(person):
        earlier.wish = ""
    asked.wish, asked.leftovers = "", {"blobs": sorted(set(digests)), "letters": names}
    db.session.add(asked)
    db.session.flush()
    if last_word is not None:
        writing.queue(last_word)
        db.session.flush()
    record_decision(asked, ErasureState.DONE, said, by=by, now=now)
    things.append(audit.reference(asked))
    audit.forget(why=WHY, now=now, things=things, actors=actors, mentioning=called)
    db.session.flush()
    return asked


def finish_erasure(erasure: Erasure, *, now: datetime) -> bool:
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


def _lock(person: Person) -> None:
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


def _withdraw(delegate: Delegate, *, by: Actor, now: datetime) -> None:
    if decisions.may_withdraw(delegate) and not _is_over(delegate.conference, now):
        decisions.withdraw(delegate, by=by, now=now)


def _made(person: Person, state: ErasureState, *, now: datetime) -> Erasure:
    values: dict[str, Any] = {"user_id": person.id, "user": person}
    if isinstance(person, Delegate):
        values = {"conference_id": person.conference_id, "delegate_id": person.id, "delegate": person}
    elif isinstance(person, Delegation):
        values = {"conference_id": person.conference_id, "delegation_id": person.id, "delegation": person}
    return Erasure(state=state, asked_at=now, wish="", reason="", leftovers={}, **values)


def _waiting(person: Person) -> Erasure:
    found = queries.asked_erasure(person)
    if found is None:
        raise NothingAsked
    return found


def record_decision(erasure: Erasure, state: ErasureState, reason: str, *, by: Actor, now: datetime) -> None:
    before = erasure.state
    erasure.state, erasure.reason, erasure.decided_at = state, reason, now
    audit.record(
        by, verb=f"erasure.{state}", thing=erasure, before={"state": before}, after={"state": str(state)}
    )
    db.session.flush()


def the_reason(reason: str) -> str:
    if not clean(reason):
        raise WhyMissing
    return clean(reason)[:2000]


def _is_over(conference: Conference, now: datetime) -> bool:
    return now.date() > conference.ends


def _actors(person: Person) -> list[tuple[str, int]]:
    """As whom the person acted, as the trail names it."""
    if isinstance(person, User):
        return [("user", person.id)]
    return [("link", link.id) for link in queries.links(person)]


def _has_namesakes(person: Person) -> bool:
    return isinstance(person, Delegate) and queries.namesakes(person)


def _called(person: Person) -> list[str]:
    """By what the person is known in other things' entries: addresses, numbers and whole names, now and before. An account is
    known by its public id and its addresses, as its name may be a delegate's as well; so may a focal point's."""
    if isinstance(person, Delegation):
        alone = not queries.is_delegates_name(person.focal_name)
        return _long_ones({person.focal_email, person.focal_name if alone else ""})
    said = {person.email, str(person.public_id) if isinstance(person, User) else person.phone}
    for entry in queries.audit_about(things_of(person), []):
        for words in (entry.before, entry.after):
            said |= {text for key in ("email", "phone") if isinstance(text := (words or {}).get(key), str)}
    if isinstance(person, Delegate) and not queries.namesakes(person):
        said |= {person.full_name, person.native_name}
        said |= {
            text
            for entry in queries.audit_about([audit.reference(person)], [])
            for text in (entry.thing_label or {}).values()
        }
    return _long_ones(said)


def _long_ones(said: Iterable[str]) -> list[str]:
    return sorted(text for text in said if len(text) >= _SHORTEST or (len(text) > 1 and not text.isascii()))
