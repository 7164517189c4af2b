"""The home of a conference, publishing, and what lists cost."""

from __future__ import annotations

from datetime import date

import pytest

from eventsys.conferences.categories import queries as categories_queries
from eventsys.conferences.categories import service as categories
from eventsys.conferences.facts import service as facts
from eventsys.conferences.home import service
from eventsys.conferences.home.service import Chart, CheckItem, Figure, HomePart, Leads
from eventsys.conferences.venue import service as venue
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from tests.conferences.factories import make_conference
from tests.conferences.pages import fresh, url
from tests.networks.factories import make_city
from tests.support.counting import counted
from tests.support.web import post


@pytest.mark.usefixtures("organiser")
def test_the_home_leads_to_what_is_left(client, conference):
    page = client.get(url(conference) + "?lang=en").text
    assert f'href="/o/{conference.slug}/setup/categories#quotas"' in page
    assert "Today" in page


@pytest.mark.usefixtures("organiser")
def test_what_is_done_does_not_stand_in_the_way(client, conference):
    """The list shows what is left; what is done is counted and one click away."""
    page = client.get(url(conference) + "?lang=en").text
    left, done = page[page.index('id="left"') :].split("<details", 1)
    assert left.count('<li class="todo">') == sum(not item.done for item in service.to_do(conference)) > 0
    assert '<li class="done">' not in left
    count = sum(item.done for item in service.to_do(conference))
    assert f"{count} things are done" in done
    assert done[: done.index("</details>")].count('<li class="done">') == count


@pytest.mark.usefixtures("organiser")
def test_later_rooms_bring_their_figures_charts_and_things_to_do(client, conference, monkeypatch):
    monkeypatch.setattr(service.HOME_PARTS, "_given", [])
    monkeypatch.setattr(service.CHECKS, "_given", [])
    part = HomePart(
        (Figure("Delegates approved", 93, leads=Leads("conferences.rooms"), of=120),),
        (
            Chart("By city", (("Hanoi", 29), ("<b>", 1))),
            Chart("By day", ((date(2013, 10, 1), 4),), kind="days"),
            Chart("None", ()),
        ),
    )
    service.HOME_PARTS.add(lambda _conference: part)
    service.CHECKS.add(lambda _conference: [CheckItem("Invite the cities", False, "conferences.rooms")])
    page = client.get(url(conference) + "?lang=en").text
    for words in ("Delegates approved", "of 120", "Invite the cities", "&lt;b&gt;", "Nothing to show yet."):
        assert words in page
    assert page.count("<figure") == 3


@pytest.mark.usefixtures("admin")
def test_publishing_and_closing(client):
    made = make_conference(published=False)
    bare = facts.create_conference(
        made.network,
        title={"en": "Bare"},
        host_city=made.host_city,
        starts=made.starts,
        ends=made.ends,
        timezone=made.timezone,
        by=SYSTEM,
    )
    db.session.commit()
    post(client, url(bare, "setup/publish"), page=url(bare, "setup"))
    assert fresh(bare).published_at is None
    assert "still needs" in client.get(url(bare, "setup") + "?lang=en").text
    post(client, url(made, "setup/publish"), page=url(made, "setup"))
    assert fresh(made).published_at is not None
    post(client, url(made, "setup/publish"), {"state": "off"}, page=url(made, "setup"))
    assert fresh(made).published_at is None
    post(client, url(bare, "setup/copy"), page=url(bare, "setup"))
    assert len(categories_queries.categories(fresh(bare))) == 12


@pytest.mark.usefixtures("admin")
def test_lists_ask_as_many_queries_for_30_rows_as_for_1(client):
    conference = make_conference(rooms=1)
    db.session.commit()
    pages = [
        url(conference, "setup/rooms"),
        "/networks/ANMC21/conferences",
        url(conference, "setup/categories"),
    ]

    def asked() -> list[int]:
        found = []
        for page in pages:
            client.get(page)
            db.session.rollback()
            with counted() as sent:
                client.get(page)
            found.append(len(sent))
        return found

    before = asked()
    for n in range(29):
        venue.add_room(conference, name={"en": f"R{n}"}, capacity=5, by=SYSTEM)
        categories.set_quota(conference, places=3, city=make_city(f"Q{n}"), by=SYSTEM)
        facts.create_conference(
            conference.network,
            title={"en": f"C{n}"},
            host_city=make_city(f"Q{n}"),
            starts=conference.starts,
            ends=conference.ends,
            timezone="UTC",
            by=SYSTEM,
        )
    db.session.commit()
    after = asked()
    assert (after[0], after[1]) == (before[0], before[1])
    assert after[2] <= before[2] + 1  # the names of the quotas' cities, once
