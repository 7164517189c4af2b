"""Cities that have sent no letter are reminded; the committee is named; what its work shows elsewhere, and how it ends."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from sqlalchemy.exc import IntegrityError

from eventsys.conferences.editions.models import Conference
from eventsys.conferences.editions.policy import can_run
from eventsys.conferences.home.service import CheckItem
from eventsys.core import audit
from eventsys.core.actor import Actor
from eventsys.core.db import db
from eventsys.core.errors import Refusal
from eventsys.core.words.languages import gettext as _
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.mail.writing import service as writing
from eventsys.registration.committee import letters, queries
from eventsys.registration.committee.errors import MeetsLater
from eventsys.registration.committee.models import CredentialCommittee
from eventsys.registration.credentials import queries as credentials_queries
from eventsys.registration.credentials import service as credentials
from eventsys.registration.credentials.models import CredentialLetter, CredentialState
from eventsys.registration.credentials.rules import CityCredentials, is_reminded
from eventsys.registration.credentials.service import MOST_NAMES, NAME_LIMIT
from eventsys.registration.decisions.service import PersonNote
from eventsys.registration.delegations import queries as delegations_queries
from eventsys.registration.delegations.models import Delegation
from eventsys.registration.invitations.service import focal_link
from eventsys.registration.names.rules import clean_name
from eventsys.registration.people.models import Delegate
from eventsys.registration.retention.service import Purged


def reminder_key(delegation: Delegation, day: date) -> str:
    """Under which a reminder is queued: one a day, whoever asks for it and however often."""
    return f"credentials/reminder/{delegation.public_id.hex}/{day.isoformat()}"


def to_remind(
    cities: Iterable[CityCredentials], *, now: datetime
) -> tuple[list[Delegation], list[Delegation], list[Delegation]]:
    """Of the cities those that would be written to now, those without a mail address, and those written to today."""
    due = [one.delegation for one in cities if is_reminded(one)]
    keys = {one.id: reminder_key(one, one.conference.day_of(now)) for one in due}
    written = queries.written_already(list(keys.values()))
    return (
        [one for one in due if one.focal_email and keys[one.id] not in written],
        [one for one in due if not one.focal_email],
        [one for one in due if one.focal_email and keys[one.id] in written],
    )


def remind(chosen: Sequence[Delegation], *, by: Actor, now: datetime) -> int:
    """Those of ``chosen`` that still have sent no letter are written to, each once a day: how many were now."""
    done = 0
    for delegation in sorted(chosen, key=lambda one: one.id):
        delegations_queries.locked_delegation(delegation.id)
        due, _without, _today = to_remind([credentials_queries.standing_of(delegation)], now=now)
        for one in due:
            key = reminder_key(one, one.conference.day_of(now))
            writing.queue(letters.reminder(one, focal_link(one, by=by, now=now), key=key))
            audit.record(by, verb="delegation.credentials_reminded", thing=one)
            done += 1
    db.session.flush()
    return done


def set_committee(
    conference: Conference, members: Sequence[str], met_on: date | None, *, by: Actor, now: datetime
) -> None:
    """Who examined the letters, as the report names them, and when they met. Raises :class:`MeetsLater`,
    :class:`UnsafeName`."""
    if met_on and met_on > conference.day_of(now):
        raise MeetsLater
    names = [name for text in members if (name := clean_name(text, NAME_LIMIT))][:MOST_NAMES]
    found = queries.committee_of(conference) or _first(conference)
    if (found.members, found.met_on) == (names, met_on):
        return
    found.members, found.met_on = names, met_on
    told = {"members": len(names), "met_on": met_on.isoformat() if met_on else None}
    audit.record(by, verb="conference.credentials_committee_set", thing=conference, after=told)
    db.session.flush()


def _first(conference: Conference) -> CredentialCommittee:
    made = CredentialCommittee(conference_id=conference.id, members=[])
    try:
        with db.session.begin_nested():
            db.session.add(made)
    except IntegrityError as error:  # somebody else has just named it
        found = queries.committee_of(conference)
        if found is None:
            raise error
        return found
    return made


# ---- for other pages ----


def checks(conference: Conference) -> list[CheckItem]:
    """What is left to do on the home of a conference, where letters are asked for."""
    if not credentials.are_asked(conference):
        return []
    cities = credentials_queries.cities(conference)
    waiting = sum(one.waits for one in cities)
    missing = sum(is_reminded(one) for one in cities)
    values = {"state": str(CredentialState.RECEIVED)} if waiting else {}
    said = _l("To be examined: %(waiting)s · missing: %(missing)s", waiting=waiting, missing=missing)
    return [
        CheckItem(
            _l("Examine the credentials of the cities"),
            bool(cities) and not waiting and not missing,
            "registration.credentials",
            values,
            hint=said if waiting or missing else "",
        )
    ]


def notes(delegate: Delegate) -> list[PersonNote]:
    """On the page about a person whom only a letter of the city lets in: that it lacks, or that they are in without."""
    if not credentials.waits_for_letter(delegate):
        return []
    delegation = delegate.delegation
    stands = credentials_queries.standing_of(delegation)
    try:
        credentials.check_stands(delegate, stands)
    except Refusal as refusal:
        said = str(refusal)
    else:
        if not stands.is_provisional or stands.leave is None:
            return []
        said = _("Let in provisionally, without accepted credentials: %(reason)s", reason=stands.leave.reason)
    values = {"delegation_id": delegation.public_id}
    return [PersonNote(said, _("Credentials"), "registration.examine_credentials", can_run, values)]


def purge_credentials(conference: Conference, *, by: Actor, now: datetime) -> Purged:  # noqa: ARG001 (purges are called alike)
    """The letters, the names in them and of the committee, and why who was let in without. That there were letters, when
    they came and what was decided stays."""
    letters_there = credentials_queries.letters_at(conference)
    digests = [digest for one in letters_there for digest in (one.digest, one.shown_digest) if digest]
    count = sum(one.digest is not None for one in letters_there)
    for letter in letters_there:
        letter.digest = letter.shown_digest = None
        letter.signed_by = letter.signer = letter.note = ""
        letter.named.clear()
    reasons = [leave for leave in credentials_queries.leaves_at(conference) if leave.reason]
    for leave in reasons:
        leave.reason = ""
    committee = queries.committee_of(conference)
    if committee is not None:
        committee.members = []
    if count or reasons:
        things = [(CredentialLetter.__tablename__, str(one.public_id)) for one in letters_there]
        audit.forget(why="retention", now=now, things=things, entries=queries.entries_of_leaves(conference))
    db.session.flush()
    return count, digests
