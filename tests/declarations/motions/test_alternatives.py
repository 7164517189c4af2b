"""Alternatives before the members: one of them, or the text as it stands."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from eventsys.core.db import db
from eventsys.core.words.languages import in_language
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.amendments import rules as amendments_rules
from eventsys.declarations.amendments.models import Amendment, AmendmentState
from eventsys.declarations.motions import service
from eventsys.declarations.motions.errors import AlternativesApart
from eventsys.declarations.voting import service as voting
from eventsys.declarations.voting.errors import ChoicesTooFew, NoSuchChoice, OwnVotesNotAllowed
from eventsys.declarations.voting.models import Manner
from eventsys.mail.record.models import OutboxLetter
from tests.declarations.amendments.test_amendments import SECOND, city, draft, english
from tests.declarations.motions.test_motions import by_majority, cast, now, states, three, word

__all__ = ["by_majority", "draft"]

pytestmark = pytest.mark.usefixtures("app")


def options(draft: Declaration) -> list[Amendment]:
    said = (("HAN", "water"), ("BKK", "traffic"), ("JKT", "waste"))
    return [word(draft, 2, "energy", new, who=who) for who, new in said]


def test_of_alternatives_the_one_that_carries_is_accepted_and_the_others_are_told(draft: Declaration):
    some = options(draft)
    for one in some:
        one.delegation.focal_email = f"focal@{one.delegation.city.code.lower()}.example.org"
    question = service.put_alternatives(draft, some, Manner.ROLL_CALL, **now())
    assert question.options == ["1", "2", "3", "text"]
    cast(draft, question, HAN="2", BKK="2", JKT="3")
    with in_language("en"):
        assert service.close_vote(draft, question, **now()) is None
    assert (english(draft)[1], states(draft)) == (
        SECOND.replace("energy", "traffic"), ["rejected", "accepted", "rejected"],
    )  # fmt: skip
    assert some[0].note == "Not accepted: the alternative 2 carried."
    told = db.session.scalars(select(OutboxLetter).order_by(OutboxLetter.id)).all()
    assert [letter.to_address for letter in told] == ["focal@han.example.org", "focal@jkt.example.org"]
    assert "was put to the vote and not accepted" in told[0].text
    made = amendments_rules.decision_of(some[2])
    assert (made.how, made.votes, made.together) == ("alternatives", (1, 2, 0), ("1", "2", "3"))


def test_without_a_majority_the_strongest_stand_again_and_then_the_text_stays(draft: Declaration):
    some = options(draft)
    draft.conference.rules = {"decision": "two_thirds"}
    question = service.put_alternatives(draft, some, Manner.SHOW_OF_HANDS, **now())
    again = service.close_vote(draft, question, counts={"2": 1, "3": 1, "1": 0}, **now())
    assert again is not None
    assert (again.options, again.round, states(draft)) == (["2", "3"], 2, ["proposed"] * 3)
    with pytest.raises(NoSuchChoice):
        service.close_vote(draft, again, counts={"1": 3}, **now())
    with in_language("en"):
        assert service.close_vote(draft, again, counts={"2": 1, "3": 1, "abstain": 1}, **now()) is None
    assert (english(draft)[1], states(draft)) == (SECOND, ["rejected"] * 3)
    assert some[0].note == "Not accepted: no alternative carried, and the text stays as it is."


def test_the_members_may_choose_the_text_as_it_stands_and_the_movers_are_told_in_their_language(
    draft: Declaration,
):
    some = options(draft)
    some[0].delegation.focal_email, some[0].delegation.focal_language = "hanoi@example.org", "fr"
    question = service.put_alternatives(draft, some, Manner.CONSENSUS, **now())
    with in_language("en"):
        service.close_vote(draft, question, chosen="text", note="Enough.", **now())
    assert {one.note for one in some} == {"Not accepted: the members chose the text as it stands. Enough."}
    assert {one.state for one in some} == {AmendmentState.REJECTED}
    letter, *others = db.session.scalars(select(OutboxLetter).order_by(OutboxLetter.id))
    assert len(others) == 2
    assert (letter.to_address, letter.language) == ("hanoi@example.org", "fr")
    assert "L’amendement 1 de votre ville a été tranché par consensus, sans vote" in letter.text
    assert "Non accepté : les membres ont choisi" in letter.text.replace("\xa0", " ")
    assert ("Enough." in letter.text, "Not accepted" in letter.text) == (True, False)


def test_alternatives_are_several_to_the_same_words(draft: Declaration):
    some = three(draft)
    with pytest.raises(ChoicesTooFew):
        service.put_alternatives(draft, some[:1], Manner.ROLL_CALL, **now())
    with pytest.raises(AlternativesApart):
        service.put_alternatives(draft, some, Manner.ROLL_CALL, **now())


def test_where_the_rules_keep_votes_in_the_room_none_is_opened_on_the_cities_pages(draft: Declaration):
    some, hanoi = options(draft), city(draft)
    question = service.put_alternatives(draft, some, Manner.ROLL_CALL, by_cities=True, **now())
    draft.conference.rules = {"decision": "majority", "city_votes": "room"}
    cast(draft, question, BKK="2", JKT="3")
    voting.cast(draft, question, hanoi, "1", own=hanoi, **now())  # what is open stays as it was opened
    service.break_off_vote(draft, question, **now())
    with pytest.raises(OwnVotesNotAllowed):
        service.put_alternatives(draft, some, Manner.ROLL_CALL, by_cities=True, **now())
    with pytest.raises(OwnVotesNotAllowed):
        service.put_block(draft, some[:1], Manner.ROLL_CALL, by_cities=True, **now())
    assert not service.put_alternatives(draft, some, Manner.ROLL_CALL, **now()).by_cities


def test_a_further_round_is_voted_on_as_the_rules_are_then(draft: Declaration):
    question = service.put_alternatives(draft, options(draft), Manner.ROLL_CALL, by_cities=True, **now())
    cast(draft, question, HAN="1", BKK="2", JKT="abstain")
    draft.conference.rules = {"decision": "majority", "city_votes": "room"}
    again = service.close_vote(draft, question, **now())
    assert again is not None
    assert (again.options, again.by_cities) == (["1", "2"], False)
