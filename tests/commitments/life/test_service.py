"""Commitments led from arrow to arrow, one audit entry each."""

from __future__ import annotations

import pytest

from eventsys.commitments.life import errors, queries, service
from eventsys.commitments.record import errors as record_errors
from eventsys.commitments.register import queries as register_queries
from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from eventsys.core.words.dates import ImpreciseDate
from eventsys.core.words.text import Localized
from eventsys.declarations.acts.models import Declaration
from tests.commitments.factories import make_commitment, trail

pytestmark = pytest.mark.usefixtures("app")
WORDS = Localized(en="30 trainers trained", fr="30 formateurs formés")


def test_the_whole_life_in_one_audit_entry_a_step(text: Declaration) -> None:
    made, now = make_commitment(text, due="2014"), clock.now()
    service.accept(made, by=SYSTEM, now=now)
    service.start(made, by=SYSTEM, now=now)
    service.report(made, WORDS, by=SYSTEM, now=now)
    service.evaluate(made, Localized(en="Effective."), by=SYSTEM, now=now)
    service.continue_(made, by=SYSTEM, now=now, due=ImpreciseDate.parse("2015-06"))
    assert (str(made.due), str(made.due_ends), made.state) == ("2015-06", "2015-06-30", "continued")
    service.report(made, Localized(en="60 trainers"), by=SYSTEM, now=now)
    service.evaluate(made, Localized(en="Done."), by=SYSTEM, now=now)
    service.complete(made, by=SYSTEM, now=now)
    states = [
        "recorded",
        "accepted",
        "in_progress",
        "reported",
        "evaluated",
        "continued",
        "reported",
        "evaluated",
        "completed",
    ]
    assert [entry.verb for entry in trail(made)] == [f"commitment.{state}" for state in states]
    assert [step.state for step in queries.steps(made)] == states
    assert [step.words for step in queries.steps(made)][3] == WORDS
    assert [str(step.due) for step in queries.steps(made) if step.due] == ["2015-06"]
    accepted = trail(made)[1]
    assert (accepted.before, accepted.after) == (
        {"state": "recorded", "due": "2014"},
        {"state": "accepted", "words": {}, "due": "2014"},
    )


def test_a_step_without_an_arrow_or_words_leaves_everything_as_it_was(text: Declaration) -> None:
    made, now = make_commitment(text), clock.now()
    with pytest.raises(record_errors.NoCommitmentStep, match=r"recorded.*completed"):
        service.complete(made, by=SYSTEM, now=now)
    service.accept(made, by=SYSTEM, now=now)
    with pytest.raises(record_errors.NoCommitmentStep, match=r"accepted.*accepted"):
        service.accept(made, by=SYSTEM, now=now)
    service.start(made, by=SYSTEM, now=now)
    with pytest.raises(errors.WordsMissing):
        service.report(made, Localized(), by=SYSTEM, now=now)
    service.report(made, WORDS, by=SYSTEM, now=now)
    service.evaluate(made, WORDS, by=SYSTEM, now=now)
    with pytest.raises(errors.WordsMissing):
        service.discontinue(made, Localized(fr=" "), by=SYSTEM, now=now)
    assert made.state == "evaluated"
    assert len(trail(made)) == len(queries.steps(made)) == 5
    service.discontinue(made, Localized(en="No money."), by=SYSTEM, now=now)
    for verb in (service.accept, service.start, service.complete, service.continue_):
        with pytest.raises(record_errors.NoCommitmentStep):
            verb(made, by=SYSTEM, now=now)


def test_a_row_of_the_register_can_be_held(text: Declaration) -> None:
    """What the register reads beside it does not get in the way of reading one row anew."""
    made = make_commitment(text)
    db.session.commit()
    (row,) = register_queries.register(
        text.conference, register_queries.Filters(), today=clock.now().date(), sort="owner"
    ).items
    assert row == made
    service.accept(row, by=SYSTEM, now=clock.now())
    assert row.state == "accepted"
