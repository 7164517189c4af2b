"""Commitments led from arrow to arrow, one audit entry each; what the home and a text's page show of them."""

from __future__ import annotations

from typing import Any

import pytest

from eventsys.commitments import errors, queries, service
from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.dates import ImpreciseDate
from eventsys.core.db import db
from eventsys.core.text import Localized
from eventsys.declarations.acts.models import Declaration
from tests.commitments.factories import make_commitment, make_pledge, make_text, trail
from tests.declarations.factories import make_declaration, make_plenary

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
        "recorded", "accepted", "in_progress", "reported", "evaluated", "continued", "reported", "evaluated", "completed",
    ]  # fmt: skip
    assert [entry.verb for entry in trail(made)] == [f"commitment.{state}" for state in states]
    assert [step.state for step in queries.steps(made)] == states
    assert [step.words for step in queries.steps(made)][3] == WORDS
    assert [str(step.due) for step in queries.steps(made) if step.due] == ["2015-06"]
    accepted = trail(made)[1]
    assert (accepted.before, accepted.after) == (
        {"state": "recorded", "due": "2014"}, {"state": "accepted", "words": {}, "due": "2014"},
    )  # fmt: skip


def test_a_step_without_an_arrow_or_words_leaves_everything_as_it_was(text: Declaration) -> None:
    made, now = make_commitment(text), clock.now()
    with pytest.raises(errors.NoCommitmentStep, match=r"recorded.*completed"):
        service.complete(made, by=SYSTEM, now=now)
    service.accept(made, by=SYSTEM, now=now)
    with pytest.raises(errors.NoCommitmentStep, match=r"accepted.*accepted"):
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
        with pytest.raises(errors.NoCommitmentStep):
            verb(made, by=SYSTEM, now=now)


def test_a_row_of_the_register_can_be_held(text: Declaration) -> None:
    """What only the register's query fills does not get in the way of reading one row anew."""
    made = make_commitment(text)
    db.session.commit()
    (row,) = queries.register(
        text.conference, queries.Filters(), today=clock.now().date(), sort="owner"
    ).items
    assert (row, row.owner_key, row.due_key) == (made, made.owner.order_en, "9999")
    service.accept(row, by=SYSTEM, now=clock.now())
    assert row.state == "accepted"


def test_the_home_asks_for_commitments_once_a_text_is_adopted_and_for_overdue_reports(app: Any) -> None:
    text = make_text()
    conference = text.conference
    (first,) = service.checks(conference)
    assert (first.done, first.endpoint) == (False, "commitments.register")
    make_commitment(text, due="2013")
    make_pledge(conference, due="9000")
    done, overdue = service.checks(conference)
    assert (done.done, overdue.done, overdue.values, str(overdue.hint)) == (
        True, False, {"overdue": "yes"}, "Overdue: 1",
    )  # fmt: skip


def test_the_home_asks_for_nothing_before_a_text_is_adopted(app: Any) -> None:
    draft = make_declaration(make_plenary(cities=1), points=1)
    assert service.checks(draft.conference) == []
    assert service.text_part(draft) is None
    make_pledge(draft.conference, owner="BKK", partners=())
    assert [item.done for item in service.checks(draft.conference)] == [True]


def test_a_text_s_page_lists_its_commitments_by_point(app: Any) -> None:
    text = make_text()
    for number, what in ((2, "second"), (None, "whole"), (1, "first")):
        make_commitment(text, number, what=what)
    make_pledge(text.conference)
    part = service.text_part(text)
    assert part is not None
    assert [(str(link.label), link.note) for link in part.links] == [
        ("whole", "Bangkok · recorded"), ("first", "Bangkok · recorded"), ("second", "Bangkok · recorded"),
    ]  # fmt: skip
