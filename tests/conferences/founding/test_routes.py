"""A new conference made by hand."""

from __future__ import annotations

from datetime import date

import pytest

from eventsys.conferences.editions import queries as editions_queries
from eventsys.core.db import db
from tests.conferences.pages import NEW
from tests.networks.factories import make_city, make_network
from tests.support.web import post


@pytest.mark.usefixtures("admin")
def test_a_conference_is_made_by_hand(client):
    make_city("HAN", network=make_network())
    db.session.commit()
    page = client.get("/networks/ANMC21/conferences/new").text
    assert 'name="edition" required type="number" value="1"' in page or 'value="1"' in page
    answer = post(client, "/networks/ANMC21/conferences/new", NEW)
    assert answer.headers.get("Location") == "/o/anmc21-12/"
    made = editions_queries.by_slug("anmc21-12")
    assert (made.edition, made.starts, made.languages, made.themes) == (
        12,
        date(2013, 11, 18),
        ["en", "fr"],
        [{"en": "low carbon"}, {"en": "Agenda 2030"}],
    )
    home = client.get("/o/anmc21-12/?lang=en").text
    assert "12th edition" in home
    assert "12ᵉ édition" in client.get("/o/anmc21-12/?lang=fr").text
    assert "lần thứ 12" in client.get("/o/anmc21-12/?lang=vi").text
    assert 'value="13"' in client.get("/networks/ANMC21/conferences/new?lang=en").text


@pytest.mark.usefixtures("admin")
@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"ends": "2013-11-17"}, "ends"),
        ({"starts": ""}, "starts"),
        ({"accent": "#ffff00"}, "accent"),
        ({"accent": "pink"}, "accent"),
        ({"languages": []}, "languages"),
        ({"title-en": "", "title-fr": ""}, "title"),
        ({"host_city": "XXX"}, "host_city"),
        ({"edition": "0"}, "edition"),
        ({"slug": "A B"}, "slug"),
        ({"timezone": "Mars"}, "timezone"),
        ({"contact_email": "x@"}, "contact_email"),
    ],
)
def test_a_wrong_conference_is_refused_at_the_field(client, wrong, field):
    make_city("HAN", network=make_network())
    db.session.commit()
    answer = post(client, "/networks/ANMC21/conferences/new", {**NEW, **wrong})
    assert answer.status_code == 422
    assert f'href="#{field}' in answer.text
    assert 'value="Hanoi Daewoo Hotel"' in answer.text
    assert editions_queries.find_by_slug("anmc21-12") is None


@pytest.mark.usefixtures("organiser")
def test_only_administrators_make_conferences(client):
    assert client.get("/networks/ANMC21/conferences").status_code == 200
    assert client.get("/networks/ANMC21/conferences/new").status_code in {403, 404}
