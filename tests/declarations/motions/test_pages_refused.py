"""What is decided together or by a vote, and refused, on the pages: told there, with nothing of it on record."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from eventsys.declarations.acts.errors import MembersOnly
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.amendments import rules as amendments_rules
from eventsys.declarations.amendments.models import Amendment
from eventsys.declarations.motions import service
from eventsys.declarations.voting import queries
from eventsys.declarations.voting.models import Manner, QuestionState
from tests.accounts.factories import make_link, post
from tests.declarations.amendments.test_amendments import FIRST, SECOND, city, draft, english
from tests.declarations.motions.test_alternatives import options
from tests.declarations.motions.test_motions import by_majority, now, states, three, word
from tests.declarations.motions.test_pages import desk, here, only_question, posted

__all__ = ["by_majority", "desk", "draft"]

pytestmark = pytest.mark.usefixtures("app")
NOTE = "Not in our hands."


def together(draft: Declaration, some: list[Amendment]) -> str:
    return f"{here(draft)}/amendments/together?{'&'.join(f'a={one.label}' for one in some)}"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"what": "accept", "manner": "show_of_hands", "yes": "0", "no": "2"}, "mean the opposite of what"),
        ({"what": "accept", "manner": "show_of_hands", "yes": "9"}, "9 votes were counted, but only 3"),
        ({"what": "reject", "manner": "consensus"}, "Write a short note for the record."),
        (
            {"what": "alternatives", "manner": "roll_call"},
            "Alternatives are amendments to the same paragraph",
        ),
        ({"manner": "consensus"}, "Choose one"),
    ],
    ids=["opposite", "too-many", "no-reason", "apart", "nothing"],
)
def test_what_cannot_be_decided_together_is_told(
    desk: FlaskClient, draft: Declaration, typed: dict[str, str], words: str
) -> None:
    url = together(draft, three(draft))
    answer = post(desk, url, {**typed, "by_cities": ""})
    assert (answer.status_code, words in answer.text) == (422, True), answer.text[
        answer.text.find("errors-s") :
    ][:600]
    assert (states(draft), english(draft)[0], list(queries.questions(draft))) == (["proposed"] * 3, FIRST, [])


@pytest.mark.parametrize(("what", "state"), [("accept", "accepted"), ("reject", "rejected")])
def test_some_are_decided_together_by_the_hands_that_were_counted(
    desk: FlaskClient, draft: Declaration, what: str, state: str
) -> None:
    some = three(draft)
    votes = (2, 1, 0) if what == "accept" else (1, 2, 0)
    hands = {key: str(number) for key, number in zip(("yes", "no"), votes, strict=False)}
    led = posted(desk, together(draft, some), what=what, manner="show_of_hands", note=NOTE, **hands)
    assert led.startswith(f"{here(draft)}/amendments")
    assert "Decided together: 3 amendments." in desk.get(led).text
    made = amendments_rules.decision_of(some[1])
    assert (states(draft), made.manner, made.votes, made.note, sorted(made.together)) == (
        [state] * 3, "show_of_hands", votes, NOTE, ["1", "2", "3"],
    )  # fmt: skip
    assert (english(draft)[0] == FIRST, english(draft)[1] == SECOND) == (what == "reject",) * 2


def test_where_no_alternative_carries_the_page_of_the_further_round_comes_next(
    desk: FlaskClient, draft: Declaration
) -> None:
    draft.conference.rules = {"decision": "two_thirds"}
    some = options(draft)
    opened = posted(desk, together(draft, some), what="alternatives", manner="show_of_hands")
    few = post(desk, opened, {"note": NOTE})
    assert (few.status_code, "Nobody has voted" in few.text, NOTE in few.text) == (422, True, True)
    further = posted(desk, opened, **{"n-2": "1", "n-3": "1"})
    assert "a further round between the strongest is open" in desk.get(further).text
    again = only_question(draft, QuestionState.OPEN)
    assert (further.endswith(str(again.public_id)), again.round, again.options) == (True, 2, ["2", "3"])
    assert states(draft) == ["proposed"] * 3


def test_an_alternative_on_which_there_is_consensus_is_chosen_on_the_page(
    desk: FlaskClient, draft: Declaration
) -> None:
    some = options(draft)
    opened = posted(desk, together(draft, some), what="alternatives", manner="consensus")
    posted(desk, opened, chosen="2", note=NOTE)
    assert states(draft) == ["rejected", "accepted", "rejected"]


def test_a_city_that_chooses_what_is_not_put_is_told(
    app: Flask, desk: FlaskClient, draft: Declaration
) -> None:
    opened = posted(
        desk, together(draft, options(draft)), what="alternatives", manner="roll_call", by_cities="y"
    )  # fmt: skip
    question, hanoi = only_question(draft, QuestionState.OPEN), city(draft)
    own = app.test_client()
    own.get(f"/l/{make_link('focal', hanoi.public_id, conference=draft.conference)}")
    text = f"/r/{draft.conference.slug}/delegation/{hanoi.public_id}/declarations/{draft.public_id}"
    posted(own, f"{text}/votes/{question.public_id}", text, **{f"v-{hanoi.public_id.hex}": "9"})
    assert "Choose one of those that are put to the vote." in own.get(text).text
    assert list(queries.ballots(question)) == []
    assert desk.get(opened).status_code == 200


def test_where_cities_vote_in_the_room_alone_nothing_else_is_offered_and_a_page_from_before_is_told(
    desk: FlaskClient, draft: Declaration
) -> None:
    url = together(draft, options(draft))
    assert 'name="by_cities"' in desk.get(url).text
    draft.conference.rules = {"decision": "majority", "city_votes": "room"}
    refused = post(desk, url, {"what": "alternatives", "manner": "roll_call", "by_cities": "y"})
    assert (refused.status_code, 'name="by_cities"' in refused.text) == (422, False)
    assert "cities do not vote on their own pages." in refused.text
    assert list(queries.questions(draft)) == []


def test_one_amendment_is_not_accepted_with_its_reason(desk: FlaskClient, draft: Declaration) -> None:
    one = word(draft, 2, "energy", "water")
    url = f"{here(draft)}/amendments/{one.public_id}"
    led = posted(desk, url, verdict="reject", manner="consensus", note=NOTE)
    assert led == f"{here(draft)}/amendments?near=1#a-1"
    assert "Amendment 1 is decided." in desk.get(led).text
    assert (states(draft), one.note, english(draft)[1]) == (["rejected"], NOTE, SECOND)


def test_words_of_the_secretariat_that_the_hands_were_against_are_not_taken(
    desk: FlaskClient, draft: Declaration
) -> None:
    one = word(draft, 2, "energy", "water")
    url = f"{here(draft)}/amendments/{one.public_id}/merge"
    typed = {"text-en": "solve all problems;", "manner": "show_of_hands", "yes": "1", "no": "2"}
    refused = post(desk, url, typed)
    assert (refused.status_code, "mean the opposite of what" in refused.text) == (422, True)
    assert "solve all problems;" in refused.text
    assert (states(draft), english(draft)[1]) == (["proposed"], SECOND)
    assert posted(desk, url, **{**typed, "yes": "2", "no": "1"}) == f"{here(draft)}/amendments?near=1#a-1"
    assert (states(draft), english(draft)[1]) == (["merged"], "solve all problems;")


def test_only_members_ask_for_a_vote_apart(draft: Declaration) -> None:
    some, guest = three(draft), city(draft, "JKT")
    question = service.put_block(draft, some, Manner.SHOW_OF_HANDS, **now())
    guest.standing = "observer"
    with pytest.raises(MembersOnly):
        service.take_out(draft, question, some[0], guest, by=now()["by"])
    assert (some[0].question, question.about) == (question, ["1", "2", "3"])
