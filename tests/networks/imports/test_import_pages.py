"""Lists of cities through the pages: sent, looked through, saved."""

from __future__ import annotations

import io

import pytest

from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from eventsys.networks.overview import queries as overview_queries
from eventsys.networks.overview.queries import CityFilter
from eventsys.networks.registry import queries as registry_queries
from eventsys.networks.registry import service as registry
from tests.core.incoming import case
from tests.networks.factories import make_network
from tests.networks.imports.test_imports import ANMC, UCCN
from tests.support.web import post, token_of


def upload(client, data: bytes, name: str = "list.csv", code: str = "ANMC21"):
    return post(
        client,
        f"/networks/{code}/import",
        {"file": (io.BytesIO(data), name)},
        content_type="multipart/form-data",
    )


@pytest.mark.usefixtures("admin")
def test_an_import_is_shown_then_confirmed_without_sending_the_file_again(client):
    make_network()
    db.session.commit()
    sent = upload(client, ANMC.encode("utf-8-sig"))
    assert sent.status_code == 303
    preview = sent.headers["Location"]
    page = client.get(preview + "?lang=en").text
    assert "Import 4 cities" in page
    assert overview_queries.count_cities(registry_queries.network_by_code("ANMC21"), CityFilter()) == 0
    db.session.rollback()
    second = post(client, preview, {"do": "check"})  # it was looked through again, and nothing saved
    assert second.headers["Location"] == preview
    token = token_of(client.get(preview).text)
    clicks = [client.post(preview, data={"csrf_token": token, "do": "save"}) for _click in range(2)]
    assert [click.status_code for click in clicks] == [303, 409]
    assert "saved already" in clicks[1].text
    assert overview_queries.count_cities(registry_queries.network_by_code("ANMC21"), CityFilter()) == 4
    db.session.rollback()
    again = upload(client, ANMC.encode()).headers["Location"]
    assert "Import 4" not in client.get(again + "?lang=en").text
    told = post(client, again, {"do": "save"}, follow_redirects=True).text
    assert "Everything in the file was already there: nothing was changed." in told


@pytest.mark.usefixtures("admin", "network")
def test_a_preview_says_what_changes(client):
    page = client.get(upload(client, ANMC.encode()).headers["Location"] + "?lang=en").text
    assert "Import 4 cities" in page
    assert "observer 2010" in page
    assert "member June 2012" in page


def looked_through(client, data: bytes, code: str = "ANMC21") -> tuple[str, str]:
    """The address of the page about an uploaded list, and its text."""
    address = upload(client, data, code=code).headers["Location"]
    return address, client.get(f"{address}?lang=en").text


@pytest.mark.usefixtures("admin", "network")
def test_a_broken_import_lists_rows_and_columns(client):
    address, page = looked_through(client, b"code,name,country,since\nTYO,Tokyo,Japan,soon\n")
    assert "“soon” is not a date" in page
    assert ">since<" in page
    answer = post(client, address, {"do": "save"})
    assert answer.status_code == 422
    assert registry_queries.find_city("TYO") is None
    db.session.rollback()
    post(client, address, {"do": "check", "asked": "y", "blank": "2/joined"})
    assert "Cells that are left empty" in client.get(f"{address}?lang=en").text
    assert post(client, address, {"do": "save", "asked": "y", "blank": "2/joined"}).status_code == 303
    assert registry_queries.find_city("TYO") is not None


@pytest.mark.usefixtures("admin", "network")
@pytest.mark.parametrize(
    "data", [b"", b"hello", b"\x89PNG\r\n\x1a\n\x00\x00", b"PK\x03\x04rubbish", b"a,b\n1,2\n"]
)
def test_a_file_that_is_no_list_is_refused_at_the_field(client, data):
    answer = upload(client, data, "x.xlsx")
    assert answer.status_code == 422
    assert "We could not read this file" in answer.text
    assert upload(client, data, "").status_code == 422


@pytest.mark.usefixtures("admin", "network")
def test_a_file_in_an_old_encoding_is_asked_about_and_then_right(client):
    address, page = looked_through(client, case("cities_cp1258.csv"))
    assert "Huế · Nghệ An · Đà Lạt" in page
    assert post(client, address, {"do": "check", "encoding": "cp1258"}).status_code == 303
    shown = client.get(f"{address}?lang=en").text
    assert "Huêì" not in shown
    assert "Đà Lạt" in shown
    post(client, address, {"do": "save", "asked": "y"})
    assert registry_queries.city_by_code("VNZZA").name == {"en": "Hue", "vi": "Huế"}


@pytest.mark.usefixtures("admin", "network")
def test_columns_are_waved_through_and_near_cities_are_told_apart(client):
    address, page = looked_through(client, b"name,country,Notes\nHanoi City,VN,x\nHue,VN,y\n")
    assert "1 column was not understood" in page
    assert "It is Hanoi (HAN, Vietnam)" in page
    assert "Import 1 city" not in page
    answers = {"asked": "y", "column-2": "-", "row-2": "HAN"}
    assert post(client, address, {"do": "check", **answers}).status_code == 303
    assert "Import 2 cities" in client.get(f"{address}?lang=en").text
    assert post(client, address, {"do": "save", **answers}).status_code == 303
    assert registry_queries.city_by_code("HAN").name["en"] == "Hanoi City"
    assert registry_queries.city_by_code("HUE").name == {"en": "Hue"}


@pytest.mark.usefixtures("admin", "network")
def test_a_list_that_was_saved_before_is_asked_about_when_it_would_change_something(client):
    address, _page = looked_through(client, b"code,name,country\nHUE,Hue,VN\n")
    assert post(client, address, {"do": "save", "asked": "y"}).status_code == 303
    registry.update_city(
        registry_queries.city_by_code("HUE"), name={"en": "Hue City"}, country="VN", by=SYSTEM
    )
    db.session.commit()
    address, page = looked_through(client, b"code,name,country\nHUE,Hue,VN\n")
    assert ("This very table was saved before" in page, "Import 1 city" in page) == (True, False)
    assert post(client, address, {"do": "save", "asked": "y"}).status_code == 422
    assert post(client, address, {"do": "save", "asked": "y", "again": "y"}).status_code == 303
    assert registry_queries.city_by_code("HUE").name == {"en": "Hue"}


@pytest.mark.usefixtures("admin", "network")
def test_a_list_may_be_pasted(client):
    sent = post(client, "/networks/ANMC21/import", {"text": "name\tcountry\nHue\tVN\n"})
    assert "Import 1 city" in client.get(sent.headers["Location"] + "?lang=en").text


@pytest.mark.usefixtures("admin", "network")
def test_a_preview_of_one_network_is_not_confirmed_for_another(client):
    make_network("UCCN", name={"en": "UCCN"})
    db.session.commit()
    ticket = upload(client, UCCN.encode(), code="UCCN").headers["Location"].rsplit("/", 1)[1]
    assert client.get(f"/networks/ANMC21/import/{ticket}").status_code == 410
    page = client.get("/networks/ANMC21/import").text
    sent = client.post(f"/networks/ANMC21/import/{ticket}", data={"csrf_token": token_of(page)})
    assert sent.status_code == 410


@pytest.mark.usefixtures("admin")
def test_a_file_that_is_no_table_is_told_on_the_page_it_was_sent_from(client):
    make_network()
    db.session.commit()
    sent = upload(client, b"PK\x03\x04 no book", name="list.xlsx")
    assert sent.status_code == 422
    assert 'name="file"' in sent.text
    assert "errors-summary" in sent.text or "field-error" in sent.text
