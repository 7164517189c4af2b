"""What a city is called at one conference, and the line for its country."""

from __future__ import annotations

import pytest
from sqlalchemy import insert

from eventsys.conferences.city_names import service
from eventsys.conferences.editions.errors import SavedByAnother, TextMissing
from eventsys.conferences.editions.models import CityName
from eventsys.conferences.founding import service as founding
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from eventsys.networks.registry import queries as registry_queries
from tests.conferences.factories import make_conference
from tests.conferences.pages import fresh, url
from tests.networks.factories import make_city
from tests.support.web import post

pytestmark = pytest.mark.usefixtures("app")


def test_a_city_is_called_otherwise_at_one_conference():
    conference, other = make_conference(), make_conference()
    manila = make_city("MNL", name={"en": "Metropolitan Manila", "fr": "Manille"}, country="PH")
    service.name_city(conference, manila, name={"fr": "Métro Manille"}, by=SYSTEM)
    assert conference.city_name(manila) == {"en": "Metropolitan Manila", "fr": "Métro Manille"}
    assert other.city_name(manila) == {"en": "Metropolitan Manila", "fr": "Manille"}
    assert conference.country_line(manila, "fr") == "Philippines"
    service.unname_city(conference, manila, by=SYSTEM)
    assert conference.city_name(manila) == manila.name


@pytest.mark.parametrize(
    ("country", "line"),
    [(None, "Taïwan"), ({}, ""), ({"en": "Chinese Taipei"}, "Chinese Taipei"), ({"fr": "Asie"}, "Asie")],
)
def test_the_line_for_a_country_is_the_territorys_or_empty_or_other_words(country, line):
    conference = make_conference()
    taipei = make_city("TPE", name={"en": "Taipei"}, country="TW")
    service.name_city(conference, taipei, name={"en": "Taipei City"}, country=country, by=SYSTEM)
    db.session.commit()
    db.session.expire_all()
    assert (conference.city_name(taipei)["en"], conference.country_line(taipei, "fr")) == (
        "Taipei City",
        line,
    )


def test_a_city_may_keep_its_name_and_lose_the_line_for_its_country():
    conference, taipei = make_conference(), make_city("TPE", name={"en": "Taipei"}, country="TW")
    with pytest.raises(TextMissing):
        service.name_city(conference, taipei, by=SYSTEM)
    service.name_city(conference, taipei, country={}, by=SYSTEM)
    assert (conference.city_name(taipei), conference.country_line(taipei)) == ({"en": "Taipei"}, "")


def test_two_who_name_a_city_at_once_are_told():
    conference, manila = make_conference(), make_city("MNL", country="PH")
    assert not conference.city_names
    with db.session.no_autoflush:
        db.session.execute(
            insert(CityName).values(conference_id=conference.id, city_id=manila.id, name={"en": "Manila"})
        )
        with pytest.raises(SavedByAnother):
            service.name_city(conference, manila, name={"en": "Metro Manila"}, by=SYSTEM)


def test_the_next_edition_calls_cities_as_the_last_one_did():
    last = make_conference()
    manila, taipei = make_city("MNL", country="PH"), make_city("TPE", country="TW")
    service.name_city(last, manila, name={"fr": "Métro Manille"}, by=SYSTEM)
    service.name_city(last, taipei, name={"en": "Chinese Taipei"}, country={}, by=SYSTEM)
    new = make_conference(network=last.network, categories=False)
    service.name_city(new, manila, name={"fr": "Grand Manille"}, by=SYSTEM)
    founding.copy_setup(new, source=last, by=SYSTEM)
    assert new.city_name(manila)["fr"] == "Grand Manille"
    assert (new.city_name(taipei)["en"], new.country_line(taipei)) == ("Chinese Taipei", "")


@pytest.mark.usefixtures("organiser")
def test_the_page_settles_the_name_and_the_line_and_shows_what_is_settled(client, conference):
    make_city("TPE", name={"en": "Taipei"}, country="TW")
    db.session.commit()
    page = url(conference, "setup/cities")
    empty = {"city": "TPE", "country": "words"}
    answer = post(client, page, empty)
    assert answer.status_code == 422
    assert "Give this in at least one language." in answer.text
    assert (
        post(client, page, {"city": "TPE", "country": "none", "name-en": "Chinese Taipei"}).status_code == 303
    )
    settled = client.get(f"{page}?lang=en&city=TPE").text
    assert 'value="Chinese Taipei"' in settled
    assert "no line" in settled
    assert fresh(conference).country_line(registry_queries.city_by_code("TPE")) == ""
