"""Votes through their pages: what is typed is what stands on record."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from eventsys.core.actor import Role
from eventsys.core.db import db
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.amendments import queries as amendments_queries
from eventsys.declarations.amendments import rules as amendments_rules
from eventsys.declarations.amendments.models import AmendmentState
from eventsys.declarations.motions import routes, service
from eventsys.declarations.voting import queries
from eventsys.declarations.voting.models import Manner, Question, QuestionState
from tests.accounts.factories import make_link, make_user, post, sign_in
from tests.declarations.amendments.test_amendments import FIRST, SECOND, city, draft, english
from tests.declarations.motions.test_alternatives import options
from tests.declarations.motions.test_motions import by_majority, now, states, three, word

__all__ = ["by_majority", "draft"]

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture
def desk(client: FlaskClient, draft: Declaration) -> FlaskClient:
    db.session.commit()
    sign_in(client, make_user(Role.SECRETARIAT, draft.conference))
    return client


def here(draft: Declaration) -> str:
    return f"/o/{draft.conference.slug}/declarations/{draft.public_id}"


def posted(desk: FlaskClient, url: str, page: str = "", **typed: str) -> str:
    """What is typed on ``page`` (``url`` itself), sent to ``url``; where that leads."""
    db.session.commit()
    answer = post(desk, url, typed, page=page or url)
    assert answer.status_code == 303, answer.text
    return answer.location


def only_question(draft: Declaration, state: QuestionState) -> Question:
    (found,) = queries.questions(draft, state)
    return found


def test_hands_are_typed_beside_the_verdict_and_a_refusal_keeps_them(desk: FlaskClient, draft: Declaration):
    one = word(draft, 2, "energy", "water")
    url = f"{here(draft)}/amendments/{one.public_id}"
    typed = {"verdict": "accept", "manner": "show_of_hands", "note": "Counted twice.", "no": "1"}
    db.session.commit()
    refused = post(desk, url, {**typed, "yes": "0"})
    assert (refused.status_code, "Counted twice." in refused.text) == (422, True)
    assert states(draft) == ["proposed"]
    posted(desk, url, **typed, yes="2")
    made = amendments_rules.decision_of(one)
    assert (english(draft)[1], made.manner, made.votes, made.note) == (
        SECOND.replace("energy", "water"), "show_of_hands", (2, 1, 0), "Counted twice.",
    )  # fmt: skip


def test_a_block_is_put_one_is_taken_out_and_hands_close_the_vote(desk: FlaskClient, draft: Declaration):
    some = three(draft)
    chosen = "&".join(f"a={one.label}" for one in some)
    opened = posted(desk, f"{here(draft)}/amendments/together?{chosen}", what="vote", manner="show_of_hands")
    asks = city(draft, "JKT").public_id.hex
    posted(desk, f"{opened}/take-out/{some[1].public_id}", opened, city=asks)
    posted(desk, f"{opened}/take-out/{some[0].public_id}", opened, city="")
    question = only_question(draft, QuestionState.OPEN)
    assert [(one["number"], one["city"]) for one in question.taken_out] == [("2", "JKT")]
    posted(desk, opened, **{"n-yes": "2", "n-no": "1", "n-abstain": "few"}, note="In the hall.")
    assert english(draft)[:2] == [FIRST.replace("strengthen", "deepen").replace("planning", "budget"), SECOND]
    assert (question.state, question.counts, question.note, states(draft)) == (
        QuestionState.CLOSED, {"yes": 2, "no": 1, "abstain": 0}, "In the hall.", ["accepted", "proposed", "accepted"],
    )  # fmt: skip


@pytest.mark.parametrize("many", [2, 3])
def test_what_closes_a_vote_stands_above_a_large_block(
    desk: FlaskClient, draft: Declaration, monkeypatch: pytest.MonkeyPatch, many: int
):
    monkeypatch.setattr(routes, "_MANY", many)
    chosen = "&".join(f"a={one.label}" for one in three(draft))
    opened = posted(desk, f"{here(draft)}/amendments/together?{chosen}", what="vote", manner="roll_call")
    page = desk.get(opened).text
    assert (page.index('id="close"') < page.index('class="amendments"')) == (many < 3)
    assert page.count('class="take-out"') == 3


def test_names_are_called_and_the_roll_reads_as_it_was_typed(desk: FlaskClient, draft: Declaration):
    one = word(draft, 2, "energy", "water")
    opened = posted(desk, f"{here(draft)}/amendments/together?a={one.label}", what="vote", manner="roll_call")
    said = {
        f"v-{city(draft, code).public_id.hex}": vote for code, vote in (("HAN", "yes"), ("BKK", "abstain"))
    }
    posted(desk, f"{opened}/ballots", opened, **said)
    assert desk.get(opened).text.count("selected") == 2
    posted(desk, opened, note="")
    question = only_question(draft, QuestionState.CLOSED)
    assert [(r["city"], r["choice"]) for r in question.roll] == [
        ("BKK", "abstain"),
        ("HAN", "yes"),
        ("JKT", ""),
    ]
    assert "by roll call: 1 in favour, 0 against, and 1 abstention" in desk.get(opened).text


def test_a_city_votes_on_its_own_page_between_alternatives(app: Flask, desk: FlaskClient, draft: Declaration):
    some = options(draft)
    chosen = "&".join(f"a={one.label}" for one in some)
    opened = posted(
        desk, f"{here(draft)}/amendments/together?{chosen}",
        what="alternatives", manner="roll_call", by_cities="y",
    )  # fmt: skip
    question, hanoi = only_question(draft, QuestionState.OPEN), city(draft)
    assert (question.by_cities, question.options) == (True, ["1", "2", "3", "text"])
    own = app.test_client()
    own.get(f"/l/{make_link('focal', hanoi.public_id, conference=draft.conference)}")
    text = f"/r/{draft.conference.slug}/delegation/{hanoi.public_id}/declarations/{draft.public_id}"
    field = f"v-{hanoi.public_id.hex}"
    assert own.get(text).text.count(f'name="{field}"') == 5
    posted(own, f"{text}/votes/{question.public_id}", text, **{field: "2"})
    posted(desk, opened)
    assert [(r["city"], r["choice"]) for r in question.roll if r["choice"]] == [("HAN", "2")]
    assert (english(draft)[1], states(draft)) == (
        SECOND.replace("energy", "traffic"), ["rejected", "accepted", "rejected"],
    )  # fmt: skip
    assert "Your city’s vote:" in own.get(text).text


def test_a_vote_is_broken_off(desk: FlaskClient, draft: Declaration):
    one = word(draft, 2, "energy", "water")
    question = service.put_block(draft, [one], Manner.ROLL_CALL, **now())
    page = f"{here(draft)}/votes/{question.public_id}"
    posted(desk, f"{page}/break-off", page)
    assert (one.being_voted, states(draft), question.carried) == (False, ["proposed"], "")


def test_an_amendment_to_an_amendment_is_proposed_accepted_and_another_withdrawn(
    app: Flask, desk: FlaskClient, draft: Declaration
):
    parent = word(draft, 2, "energy", "water", who="BKK")
    db.session.commit()
    hanoi, own = city(draft), app.test_client()
    own.get(f"/l/{make_link('focal', hanoi.public_id, conference=draft.conference)}")
    text = f"/r/{draft.conference.slug}/delegation/{hanoi.public_id}/declarations/{draft.public_id}"
    for said in ("jointly", "as one"):
        posted(
            own, f"{text}/amendments/{parent.public_id}/amend",
            **{"text-en": parent.text["en"].replace("together", said)},
        )  # fmt: skip
    first, second = amendments_queries.amendments_to(parent)
    posted(own, f"{text}/amendments/{second.public_id}/withdraw", text)
    posted(desk, f"{here(draft)}/amendments/{first.public_id}", verdict="accept", manner="consensus")
    assert (first.label, first.state, second.state) == (
        "1.1",
        AmendmentState.ACCEPTED,
        AmendmentState.WITHDRAWN,
    )
    assert (parent.text["en"], parent.state) == (
        SECOND.replace("energy", "water").replace("together", "jointly"), AmendmentState.PROPOSED,
    )  # fmt: skip
