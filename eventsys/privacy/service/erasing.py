"""Erasure: asked for by the person, decided by the organisers, done in one transaction; files follow it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.exc import IntegrityError

from eventsys.conferences.editions.models import Conference
from eventsys.core import audit
from eventsys.core.actor import SYSTEM, Actor
from eventsys.core.db import db
from eventsys.core.text import clean
from eventsys.files import service as files
from eventsys.mail import service as mail
from eventsys.mail.models import LetterState
from eventsys.privacy import letters, queries
from eventsys.privacy.errors import NothingAsked, StillNeeded, WhyMissing
from eventsys.privacy.models import Erasure, ErasureState
from eventsys.privacy.service.holdings import holdings, things_of, within
from eventsys.registration.decisions import service as decisions
from eventsys.registration.people import queries as people_queries
from eventsys.registration.people.models import Delegate

__all__ = [
    "Kind",
    "ask_erasure",
    "erase",
    "finish_erasure",
    "note_finished",
    "obstacles",
    "plan",
    "refuse_erasure",
    "take_back_erasure",
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


def plan(delegate: Delegate) -> list[Kind]:
    """Before it is decided, and for the person: in the order of the register, without what there is none of."""
    counted = [(one, len(one.rows(delegate))) for one in holdings()]
    return [Kind(one.words, rows, one.goes, one.stays) for one, rows in counted if rows]


def obstacles(delegate: Delegate) -> list[str]:
    """What must be settled first, in sentences."""
    return [said for one in holdings() if one.obstacle and (said := one.obstacle(delegate))]


def ask_erasure(delegate: Delegate, wish: str, *, by: Actor, now: datetime) -> Erasure:
    """The person asks; a second time it is the same request. Raises :class:`Erased`."""
    people_queries.locked_delegate(delegate)
    if known := queries.asked_erasure(delegate):
        return known
    asked = _made(delegate, ErasureState.ASKED, now=now)
    asked.wish = clean(wish)[:2000]
    try:
        with db.session.begin_nested():
            db.session.add(asked)
    except IntegrityError:
        if known := queries.asked_erasure(delegate):
            return known
        raise
    audit.record(by, verb="erasure.asked", thing=asked)
    db.session.flush()
    return asked


def take_back_erasure(delegate: Delegate, *, by: Actor, now: datetime) -> None:
    """The person does not want it any more. Raises :class:`Erased`, :class:`NothingAsked`."""
    people_queries.locked_delegate(delegate)
    _decide(_waiting(delegate), ErasureState.TAKEN_BACK, "", by=by, now=now)


def refuse_erasure(delegate: Delegate, reason: str, *, by: Actor, now: datetime) -> None:
    """With a reason that the person reads. Raises :class:`Erased`, :class:`NothingAsked`, :class:`WhyMissing`."""
    people_queries.locked_delegate(delegate)
    asked, said = _waiting(delegate), _why(reason)
    _decide(asked, ErasureState.REFUSED, said, by=by, now=now)
    if delegate.email:
        mail.queue(letters.refused(delegate, said))


def erase(delegate: Delegate, reason: str, *, by: Actor, now: datetime) -> Erasure:
    """Take the person out of everything that may be erased, whether asked for here or elsewhere. A registration that is
    still open is withdrawn first. The caller commits, then calls :func:`finish_erasure`; a worker does so again.

    Raises :class:`Erased` the second time, :class:`StillNeeded`, :class:`WhyMissing`.
    """
    people_queries.locked_delegate(delegate)
    said = _why(reason)
    if found := obstacles(delegate):
        raise StillNeeded(what=" ".join(found))
    if decisions.may_withdraw(delegate) and not _is_over(delegate.conference, now):
        decisions.withdraw(delegate, by=by, now=now)
    asked = queries.asked_erasure(delegate) or _made(delegate, ErasureState.ASKED, now=now)
    last_word = letters.erased(delegate) if delegate.email else None
    things, called = things_of(delegate), _called(delegate)
    if queries.namesakes(
        delegate
    ):  # their name is not to be sought for: what the person had a part in says less instead
        things += within(delegate)
    links = [("link", link.id) for link in queries.links(delegate)]
    names = [mail.file_of(letter) for letter in queries.letters(delegate)]
    digests = [digest for one in reversed(holdings()) if one.erase for digest in one.erase(delegate, by, now)]
    for earlier in queries.erasures_of(delegate):
        earlier.wish = ""
    asked.wish, asked.leftovers = "", {"blobs": sorted(set(digests)), "letters": names}
    db.session.add(asked)
    db.session.flush()
    if last_word is not None:
        mail.queue(last_word)
        db.session.flush()
    _decide(asked, ErasureState.DONE, said, by=by, now=now)
    things.append(audit.reference(asked))
    audit.forget(why=WHY, now=now, things=things, actors=links, mentioning=called)
    db.session.flush()
    return asked


def finish_erasure(erasure: Erasure, *, now: datetime) -> bool:
    """After the commit: files that nothing needs any more go, and letters that have been delivered meanwhile are emptied.
    Whether no more can come; it may be called any number of times. Raises StoreUnreachable."""
    left = queries.letters(erasure.delegate)
    settled = [one for one in left if one.state != LetterState.QUEUED and one.to_address]
    mail.drop_files([*erasure.leftovers.get("letters", ()), *map(mail.file_of, settled)])
    digests = [given["digest"] for one in settled for given in one.attachments]
    mail.blank(settled, by=SYSTEM, now=now)
    files.release([*erasure.leftovers.get("blobs", ()), *digests])
    waits = any(one.state == LetterState.QUEUED for one in left)
    if settled:
        names = [*erasure.leftovers.get("letters", ()), *map(mail.file_of, settled)]
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


def _made(delegate: Delegate, state: ErasureState, *, now: datetime) -> Erasure:
    return Erasure(
        conference_id=delegate.conference_id, delegate_id=delegate.id, delegate=delegate, state=state, asked_at=now,
        wish="", reason="", leftovers={},
    )  # fmt: skip


def _waiting(delegate: Delegate) -> Erasure:
    found = queries.asked_erasure(delegate)
    if found is None:
        raise NothingAsked
    return found


def _decide(erasure: Erasure, state: ErasureState, reason: str, *, by: Actor, now: datetime) -> None:
    before = erasure.state
    erasure.state, erasure.reason, erasure.decided_at = state, reason, now
    audit.record(
        by, verb=f"erasure.{state}", thing=erasure, before={"state": before}, after={"state": str(state)}
    )
    db.session.flush()


def _why(reason: str) -> str:
    if not clean(reason):
        raise WhyMissing
    return clean(reason)[:2000]


def _is_over(conference: Conference, now: datetime) -> bool:
    return now.date() > conference.ends


def _called(delegate: Delegate) -> list[str]:
    """By what the person is known in other things' entries: addresses, numbers and whole names, now and before."""
    said = {delegate.email, delegate.phone}
    for entry in queries.audit_about(things_of(delegate), []):
        for words in (entry.before, entry.after):
            said |= {text for key in ("email", "phone") if isinstance(text := (words or {}).get(key), str)}
    if not queries.namesakes(delegate):
        said |= {delegate.full_name, delegate.native_name}
        said |= {
            text
            for entry in queries.audit_about([audit.reference(delegate)], [])
            for text in (entry.thing_label or {}).values()
        }
    return sorted(text for text in said if len(text) >= _SHORTEST or (len(text) > 1 and not text.isascii()))
