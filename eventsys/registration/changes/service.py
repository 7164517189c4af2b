"""Somebody who is approved asks for a change; the secretariat approves or declines it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete

from eventsys.core import audit
from eventsys.core.actor import Actor
from eventsys.core.db import db
from eventsys.core.words.languages import fallbacks, list_words
from eventsys.core.words.text import clean
from eventsys.mail.writing import service as writing
from eventsys.registration.changes import letters, queries, rules
from eventsys.registration.changes.errors import NoChangeNow, NothingAsked, NothingDiffers, NotToBeEmptied
from eventsys.registration.changes.models import AskedChange, ChangeState
from eventsys.registration.invitations.errors import ReasonMissing
from eventsys.registration.links.service import own_link
from eventsys.registration.people import queries as people_queries
from eventsys.registration.people.models import Delegate
from eventsys.registration.people.service import cleaned
from eventsys.registration.questions import queries as questions_queries
from eventsys.registration.questions import service as questions
from eventsys.registration.questions.errors import RegistrationEditedMeanwhile


def ask(
    delegate: Delegate, details: Mapping[str, Any], *, by: Actor, now: datetime, version: int | None = None
) -> AskedChange:
    """Keep what the record shall read; who asks again says all of it anew, and the same twice is asked once.

    Raises :class:`NoChangeNow`, :class:`RegistrationEditedMeanwhile` when ``version`` is not the one on record,
    :class:`NothingDiffers`, :class:`NotToBeEmptied`, and what ``people.service.cleaned`` raises.
    """
    people_queries.locked_delegate(delegate)
    _check_may_ask(delegate, now=now)
    wanted = {name: rules.kept(value) for name, value in cleaned(details).items()}
    values = rules.differing(rules.on_record(delegate, wanted), wanted)
    waiting = queries.waiting_of(delegate)
    if waiting is not None and waiting.values == values:
        return waiting
    if version is not None and version != delegate.version:
        raise RegistrationEditedMeanwhile
    if not values:
        raise NothingDiffers
    if lacking := rules.emptied(delegate, values, questions_queries.asked_of(delegate)):
        raise NotToBeEmptied(fields=list_words([str(word) for word in lacking]))
    asked = waiting or AskedChange(delegate_id=delegate.id)
    asked.fields, asked.values = list(values), values
    asked.before, asked.asked_at = rules.on_record(delegate, values), now
    asked.by_focal = not by.granted("delegate", delegate.public_id)
    db.session.add(asked)
    _note(delegate, "delegate.change_asked", asked.fields, by=by)
    return asked


def _check_may_ask(delegate: Delegate, *, now: datetime) -> None:
    conference = delegate.conference
    if not rules.may_ask(delegate.state, today=conference.day_of(now), ends=conference.ends):
        raise NoChangeNow


def take_back(delegate: Delegate, *, by: Actor, now: datetime) -> None:
    """Whoever asked does not want it any more. Raises :class:`NothingAsked`."""
    asked = _waiting(delegate)
    _settle(asked, ChangeState.TAKEN_BACK, by=by, now=now)
    _note(delegate, "delegate.change_taken_back", asked.fields, by=by)


def approve_change(delegate: Delegate, *, by: Actor, now: datetime) -> None:
    """The record reads from here on as was asked for, and what was made from it is out of date; the person is written to.

    Raises :class:`NothingAsked`, and what ``questions.service.edit`` raises."""
    asked = _waiting(delegate)
    values, fields = asked.values, asked.fields
    questions.edit(
        delegate, {name: rules.value_of(name, said) for name, said in values.items()}, by=by, now=now
    )
    _settle(asked, ChangeState.APPROVED, by=by, now=now)
    _note(delegate, "delegate.change_approved", fields, by=by)
    _write(delegate, by=by, now=now, approved=True)


def decline_change(delegate: Delegate, reason: str, *, by: Actor, now: datetime) -> None:
    """The record stays as it is; the person is told why. Raises :class:`NothingAsked`, :class:`ReasonMissing`."""
    asked = _waiting(delegate)
    if not clean(reason):
        raise ReasonMissing
    _settle(asked, ChangeState.DECLINED, by=by, now=now)
    asked.reason = clean(reason)
    _note(delegate, "delegate.change_declined", asked.fields, by=by, reason=asked.reason)
    _write(delegate, by=by, now=now, approved=False, reason=asked.reason)


def _waiting(delegate: Delegate) -> AskedChange:
    """The change that waits of who is approved, while the person's row is held. Raises :class:`NothingAsked`."""
    people_queries.locked_delegate(delegate)
    asked = queries.waiting_of(delegate)
    if asked is None or not delegate.is_approved:
        raise NothingAsked
    return asked


def _settle(asked: AskedChange, state: ChangeState, *, by: Actor, now: datetime) -> None:
    """What was asked goes with the decision: the record has it now, or nobody needs it."""
    asked.state, asked.decided_at, asked.decided_by = state, now, by.label[:200]
    asked.values, asked.before = {}, {}
    db.session.flush()


def _note(delegate: Delegate, verb: str, fields: list[str], *, by: Actor, reason: str = "") -> None:
    """A new version of the registration, and which fields on the trail, never what they say."""
    delegate.version += 1
    after = {"changed": sorted(fields), **({"reason": reason} if reason else {})}
    audit.record(by, verb=verb, thing=delegate, after=after)
    db.session.flush()


def _write(delegate: Delegate, *, by: Actor, now: datetime, approved: bool, reason: str = "") -> None:
    if delegate.email:
        url = own_link(delegate, by=by, now=now)
        writing.queue(letters.decided(delegate, url, approved=approved, reason=reason))


@dataclass(frozen=True, slots=True)
class ToldRequest:
    """A change for the copy of somebody's data, in the language in force; what it said goes with the decision."""

    what: str
    asked_at: datetime
    by_focal: bool
    state: ChangeState
    decided_at: datetime | None
    reason: str


def told_changes(delegate: Delegate) -> list[ToldRequest]:
    """All that were ever asked for, of one person."""
    order = fallbacks(languages=delegate.conference.languages)
    return [
        ToldRequest(
            "\n".join(rules.told_lines(one.fields, one.before, one.values, order)),
            one.asked_at,
            one.by_focal,
            one.state,
            one.decided_at,
            one.reason,
        )
        for one in queries.changes_of(delegate)
    ]


# ---- what ends with other things ----


def drop_when_gone(delegate: Delegate, *, now: datetime) -> None:
    """Who gives the place back asks for nothing any more; the person's row is held."""
    asked = None if delegate.holds_place else queries.waiting_of(delegate)
    if asked is not None:
        asked.state, asked.decided_at = ChangeState.TAKEN_BACK, now
        asked.values, asked.before = {}, {}
        db.session.flush()


def erase_changes(delegate: Delegate) -> None:
    """All that the person ever asked for; the caller holds the row."""
    db.session.execute(delete(AskedChange).where(AskedChange.delegate_id == delegate.id))
    db.session.flush()


def erase_changes_at(conference_id: int) -> int:
    """Those of a whole conference, when its time is over; of how many there were words."""
    found = queries.changes_at(conference_id)
    for asked in found:
        db.session.delete(asked)
    db.session.flush()
    return len(found)
