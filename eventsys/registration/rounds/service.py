"""Rounds of letters: planned, tried on oneself, taken back, and written once to each when their moment comes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy.exc import IntegrityError

from eventsys.conferences.dates.models import MilestoneKind
from eventsys.conferences.editions.models import Conference
from eventsys.core import audit
from eventsys.core.actor import Actor
from eventsys.core.current import settings
from eventsys.core.db import db
from eventsys.core.words.text import Localized
from eventsys.mail.record.models import OutboxLetter
from eventsys.mail.writing import service as writing
from eventsys.registration.delegations import queries as delegations_queries
from eventsys.registration.delegations.models import Delegation
from eventsys.registration.invitations import service as invitations
from eventsys.registration.people import queries as people_queries
from eventsys.registration.people import rules as people_rules
from eventsys.registration.rounds import letters, queries, rules
from eventsys.registration.rounds.errors import (
    AlreadyPlanned,
    MilestoneMissing,
    MomentPast,
    NobodyToWriteTo,
    RoundBegun,
)
from eventsys.registration.rounds.models import (
    LeftOut,
    LetterRound,
    RoundAddressee,
    RoundPurpose,
    RoundState,
    RoundWords,
)

#: Letters written in one transaction: a worker that dies loses so many at most, and writes them again.
AT_ONCE = 20


def tried(conference: Conference, purpose: RoundPurpose) -> list[tuple[Delegation, LeftOut | None]]:
    """What would happen now to each delegation that can be invited, by name: ``None``, it is written to, else why not.
    Changes nothing."""
    people = queries.people_by_state(conference)
    every = [one for one in delegations_queries.delegations(conference) if not one.is_of_individuals]
    return [(one, rules.why_left_out(purpose, one, people.get(one.id, {}))) for one in every]


def to_write_to(conference: Conference, purpose: RoundPurpose) -> list[Delegation]:
    """Exactly those that would be written to now, by name."""
    return [one for one, why in tried(conference, purpose) if why is None]


def plan_round(
    conference: Conference,
    purpose: RoundPurpose,
    chosen: Iterable[Delegation],
    *,
    texts: Mapping[str, Localized],
    send_at: datetime,
    by: Actor,
    now: datetime,
) -> LetterRound:
    """Letters to ``chosen`` at ``send_at``; ``texts``: what organisers say besides, by standing, "" for everybody else.

    Raises :class:`NobodyToWriteTo`, :class:`MomentPast`.
    """
    whom = {one.id for one in chosen if one.conference_id == conference.id}
    if not whom & {one.id for one in to_write_to(conference, purpose)}:
        raise NobodyToWriteTo
    if send_at < now:
        raise MomentPast
    made = LetterRound(purpose=purpose, send_at=send_at)
    _keep(made, conference, texts, now=now)
    db.session.add_all(RoundAddressee(round_id=made.id, delegation_id=key) for key in sorted(whom))
    _record_planned(made, by, {"addressees": len(whom), "send_at": send_at.isoformat()})
    return made


def plan_reminders(
    conference: Conference,
    purpose: RoundPurpose,
    milestone: MilestoneKind,
    days: Iterable[int],
    *,
    texts: Mapping[str, Localized],
    by: Actor,
    now: datetime,
) -> list[LetterRound]:
    """Letters so many ``days`` before the milestone, each time to whomever it concerns then; the days move with it. All of
    them are planned, or none.

    Raises :class:`MilestoneMissing`, :class:`MomentPast`, :class:`AlreadyPlanned`.
    """
    milestone_at = queries.moments(conference).get(str(milestone))
    if milestone_at is None:
        raise MilestoneMissing
    made = []
    for before in days:
        if milestone_at - timedelta(days=before) < now:
            raise MomentPast
        one = LetterRound(purpose=purpose, milestone=milestone, days_before=before, is_open=True)
        _keep(one, conference, texts, now=now)
        _record_planned(one, by, {"milestone": str(milestone), "days_before": before})
        made.append(one)
    return made


def _keep(
    made: LetterRound, conference: Conference, texts: Mapping[str, Localized], *, now: datetime
) -> None:
    made.conference_id, made.made_at = conference.id, now
    said = {standing: Localized(words) for standing, words in texts.items()}
    made.own_words = [RoundWords(standing=standing, words=words) for standing, words in said.items() if words]
    try:
        with db.session.begin_nested():
            db.session.add(made)
    except IntegrityError as error:
        raise AlreadyPlanned from error


def _record_planned(made: LetterRound, by: Actor, more: dict[str, object]) -> None:
    audit.record(by, verb="letter_round.planned", thing=made, after={"purpose": str(made.purpose), **more})
    db.session.flush()


def take_back(found: LetterRound, *, by: Actor, now: datetime) -> None:
    """Nothing of it goes out. Raises :class:`RoundBegun`: once the first letter is written, the round runs to its end."""
    locked = queries.locked_round(found.id)
    if not rules.may_be_taken_back(locked.state):
        raise RoundBegun
    _end(locked, RoundState.TAKEN_BACK, by=by, now=now)


def sample(purpose: RoundPurpose, delegation: Delegation, texts: Mapping[str, Localized]) -> writing.Letter:
    """The very letter to one of those chosen, but for its link, which opens nothing."""
    return letters.of_round(
        purpose,
        delegation,
        f"{settings().base_url}/",
        words=rules.words_for(texts, delegation.standing),
        unfinished=_unfinished(purpose, delegation),
    )


def send_test(
    purpose: RoundPurpose, delegation: Delegation, texts: Mapping[str, Localized], *, to: str, by: Actor
) -> OutboxLetter:
    """The same letter to ``to``, one's own address; the delegation hears nothing of it and it is told of nobody."""
    letter = replace(sample(purpose, delegation, texts), to_address=to, to_name=by.label, about=None)
    queued = writing.queue(letter)
    audit.record(by, verb="letter_round.tried", thing=queued, after={"purpose": str(purpose)})
    db.session.flush()
    return queued


def send_some(round_id: int, *, by: Actor, now: datetime, most: int = AT_ONCE) -> bool:
    """The next letters of a round whose moment has come, all or none; whether more are left. Whoever else writes the same
    round waits for the row, and then goes on where this one stopped."""
    found = queries.locked_round(round_id)
    milestone_at = queries.moments(found.conference).get(str(found.milestone))
    moment = rules.moment_of(found.send_at, milestone_at, found.days_before)
    if found.state not in rules.OPEN or moment is None or moment > now:
        return False
    if found.state == RoundState.PLANNED:
        if rules.is_missed(milestone_at, found.days_before, now):
            _end(found, RoundState.MISSED, by=by, now=now)
            return False
        _begin(found)
    for one in queries.unsettled(found, most):
        _write(found, one, by=by, now=now)
    db.session.flush()
    if queries.unsettled(found, 1):
        return True
    written = sum(one.written_at is not None for one in queries.addressees(found))
    _end(found, RoundState.SENT, by=by, now=now, written=written)
    return False


def _end(found: LetterRound, state: RoundState, *, by: Actor, now: datetime, **more: int) -> None:
    before = found.state
    found.state, found.ended_at = state, now
    audit.record(
        by,
        verb=f"letter_round.{state}",
        thing=found,
        before={"state": before},
        after={"state": found.state, **more},
    )
    db.session.flush()


def _begin(found: LetterRound) -> None:
    if found.is_open:
        whom = sorted(one.id for one in to_write_to(found.conference, found.purpose))
        db.session.add_all(RoundAddressee(round_id=found.id, delegation_id=key) for key in whom)
    found.state = RoundState.BEGUN
    db.session.flush()


def _write(found: LetterRound, one: RoundAddressee, *, by: Actor, now: datetime) -> None:
    delegation = delegations_queries.locked_delegation(one.delegation_id)
    people = people_queries.delegates_of(delegation)
    by_state: dict[str, int] = {}
    for person in people:
        by_state[person.state] = by_state.get(person.state, 0) + 1
    one.left_out = rules.why_left_out(found.purpose, delegation, by_state)
    if one.left_out is not None:
        return
    key = f"round/{found.public_id.hex}/{delegation.public_id.hex}"
    words = rules.words_for(found.texts, delegation.standing)
    if found.purpose == RoundPurpose.INVITATION:
        invitations.invite(delegation, by=by, now=now, words=words, key=key)
    else:
        url = invitations.focal_link(delegation, by=by, now=now)
        names = _unfinished(found.purpose, delegation)
        letter = letters.of_round(found.purpose, delegation, url, words=words, unfinished=names, key=key)
        writing.queue(letter)
        audit.record(by, verb="delegation.reminded", thing=delegation, after={"purpose": str(found.purpose)})
    one.written_at = now


def _unfinished(purpose: RoundPurpose, delegation: Delegation) -> Sequence[str]:
    if purpose != RoundPurpose.FINISH:
        return ()
    everybody = people_queries.delegates_of(delegation)
    return [one.full_name for one in everybody if one.state in people_rules.EDITABLE]
