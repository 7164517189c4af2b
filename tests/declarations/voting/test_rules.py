"""What votes decide, by the rule of a network."""

from __future__ import annotations

from typing import Any

import pytest

from eventsys.core.words.languages import in_language
from eventsys.declarations.voting import rules
from eventsys.declarations.voting.errors import (
    CountsSayOtherwise,
    NobodyVoted,
    NoSuchChoice,
    NoVote,
    TooManyVotes,
    VoteClosed,
)
from eventsys.declarations.voting.models import Manner, Question, QuestionKind, QuestionState, Vote
from eventsys.declarations.voting.rules import Chosen, VoteAction
from eventsys.networks.plenary.models import Decision

ABC = ("7", "8", "9", "text")


@pytest.mark.parametrize(
    ("rule", "yes", "no", "carried"),
    [
        (Decision.MAJORITY, 2, 1, True),
        (Decision.MAJORITY, 2, 2, False),
        (Decision.MAJORITY, 0, 0, False),
        (Decision.TWO_THIRDS, 4, 2, True),
        (Decision.TWO_THIRDS, 5, 3, False),
        (Decision.TWO_THIRDS, 0, 0, False),
        (Decision.CONSENSUS, 9, 0, True),
        (Decision.CONSENSUS, 9, 1, False),
    ],
)
def test_so_many_votes_decide(rule: Decision, yes: int, no: int, carried: bool):
    assert rules.carries(rule, yes, no) is carried
    counts = {Vote.YES: yes, Vote.NO: no, Vote.ABSTAIN: 50}
    rules.check_outcome(rule, counts, accepted=carried)
    with pytest.raises(CountsSayOtherwise):
        rules.check_outcome(rule, counts, accepted=not carried)


def test_where_one_objection_prevents_a_decision_nobody_is_outvoted():
    assert rules.manners(Decision.CONSENSUS) == (Manner.CONSENSUS, Manner.EDITORIAL)
    for manner in (Manner.SHOW_OF_HANDS, Manner.ROLL_CALL):
        with pytest.raises(NoVote):
            rules.check_manner(Decision.CONSENSUS, manner)
        rules.check_manner(Decision.MAJORITY, manner)


@pytest.mark.parametrize(
    ("counts", "refusal"),
    [
        ({}, NobodyVoted),
        ({"yes": 0, "no": 0}, NobodyVoted),
        ({"yes": 5, "no": -1}, NobodyVoted),
        ({"yes": 5, "no": 2, "abstain": 1}, TooManyVotes),
    ],
)
def test_there_are_not_more_hands_than_members(counts: dict[str, int], refusal: type[Exception]):
    with pytest.raises(refusal):
        rules.check_counts(counts, 7)
    rules.check_counts({"yes": 5, "no": 2}, 7)


@pytest.mark.parametrize(
    ("rule", "counts", "nth", "chosen"),
    [
        (Decision.MAJORITY, {"7": 4, "8": 2, "9": 1, "abstain": 9}, 1, Chosen("7")),
        (Decision.MAJORITY, {"text": 4, "8": 3}, 1, Chosen("text")),
        (Decision.MAJORITY, {"7": 3, "8": 2, "9": 1}, 1, Chosen(further=("7", "8"))),
        (Decision.MAJORITY, {"7": 3, "8": 2, "9": 2}, 1, Chosen(further=("7", "8", "9"))),
        (Decision.MAJORITY, {"7": 2, "8": 2, "9": 2, "text": 2}, 1, Chosen(further=ABC)),
        (Decision.MAJORITY, {"7": 2, "8": 2, "9": 2, "text": 2}, 2, Chosen()),
        (Decision.TWO_THIRDS, {"7": 4, "8": 2}, 1, Chosen("7")),
        (Decision.TWO_THIRDS, {"7": 4, "8": 2, "9": 1}, 1, Chosen(further=("7", "8"))),
        (Decision.MAJORITY, {"abstain": 5}, 2, Chosen()),
    ],
)
def test_of_alternatives_one_carries_or_the_strongest_stand_again(
    rule: Decision, counts: dict[str, int], nth: int, chosen: Chosen
):
    assert rules.chosen(rule, counts, ABC, nth) == chosen


@pytest.mark.parametrize(
    ("rule", "counts", "carried"),
    [
        (Decision.MAJORITY, {"7": 3, "8": 2}, "7"),
        (Decision.MAJORITY, {"7": 3, "8": 3}, ""),
        (Decision.TWO_THIRDS, {"7": 3, "8": 2}, ""),
    ],
)
def test_between_two_there_is_no_further_round(rule: Decision, counts: dict[str, int], carried: str):
    assert rules.chosen(rule, counts, ("7", "8"), 2) == Chosen(carried)


def test_a_member_that_left_is_not_counted():
    assert rules.counted({1: "yes", 2: "no", 3: "yes"}, [1, 2, 4]) == {"yes": 1, "no": 1}


def test_a_ballot_says_what_is_put_to_the_vote():
    assert rules.choices(QuestionKind.AMENDMENTS, []) == ["yes", "no", "abstain"]
    assert rules.choices(QuestionKind.ALTERNATIVES, ABC) == [*ABC, "abstain"]
    for kind, choice in ((QuestionKind.AMENDMENTS, "7"), (QuestionKind.ALTERNATIVES, "yes")):
        with pytest.raises(NoSuchChoice):
            rules.check_choice(choice, kind, ABC if kind == QuestionKind.ALTERNATIVES else [])


def test_what_may_be_done_with_a_vote():
    may, roll, open_one = rules.possible, Manner.ROLL_CALL, QuestionState.OPEN
    ends = {VoteAction.CLOSE, VoteAction.BREAK_OFF}
    block = ends | {VoteAction.TAKE_OUT}
    assert may(open_one, QuestionKind.AMENDMENTS, Manner.SHOW_OF_HANDS, by_cities=True) == block
    assert may(open_one, QuestionKind.AMENDMENTS, roll) == block | {VoteAction.CAST}
    own = {VoteAction.CAST, VoteAction.CAST_OWN}
    assert may(open_one, QuestionKind.ALTERNATIVES, roll, by_cities=True) == ends | own
    for state in (QuestionState.CLOSED, QuestionState.BROKEN_OFF):
        assert may(state, QuestionKind.AMENDMENTS, roll, by_cities=True) == set()
        with pytest.raises(VoteClosed):
            rules.check_open(state, 3)


def question(**values: Any) -> Question:
    made = {
        "kind": QuestionKind.AMENDMENTS,
        "manner": Manner.SHOW_OF_HANDS,
        "state": QuestionState.CLOSED,
        "counts": {},
    }
    return Question(**{**made, "closed_at": 1, **values})


@pytest.mark.parametrize(
    ("values", "result", "outcome"),
    [
        ({"manner": Manner.CONSENSUS, "carried": "yes"}, "by consensus in the room", "Accepted."),
        (
            {"counts": {"yes": 7, "no": 2, "abstain": 1}, "carried": "yes"},
            "by show of hands: 7 in favour, 2 against, and 1 abstention",
            "Accepted.",
        ),
        ({"counts": {"no": 3}, "carried": "no"}, "by show of hands: 3 against", "Not accepted."),
        (
            {"kind": QuestionKind.ALTERNATIVES, "counts": {"7": 4, "text": 1}, "carried": "7"},
            "by show of hands: 4 for amendment 7 and 1 for the text as it stands",
            "Amendment 7 carried.",
        ),
        ({"kind": QuestionKind.ALTERNATIVES, "carried": "text"}, "by show of hands", "The text stays as it is."),
        ({"kind": QuestionKind.ALTERNATIVES, "carried": ""}, "by show of hands", "No alternative carried."),
        ({"state": QuestionState.OPEN, "manner": Manner.ROLL_CALL}, "by roll call", ""),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("app")
def test_how_it_was_decided_is_said_in_words(values: dict[str, Any], result: str, outcome: str):
    with in_language("en"):
        made = question(**values)
        assert (rules.result_words(made), rules.outcome_words(made)) == (result, outcome)
