"""Pages of the registry: who sees them, what they say, what they refuse."""

from __future__ import annotations

import re

import pytest

from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from eventsys.networks.fields import queries as fields_queries
from eventsys.networks.fields import service as fields
from eventsys.networks.imports import service as imports
from eventsys.networks.overview import queries
from eventsys.networks.overview.queries import CityFilter
from eventsys.networks.registry import queries as registry_queries
from tests.accounts.factories import make_user, sign_in
from tests.conferences.factories import make_conference
from tests.networks.factories import make_city, make_network
from tests.networks.imports.test_imports import big_list
from tests.support.counting import counted
from tests.support.web import post

NEW_CITY = {"code": "HUI", "name-en": "Hue", "country": "VN", "status": "member", "since": "end of 2019"}


READ = [
    "/networks/",
    "/networks/ANMC21/",
    "/networks/cities/HAN/",
    "/networks/groups/",
    "/networks/ANMC21/cities.csv",
]
WRITE = [
    "/networks/new",
    "/networks/ANMC21/edit",
    "/networks/ANMC21/import",
    "/networks/ANMC21/fields",
    "/networks/ANMC21/join",
    "/networks/ANMC21/cities/new",
    "/networks/cities/HAN/edit",
    "/networks/cities/HAN/standing/ANMC21",
    "/networks/groups/new",
]


@pytest.mark.usefixtures("network")
def test_strangers_are_asked_to_sign_in(client):
    for url in READ + WRITE:
        answer = client.get(url)
        assert (answer.status_code, "sign-in" in answer.headers.get("Location", "")) == (303, True), url


def test_staff_read_and_administrators_write(client, network):
    conference = make_conference(network=network)
    sign_in(client, make_user("reviewer", conference))
    assert {url: client.get(url).status_code for url in READ} == dict.fromkeys(READ, 200)
    assert {client.get(url).status_code for url in WRITE} <= {403, 404}
    assert "Import cities" not in client.get("/networks/ANMC21/").text


@pytest.mark.usefixtures("network")
def test_a_person_without_a_role_sees_nothing(client):
    sign_in(client, make_user())
    assert {client.get(url).status_code for url in READ + WRITE} <= {403, 404}


@pytest.mark.usefixtures("admin", "network")
def test_what_does_not_exist_is_not_found(client):
    for url in (
        "/networks/NOPE/",
        "/networks/cities/NOPE/",
        "/networks/ANMC21/cities.pdf",
        "/networks/ANMC21/import/abc",
    ):
        assert client.get(url).status_code == 404, url


@pytest.mark.usefixtures("admin")
def test_a_network_is_made_by_hand(client):
    data = {"code": "uccn", "name-en": "UNESCO Creative Cities Network", "founded": "2004"}
    answer = post(client, "/networks/new", data)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/networks/UCCN/")
    assert "Founded 2004" in client.get("/networks/UCCN/?lang=en").text
    again = post(client, "/networks/new", data)
    assert again.status_code == 422
    assert "already in use" in again.text


@pytest.mark.usefixtures("admin")
def test_what_was_typed_stays_beside_its_own_message(client):
    answer = post(client, "/networks/new", {"code": "A B", "name-fr": "Réseau", "founded": "last spring"})
    assert answer.status_code == 422
    assert 'value="last spring"' in answer.text
    assert 'value="Réseau"' in answer.text
    assert "We cannot read this date" in answer.text
    assert queries.networks() == []


@pytest.mark.usefixtures("admin", "network")
def test_a_city_is_added_by_hand_with_its_imprecise_date(client):
    answer = post(client, "/networks/ANMC21/cities/new", NEW_CITY)
    assert answer.headers["Location"] == "/networks/cities/HUI/"
    assert "end of 2019" in client.get("/networks/cities/HUI/?lang=en").text
    assert "cuối năm 2019" in client.get("/networks/cities/HUI/?lang=vi").text


@pytest.mark.usefixtures("admin")
@pytest.mark.parametrize(
    "wrong",
    [
        {"code": "H I"},
        {"code": "HAN"},
        {"name-en": ""},
        {"country": ""},
        {"country": "XX"},
        {"timezone": "Mars"},
        {"status": "boss"},
        {"since": "x"},
    ],
)
def test_a_city_with_wrong_facts_is_not_saved(client, network, wrong):
    answer = post(client, "/networks/ANMC21/cities/new", {**NEW_CITY, **wrong})
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.text
    db.session.rollback()
    assert registry_queries.find_city("HUI") is None
    assert queries.count_cities(network, CityFilter()) == 2


@pytest.mark.usefixtures("admin", "network")
def test_tomsk_becomes_member_by_hand(client):
    url = "/networks/cities/TOF/standing/ANMC21"
    assert post(client, url, {"status": "observer", "since": "2012"}).status_code == 422
    assert "before the present status" in post(client, url, {"status": "member", "since": "2009"}).text
    assert post(client, url, {"status": "member", "since": "June 2012"}).status_code == 303
    page = client.get("/networks/cities/TOF/?lang=en").text
    assert page.index("June 2012") < page.index("2010")
    assert "Томск" in page
    assert "Nga" in client.get("/networks/cities/TOF/?lang=vi").text


@pytest.mark.usefixtures("admin")
def test_the_list_is_searched_and_filtered_in_its_address(client, network):
    field = fields.add_field(network, name={"en": "design"}, by=SYSTEM)
    fields.set_field(registry_queries.city_by_code("HAN"), field, since="end of 2019", by=SYSTEM)
    db.session.commit()

    def cities(query: str) -> set[str]:
        page = client.get(f"/networks/ANMC21/?lang=en&{query}").text
        return {code for code in ("HAN", "TOF") if f"/networks/cities/{code}/" in page}

    assert (
        cities("field=design")
        == cities("group=ASEAN")
        == cities("q=ha+noi")
        == cities("country=VN")
        == {"HAN"}
    )
    assert cities("status=observer") == cities("q=томск") == {"TOF"}
    assert cities("sort=joined") == cities("after=rubbish") == cities("sort=rubbish") == {"HAN", "TOF"}
    assert cities("q=nothing") == set()


@pytest.mark.usefixtures("admin")
def test_a_long_list_has_pages(client, network):
    imports.apply_import(network, big_list(120), by=SYSTEM)
    db.session.commit()
    seen, url = set(), "/networks/ANMC21/?status=member"
    for _page in range(3):
        text = client.get(url).text
        seen |= {part.split("/")[0] for part in text.split("/networks/cities/")[1:]}
        further = re.search(r'rel="next"\s+href="([^"]+)"', text)
        url = further[1].replace("&amp;", "&") if further else ""
    assert (len(seen), url) == (121, "")


@pytest.mark.usefixtures("admin")
def test_a_list_asks_as_many_queries_for_30_rows_as_for_1(client):
    network = make_network()
    make_city("HAN", network=network)
    db.session.commit()
    client.get("/networks/ANMC21/")
    db.session.rollback()
    with counted() as one:
        client.get("/networks/ANMC21/")
    imports.apply_import(network, big_list(30), by=SYSTEM)
    db.session.commit()
    with counted() as many:
        client.get("/networks/ANMC21/")
    assert len(one) == len(many)


@pytest.mark.usefixtures("admin", "network")
def test_what_goes_out_is_the_list_as_filtered(client):
    answer = client.get("/networks/ANMC21/cities.csv?status=observer")
    assert answer.headers["Content-Type"].startswith("text/csv")
    lines = answer.data.decode("utf-8-sig").splitlines()
    assert (len(lines), lines[1].startswith('"TOF",')) == (2, True)
    assert client.get("/networks/ANMC21/cities.xlsx").data.startswith(b"PK")


@pytest.mark.usefixtures("admin", "network")
def test_groups_and_fields_are_kept_by_hand(client):
    data = {
        "code": "FRIENDS",
        "name-en": "Cities cooperating with Hanoi",
        "countries": "",
        "cities": "TOF, NOPE",
    }
    assert "no city with the code NOPE" in post(client, "/networks/groups/new", data).text
    assert post(client, "/networks/groups/new", {**data, "cities": "TOF"}).status_code == 303
    assert "Cities cooperating with Hanoi" in client.get("/networks/cities/TOF/?lang=en").text
    assert post(client, "/networks/ANMC21/fields", {"name-en": "design"}).status_code == 303
    assert post(client, "/networks/ANMC21/fields", {"name-en": "Design"}).status_code == 422
    assert (
        post(
            client, "/networks/cities/HAN/fields/ANMC21", {"field": "design", "since": "end of 2019"}
        ).status_code
        == 303
    )
    assert "since end of 2019" in client.get("/networks/cities/HAN/?lang=en").text
    post(client, "/networks/cities/HAN/fields/ANMC21/design/remove", page="/networks/cities/HAN/")
    assert fields_queries.city_fields(registry_queries.city_by_code("HAN")) == []
