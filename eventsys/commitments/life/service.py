"""What becomes of a commitment: each verb is one arrow, one line of its history and one audit entry."""

from __future__ import annotations

from datetime import datetime

from eventsys.commitments.life import rules
from eventsys.commitments.life.models import CommitmentStep
from eventsys.commitments.record import queries as record_queries
from eventsys.commitments.record import rules as record_rules
from eventsys.commitments.record.models import Commitment
from eventsys.commitments.record.models import CommitmentState as State
from eventsys.core import audit
from eventsys.core.actor import Actor
from eventsys.core.db import db
from eventsys.core.words.dates import ImpreciseDate
from eventsys.core.words.text import Localized


def _advance(
    commitment: Commitment,
    wanted: State,
    words: Localized | None,
    *,
    by: Actor,
    now: datetime,
    due: ImpreciseDate | None = None,
) -> None:
    """The row is held until the end of the transaction: of two at once the second is refused."""
    words = words or Localized()
    record_queries.locked(commitment)
    record_rules.check_step(commitment.state, wanted)
    rules.check_words(wanted, words)
    before = {"state": commitment.state, "due": str(commitment.due) if commitment.due else None}
    commitment.state = wanted
    if wanted == State.CONTINUED:
        commitment.due, commitment.due_ends = due, due.last_day() if due else None
    commitment.version += 1
    db.session.add(
        CommitmentStep(
            commitment_id=commitment.id, state=wanted, words=words, due=due, at=now, by=by.label[:200]
        )
    )
    after = {
        "state": wanted,
        "words": dict(words),
        "due": str(commitment.due) if commitment.due else None,
    }
    audit.record(by, verb=f"commitment.{wanted}", thing=commitment, before=before, after=after)
    db.session.flush()


def accept(commitment: Commitment, *, by: Actor, now: datetime, words: Localized | None = None) -> None:
    """The owner stands by it. Raises :class:`NoCommitmentStep`."""
    _advance(commitment, State.ACCEPTED, words, by=by, now=now)


def start(commitment: Commitment, *, by: Actor, now: datetime, words: Localized | None = None) -> None:
    """Work has begun. Raises :class:`NoCommitmentStep`."""
    _advance(commitment, State.IN_PROGRESS, words, by=by, now=now)


def report(commitment: Commitment, words: Localized, *, by: Actor, now: datetime) -> None:
    """What was done, in the owner's words. Raises :class:`NoCommitmentStep`, :class:`WordsMissing`."""
    _advance(commitment, State.REPORTED, words, by=by, now=now)


def evaluate(commitment: Commitment, words: Localized, *, by: Actor, now: datetime) -> None:
    """A short verdict on the report. Raises :class:`NoCommitmentStep`, :class:`WordsMissing`."""
    _advance(commitment, State.EVALUATED, words, by=by, now=now)


def complete(commitment: Commitment, *, by: Actor, now: datetime, words: Localized | None = None) -> None:
    """It was kept. Raises :class:`NoCommitmentStep`."""
    _advance(commitment, State.COMPLETED, words, by=by, now=now)


def continue_(
    commitment: Commitment,
    *,
    by: Actor,
    now: datetime,
    words: Localized | None = None,
    due: ImpreciseDate | None = None,
) -> None:
    """It goes on, until ``due`` or without a date. Raises :class:`NoCommitmentStep`."""
    _advance(commitment, State.CONTINUED, words, by=by, now=now, due=due)


def discontinue(commitment: Commitment, words: Localized, *, by: Actor, now: datetime) -> None:
    """It ends without being done, for the reason given.

    Raises :class:`NoCommitmentStep`, :class:`WordsMissing`.
    """
    _advance(commitment, State.DISCONTINUED, words, by=by, now=now)
