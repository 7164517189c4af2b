"""The pages of amendments ask the database as often for many amendments as for few."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from eventsys.core.actor import Role
from eventsys.core.db import db
from eventsys.core.words.text import Localized
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.amendments import queries as amendments_queries
from eventsys.declarations.amendments import service as amendments
from eventsys.declarations.amendments.models import AmendmentKind
from eventsys.declarations.consolidation import pages
from eventsys.declarations.motions import service as motions
from eventsys.declarations.voting.models import Manner, Question
from tests.accounts.factories import make_link, make_user, open_link, sign_in
from tests.declarations.amendments.test_amendments import city, draft, propose
from tests.declarations.motions.test_motions import by_majority, now, word
from tests.support.counting import counted

__all__ = ["by_majority", "draft"]

pytestmark = pytest.mark.usefixtures("app")
CITIES = ("HAN", "BKK", "JKT")


def propose_more(draft: Declaration, numbers: range) -> None:
    """Each at the same words, with one to it, and one that is put in."""
    for number in numbers:
        who = CITIES[number % 3]
        parent = word(draft, 2, "energy", f"water {number}", who=who)
        said = Localized(en=f"{parent.text['en']} {number}")
        amendments.propose_to(draft, city(draft, CITIES[(number + 1) % 3]), parent, text=said, **now())
        propose(draft, AmendmentKind.INSERT, 3, text=Localized(en=f"plant {number} trees;"), who=who)
    db.session.commit()


def put(draft: Declaration, some: int) -> Question:
    """So many to the vote at once."""
    found = [
        propose(draft, AmendmentKind.INSERT, 3, text=Localized(en=f"plant {one} trees;"), who=CITIES[one % 3])
        for one in range(some)
    ]
    made = motions.put_block(draft, found, Manner.ROLL_CALL, by_cities=True, **now())
    db.session.commit()
    return made


def asked(reader: FlaskClient, url: str) -> list[str]:
    assert reader.get(url).status_code == 200  # once before, so that what is kept for later is kept
    with counted() as statements:
        assert reader.get(url).status_code == 200
    return statements


def test_a_desk_of_many_asks_as_often_as_one_of_few(app: Flask, client: FlaskClient, draft: Declaration):
    hanoi, slug = city(draft), draft.conference.slug
    here = f"/o/{slug}/declarations/{draft.public_id}"
    own = f"/r/{slug}/delegation/{hanoi.public_id}/declarations/{draft.public_id}"
    db.session.commit()
    sign_in(client, make_user(Role.SECRETARIAT, draft.conference))
    person = app.test_client()
    open_link(person, make_link("focal", hanoi.public_id, conference=draft.conference))
    propose_more(draft, range(3))
    one = f"{here}/amendments/{amendments_queries.amendments(draft)[0].public_id}"
    pages = [(client, f"{here}/amendments"), (client, f"{here}/consolidated"), (client, one), (person, own)]
    few = [asked(reader, url) for reader, url in pages]
    propose_more(draft, range(3, 9))
    for (reader, url), before in zip(pages, few, strict=True):
        after = asked(reader, url)
        assert len(after) == len(before), "\n".join([url, *sorted(set(after) - set(before))])


def test_a_vote_on_many_asks_as_often_as_one_on_few(client: FlaskClient, draft: Declaration):
    sign_in(client, make_user(Role.SECRETARIAT, draft.conference))
    votes = f"/o/{draft.conference.slug}/declarations/{draft.public_id}/votes"
    few, many = (asked(client, f"{votes}/{put(draft, some).public_id}") for some in (2, 6))
    assert len(many) == len(few), "\n".join(sorted(set(many) - set(few)))


def test_the_page_of_a_list_on_which_an_amendment_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages.queries, "of_ids", list)
    found = [(1000 + number, number) for number in range(1, 51)]

    def ways(**asked: str) -> tuple[str | None, str | None]:
        page = pages.list_page(found, asked, str)
        return page.prev_url, page.next_url

    assert ways() == ways(near="20") == ways(near="20.3") == ways(near="99") == ways(page="0") == (None, "2")
    assert ways(near="21") == ways(near="40") == ways(page="2") == ("1", "3")
    assert ways(near="41") == ways(page="3") == ways(page="99") == ("2", None)
