"""The arrows of a commitment's life, word for word, and when it is overdue."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest

from eventsys.commitments.record import rules
from eventsys.commitments.record.errors import CommitmentEnded, NoCommitmentStep
from eventsys.commitments.record.models import SOURCE_WORDS, STATE_WORDS, CommitmentState, Source
from eventsys.commitments.record.rules import CommitmentAction
from eventsys.core.words.dates import ImpreciseDate

S = CommitmentState
ALLOWED = {
    (S.RECORDED, S.ACCEPTED),
    (S.ACCEPTED, S.IN_PROGRESS),
    (S.IN_PROGRESS, S.REPORTED),
    (S.REPORTED, S.EVALUATED),
    (S.EVALUATED, S.COMPLETED),
    (S.EVALUATED, S.CONTINUED),
    (S.EVALUATED, S.DISCONTINUED),
    (S.CONTINUED, S.REPORTED),
}


@pytest.mark.parametrize(("state", "wanted"), list(product(S, S)))
def test_there_are_these_arrows_and_no_others(state: S, wanted: S) -> None:
    if (state, wanted) in ALLOWED:
        rules.check_step(state, wanted)
        return
    with pytest.raises(NoCommitmentStep) as refused:
        rules.check_step(state, wanted)
    assert refused.value.values == {"state": STATE_WORDS[state], "wanted": STATE_WORDS[wanted]}


def test_only_what_is_over_is_closed_to_editing() -> None:
    closed = set()
    for state in S:
        try:
            rules.check_editable(state)
        except CommitmentEnded:
            closed.add(state)
    assert closed == {S.COMPLETED, S.DISCONTINUED} == rules.ENDED


@pytest.mark.parametrize(
    ("due", "last"),
    [
        ("2014", date(2014, 12, 31)),
        ("2014-06", date(2014, 6, 30)),
        ("2014-02-10", date(2014, 2, 10)),
        ("end of 2014", date(2014, 12, 31)),
    ],
)
def test_it_is_overdue_from_the_day_after_the_last_day_the_date_can_mean(due: str, last: date) -> None:
    given = ImpreciseDate.parse(due)
    assert not rules.is_overdue(given, S.IN_PROGRESS, last)
    assert rules.is_overdue(given, S.IN_PROGRESS, date.fromordinal(last.toordinal() + 1))


def test_only_what_the_city_still_has_to_report_is_overdue() -> None:
    due, later = ImpreciseDate.parse("2013"), date(2020, 1, 1)
    assert {s for s in S if rules.is_overdue(due, s, later)} == {
        S.RECORDED,
        S.ACCEPTED,
        S.IN_PROGRESS,
        S.CONTINUED,
    }
    assert not any(rules.is_overdue(None, s, later) for s in S)


def test_every_state_and_source_has_its_word() -> None:
    assert set(STATE_WORDS) == set(S)
    assert set(SOURCE_WORDS) == set(Source)
    assert len({str(word) for word in STATE_WORDS.values()}) == len(S)


def test_what_may_be_done_about_a_commitment_follows_from_its_state() -> None:
    assert {state: rules.possible(state) for state in S} == {
        S.RECORDED: {CommitmentAction.ACCEPT, CommitmentAction.EDIT},
        S.ACCEPTED: {CommitmentAction.START, CommitmentAction.EDIT},
        S.IN_PROGRESS: {CommitmentAction.REPORT, CommitmentAction.EDIT},
        S.REPORTED: {CommitmentAction.EVALUATE, CommitmentAction.EDIT},
        S.EVALUATED: {
            CommitmentAction.COMPLETE,
            CommitmentAction.CONTINUE,
            CommitmentAction.DISCONTINUE,
            CommitmentAction.EDIT,
        },
        S.CONTINUED: {CommitmentAction.REPORT, CommitmentAction.EDIT},
        S.COMPLETED: set(),
        S.DISCONTINUED: set(),
    }
