"""Amendments before the members: blocks, alternatives, roll calls."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from eventsys.core.words.text import Localized
from eventsys.declarations.acts.errors import NoteMissing
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.amendments import queries as amendments_queries
from eventsys.declarations.amendments import rules as amendments_rules
from eventsys.declarations.amendments import service as amendments
from eventsys.declarations.amendments.errors import BeingVoted
from eventsys.declarations.amendments.models import Amendment, AmendmentKind
from eventsys.declarations.decisions import service as decisions
from eventsys.declarations.motions import service
from eventsys.declarations.motions.errors import (
    BlockCollides,
    LastInBlock,
    NothingPut,
    NotInBlock,
)
from eventsys.declarations.representation import service as representation
from eventsys.declarations.representation.errors import NoQuorum
from eventsys.declarations.voting import service as voting
from eventsys.declarations.voting.errors import (
    CastInTheRoom,
    CountsSayOtherwise,
    NobodyVoted,
    NoSuchChoice,
    NotRepresented,
    NoVote,
    TooManyVotes,
    VoteClosed,
)
from eventsys.declarations.voting.models import Manner, Question
from eventsys.declarations.voting.rules import How
from eventsys.declarations.wording import queries as wording_queries
from eventsys.registration.presence import service as presence
from tests.declarations.amendments.test_amendments import (
    FIRST,
    SECOND,
    THIRD,
    answer,
    city,
    draft,
    english,
    propose,
)

__all__ = ["draft"]

pytestmark = pytest.mark.usefixtures("app")
HANDS = How(Manner.SHOW_OF_HANDS, {"yes": 2, "no": 1})


@pytest.fixture(autouse=True)
def by_majority(app: Flask, draft: Declaration) -> None:
    draft.conference.rules = {"decision": "majority"}
    db.session.flush()


def now() -> dict[str, Any]:
    return {"by": SYSTEM, "now": clock.now()}


def word(draft: Declaration, number: int, old: str, new: str, who: str = "HAN") -> Amendment:
    text = (FIRST, SECOND, THIRD)[number - 1].replace(old, new)
    return propose(draft, AmendmentKind.REPLACE, number, text=Localized(en=text), who=who)


def three(draft: Declaration) -> list[Amendment]:
    return [
        word(draft, 1, "strengthen", "deepen"),
        word(draft, 2, "energy", "water", who="BKK"),
        word(draft, 1, "planning", "budget", who="JKT"),
    ]


def states(draft: Declaration) -> list[str]:
    return [
        str(one.state) for one in sorted(amendments_queries.amendments(draft), key=lambda one: one.number)
    ]


def test_a_block_is_one_version_with_a_cause_for_each(draft: Declaration):
    version = draft.version
    service.decide_block(draft, three(draft), accepted=True, how=HANDS, **now())
    assert english(draft)[:2] == [
        FIRST.replace("strengthen", "deepen").replace("planning", "budget"),
        SECOND.replace("energy", "water"),
    ]
    assert draft.version == version + 1
    causes = wording_queries.version(draft, draft.version).causes
    assert [one["amendments"] for one in causes] == [["1"], ["2"], ["3"]]
    made = amendments_rules.decision_of(amendments_queries.amendments(draft)[0])
    assert (made.how, made.manner, made.votes, set(made.together)) == (
        "block",
        "show_of_hands",
        (2, 1, 0),
        {"1", "2", "3"},
    )


def test_what_collides_is_no_block_and_nothing_of_it_is_done(draft: Declaration):
    both = [word(draft, 2, "energy", "water"), word(draft, 2, "energy", "traffic", who="BKK")]
    with pytest.raises(BlockCollides) as refusal:
        service.decide_block(draft, both, accepted=True, how=HANDS, **now())
    assert (refusal.value.values["one"], refusal.value.values["other"]) == ("1", "2")
    with pytest.raises(BlockCollides):
        service.put_block(draft, both, Manner.ROLL_CALL, **now())
    with pytest.raises(NothingPut):
        service.decide_block(draft, [], accepted=True, how=HANDS, **now())
    with pytest.raises(NoteMissing):
        service.decide_block(draft, both[:1], accepted=False, how=How(), **now())
    assert (english(draft)[1], states(draft)) == (SECOND, ["proposed"] * 2)


def test_an_amendment_and_those_to_it_are_decided_together(draft: Declaration):
    parent = word(draft, 2, "energy", "water")
    under = amendments.propose_to(
        draft,
        city(draft, "BKK"),
        parent,
        text=Localized(en=parent.text["en"].replace("together", "jointly")),
        **now(),
    )
    service.decide_block(draft, [parent, under], accepted=True, how=How(), **now())
    assert english(draft)[1] == "solve water problems jointly;"


def test_hands_are_counted_by_the_rule_and_by_who_is_there(draft: Declaration):
    one = word(draft, 2, "energy", "water")
    for counts, refusal in (
        ({"yes": 1, "no": 2}, CountsSayOtherwise),
        ({"yes": 3, "no": 1}, TooManyVotes),
        ({}, NobodyVoted),
    ):
        with pytest.raises(refusal):
            answer_with(decisions.accept, draft, one, How(Manner.SHOW_OF_HANDS, counts))
    for code in ("BKK", "JKT"):
        presence.mark_left(city(draft, code), **now())
    with pytest.raises(NoQuorum):
        answer_with(decisions.accept, draft, one, How(Manner.SHOW_OF_HANDS, {"yes": 1}))
    answer_with(decisions.accept, draft, one, How(Manner.EDITORIAL, note="A slip."))
    made = amendments_rules.decision_of(one)
    assert (made.how, made.votes, made.note) == ("secretariat", None, "A slip.")


def answer_with(verb: Any, draft: Declaration, one: Amendment, how: How) -> None:
    verb(draft, one, how=how, **now())


def test_where_one_objection_prevents_a_decision_there_is_no_vote(draft: Declaration):
    one = word(draft, 2, "energy", "water")
    draft.conference.rules = {}
    with pytest.raises(NoVote):
        answer_with(decisions.accept, draft, one, HANDS)
    with pytest.raises(NoVote):
        service.put_block(draft, [one], Manner.ROLL_CALL, **now())
    question = service.put_block(draft, [one], Manner.CONSENSUS, **now())
    with pytest.raises(NoSuchChoice):
        service.close_vote(draft, question, chosen="abstain", **now())
    service.close_vote(draft, question, chosen="no", note="No agreement.", **now())
    assert (states(draft), one.note) == (["rejected"], "No agreement.")


def cast(draft: Declaration, question: Question, **votes: str) -> None:
    for code, choice in votes.items():
        voting.cast(draft, question, city(draft, code), choice, **now())


def test_a_roll_call_counts_who_is_represented_when_it_is_closed(draft: Declaration):
    one = word(draft, 2, "energy", "water")
    question = service.put_block(draft, [one], Manner.ROLL_CALL, **now())
    with pytest.raises(NobodyVoted):
        service.close_vote(draft, question, **now())
    cast(draft, question, HAN="no", BKK="no", JKT="yes")
    cast(draft, question, HAN="yes", JKT="yes")  # anew, and twice the same
    presence.mark_left(city(draft, "BKK"), **now())
    with pytest.raises(NotRepresented):
        cast(draft, question, BKK="yes")
    with pytest.raises(NoSuchChoice):
        cast(draft, question, HAN="text")
    service.close_vote(draft, question, note="Called by name.", **now())
    assert (english(draft)[1], states(draft)) == (SECOND.replace("energy", "water"), ["accepted"])
    assert [(r["city"], r["choice"]) for r in question.roll] == [("HAN", "yes"), ("JKT", "yes")]
    assert (question.counts, question.represented) == ({"yes": 2, "no": 0, "abstain": 0}, 2)
    with pytest.raises(VoteClosed):
        cast(draft, question, HAN="no")
    with pytest.raises(VoteClosed):
        service.close_vote(draft, question, **now())
    made = amendments_rules.decision_of(one)
    assert (made.how, made.votes, [(r.city, r.vote) for r in made.roll]) == (
        "vote", (2, 0, 0), [("HAN", "for"), ("JKT", "for")],
    )  # fmt: skip


def test_while_it_is_before_the_members_nobody_decides_it_beside_them(draft: Declaration):
    one = word(draft, 2, "energy", "water")
    question = service.put_block(draft, [one], Manner.ROLL_CALL, **now())
    for verb, more in (
        (decisions.accept, ()),
        (decisions.reject, ("No",)),
        (amendments.bracket, ()),
        (amendments.withdraw, ()),
    ):
        with pytest.raises(BeingVoted):
            answer(verb, draft, one, *more)
    with pytest.raises(BeingVoted):
        service.put_alternatives(
            draft, [one, word(draft, 2, "solve", "meet", who="BKK")], Manner.ROLL_CALL, **now()
        )
    service.break_off_vote(draft, question, **now())
    answer(decisions.accept, draft, one)
    with pytest.raises(VoteClosed):
        service.break_off_vote(draft, question, **now())


def test_a_member_asks_for_a_vote_apart(draft: Declaration):
    some = three(draft)
    question = service.put_block(draft, some, Manner.SHOW_OF_HANDS, **now())
    service.take_out(draft, question, some[1], city(draft, "JKT"), by=SYSTEM)
    with pytest.raises(NotInBlock):
        service.take_out(draft, question, some[1], city(draft, "JKT"), by=SYSTEM)
    service.take_out(draft, question, some[0], city(draft, "JKT"), by=SYSTEM)
    with pytest.raises(LastInBlock):
        service.take_out(draft, question, some[2], city(draft, "JKT"), by=SYSTEM)
    service.close_vote(draft, question, counts={"yes": 1, "no": 2}, note="Not now.", **now())
    assert states(draft) == ["proposed", "proposed", "rejected"]
    assert [(one["number"], one["city"]) for one in question.taken_out] == [("2", "JKT"), ("1", "JKT")]


def test_a_city_votes_on_its_own_page_where_that_was_said_and_for_whom_it_acts(draft: Declaration):
    hanoi, bangkok = city(draft), city(draft, "BKK")
    presence.mark_left(bangkok, **now())
    representation.give_proxy(bangkok, b"%PDF-", holder=hanoi, **now())
    inside = service.put_block(draft, [word(draft, 1, "strengthen", "deepen")], Manner.ROLL_CALL, **now())
    with pytest.raises(CastInTheRoom):
        voting.cast(draft, inside, hanoi, "yes", own=hanoi, **now())
    own = service.put_block(
        draft, [word(draft, 2, "energy", "water")], Manner.ROLL_CALL, by_cities=True, **now()
    )
    for giver in (hanoi, bangkok):
        voting.cast(draft, own, giver, "yes", own=hanoi, **now())
    for whose, who in ((bangkok, bangkok), (city(draft, "JKT"), hanoi)):
        with pytest.raises(NotRepresented):
            voting.cast(draft, own, whose, "no", own=who, **now())
    service.close_vote(draft, own, **now())
    assert [(r["city"], r["choice"], r["proxy"]) for r in own.roll] == [
        ("BKK", "yes", True), ("HAN", "yes", False), ("JKT", "", False),
    ]  # fmt: skip
