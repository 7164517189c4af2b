"""Pages of the set-up and the home, by role and with wrong input."""

from __future__ import annotations

import io
from datetime import date

import pytest
from PIL import Image

from eventsys.conferences import queries, service
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from tests.accounts.factories import make_user, sign_in
from tests.conferences.factories import make_conference
from tests.conferences.pages import NEW, fresh, url
from tests.files.factories import case
from tests.networks.factories import make_city, make_network
from tests.support.web import post, token_of

SETUP = ["setup", "setup/organisers", "setup/rooms", "setup/categories", "setup/milestones", "setup/cities"]


def test_pages_by_role(client, conference):
    assert client.get(url(conference)).status_code == 303
    expected = {"organiser": (200, 200), "secretariat": (200, 403), "viewer": (200, 403), "press": (200, 403)}
    for role, (home, setup) in expected.items():
        browser = client.application.test_client()
        sign_in(browser, make_user(role, conference))
        assert browser.get(url(conference)).status_code == home, role
        assert {browser.get(url(conference, part)).status_code for part in SETUP} == {setup}, role


def test_staff_of_another_conference_find_nothing(client, conference):
    other = make_conference()
    db.session.commit()
    sign_in(client, make_user("organiser", other))
    assert {client.get(url(conference, part)).status_code for part in ("", *SETUP)} == {404}
    room = queries.rooms(conference)[0]
    assert client.get(f"/o/{other.slug}/setup/rooms/{room.public_id}").status_code == 404


def test_a_conference_is_made_by_hand(client, admin):
    make_city("HAN", network=make_network())
    db.session.commit()
    page = client.get("/networks/ANMC21/conferences/new").text
    assert 'name="edition" required type="number" value="1"' in page or 'value="1"' in page
    answer = post(client, "/networks/ANMC21/conferences/new", NEW)
    assert answer.headers.get("Location") == "/o/anmc21-12/"
    made = queries.by_slug("anmc21-12")
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
def test_a_wrong_conference_is_refused_at_the_field(client, admin, wrong, field):
    make_city("HAN", network=make_network())
    db.session.commit()
    answer = post(client, "/networks/ANMC21/conferences/new", {**NEW, **wrong})
    assert answer.status_code == 422
    assert f'href="#{field}' in answer.text
    assert 'value="Hanoi Daewoo Hotel"' in answer.text
    assert queries.find_by_slug("anmc21-12") is None


def test_only_administrators_make_conferences(client, organiser, conference):
    assert client.get("/networks/ANMC21/conferences").status_code == 200
    assert client.get("/networks/ANMC21/conferences/new").status_code in {403, 404}


def edited(client, conference, **over):
    page = client.get(url(conference, "setup")).text
    version = page.split('name="version"')[1].split('value="')[1].split('"')[0]
    data = {k: v for k, v in NEW.items() if k != "edition"}
    return {**data, "version": version, "csrf_token": token_of(page), **over}


def test_an_organiser_overrules_the_article_that_the_title_takes(client, organiser, conference):
    page = client.get(url(conference, "setup?lang=en")).text
    assert "à la 12ᵉ réunion plénière" in post_title(client, conference, "by-title")
    assert "au 12ᵉ réunion plénière" in post_title(client, conference, "le")
    assert "à 12ᵉ réunion plénière" in post_title(client, conference, "none")
    assert fresh(conference).articles == {"fr": ""}
    assert "How the title stands in a sentence" in page


def post_title(client, conference, article):
    sent = edited(client, conference, article_fr=article)
    assert client.post(url(conference, "setup"), data=sent).status_code == 303
    return client.get(url(conference, "setup?lang=en")).text


def test_the_facts_are_changed(client, organiser, conference):
    assert (
        client.post(url(conference, "setup"), data=edited(client, conference, **{"title-vi": ""})).status_code
        == 303
    )
    assert fresh(conference).title == {"en": "12th Plenary Meeting", "fr": "12ᵉ réunion plénière"}


def test_the_second_to_save_is_told_keeps_what_they_typed_and_may_replace_it(client, organiser, conference):
    mine = edited(client, conference, **{"venue-en": "My hotel"})
    theirs = {**mine, "venue-en": "Their hotel"}
    assert client.post(url(conference, "setup"), data=theirs).status_code == 303
    answer = client.post(url(conference, "setup"), data=mine)
    assert answer.status_code == 422
    assert "Someone else saved this conference" in answer.text
    assert 'value="My hotel"' in answer.text
    assert "Their hotel" in answer.text
    assert fresh(conference).venue == {"en": "Their hotel"}
    version = answer.text.split('name="version"')[1].split('value="')[1].split('"')[0]
    assert client.post(url(conference, "setup"), data={**mine, "version": version}).status_code == 303
    assert fresh(conference).venue == {"en": "My hotel"}


def test_parts_are_added_ordered_and_removed_by_hand(client, organiser, conference):
    post(
        client,
        url(conference, "setup/organisers"),
        {"name-en": "UN-Habitat", "role-en": "in coordination with"},
    )
    row = queries.organisers(conference)[1]
    page = url(conference, "setup/organisers")
    do = f"{page}/{row.public_id}/do"
    assert post(client, do, {"do": "up"}, page=page).status_code == 303
    fresh(conference)
    assert [o.name["en"] for o in queries.organisers(conference)] == [
        "UN-Habitat",
        "People's Committee of Hanoi",
    ]
    post(client, do, {"do": "remove"}, page=page)
    fresh(conference)
    assert len(queries.organisers(conference)) == 1


def png(size=(400, 200)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "#0e5a6b").save(out, "PNG")
    return out.getvalue()


def test_a_logo_is_stored_shown_and_as_public_as_the_conference(client, organiser, conference):
    page = url(conference, "setup/organisers")
    data = {"name-en": "UN-Habitat", "logo": (io.BytesIO(png()), "logo.png")}
    assert post(client, page, data, content_type="multipart/form-data").status_code == 303
    row = queries.organisers(conference)[1]
    logo = f"/c/{conference.slug}/organisers/{row.public_id}/logo"
    stranger = client.application.test_client()
    assert stranger.get(logo).data.startswith(b"\x89PNG")
    service.unpublish(fresh(conference), by=SYSTEM)
    db.session.commit()
    assert stranger.get(logo).status_code in {303, 404}
    assert client.get(logo).status_code == 200
    none = queries.organisers(conference)[0]
    assert client.get(f"/c/{conference.slug}/organisers/{none.public_id}/logo").status_code == 404


@pytest.mark.parametrize("name", ["xres_as_text.jpg", "date_as_rational.jpg"])
def test_a_logo_with_odd_metadata_is_turned_and_taken(client, organiser, conference, name):
    data = {"name-en": "UN-Habitat", "logo": (io.BytesIO(case(name)), "logo.jpg")}
    page = url(conference, "setup/organisers")
    assert post(client, page, data, content_type="multipart/form-data").status_code == 303
    row = queries.organisers(conference)[1]
    shown = client.get(f"/c/{conference.slug}/organisers/{row.public_id}/logo").data
    assert Image.open(io.BytesIO(shown)).size == (260, 200)


@pytest.mark.parametrize(
    "data",
    [b"<svg onload='alert(1)'/>", b"hello", b"GIF89a<script>", case("progressive_300_scans.jpg")],
    ids=["svg", "text", "gif", "layers"],
)
def test_a_logo_that_is_no_picture_is_refused_at_the_field(client, organiser, conference, data):
    answer = post(
        client,
        url(conference, "setup/organisers"),
        {"name-en": "Kept name", "logo": (io.BytesIO(data), "logo.png")},
        content_type="multipart/form-data",
    )
    assert answer.status_code == 422
    assert 'id="logo-error"' in answer.text
    assert 'value="Kept name"' in answer.text
    fresh(conference)
    assert len(queries.organisers(conference)) == 1


@pytest.mark.parametrize(
    ("part", "data"),
    [
        ("setup/rooms", {"name-en": "Hall", "capacity": "0"}),
        ("setup/rooms", {"name-en": "Hall", "capacity": "many"}),
        ("setup/rooms", {"name-en": "", "capacity": "5"}),
        ("setup/rooms", {"name-en": "Hall", "capacity": "-3"}),
        ("setup/categories", {"name-en": "Guest", "colour": "red"}),
        ("setup/categories", {"name-en": "Press", "colour": "#123456"}),
        ("setup/categories", {"quota-places": "0"}),
        ("setup/categories", {"quota-places": "99999999999"}),
        (
            "setup/milestones",
            {"registration_opens": "2013-10-01T09:00", "registration_closes": "2013-09-01T09:00"},
        ),
        ("setup/milestones", {"opening": "tomorrow"}),
        ("setup/cities", {"city": "HAN", "name-en": ""}),
    ],
)
def test_wrong_parts_are_refused_at_the_field(client, organiser, conference, part, data):
    answer = post(client, url(conference, part), data)
    assert answer.status_code == 422
    assert "field-error" in answer.text


def test_a_quota_of_zero_is_refused_by_name(client, organiser, conference):
    answer = post(client, url(conference, "setup/categories") + "?lang=en", {"quota-places": "0"})
    assert "A quota allows at least one place" in answer.text
    assert queries.quotas(conference) == []


def test_quotas_are_set_changed_and_removed(client, organiser, conference):
    page = url(conference, "setup/categories")
    assert (
        post(
            client, page, {"quota-places": "5", "quota-category": "delegate", "quota-city": "HAN"}
        ).status_code
        == 303
    )
    row = queries.quotas(conference)[0]
    assert (
        post(
            client,
            f"/o/{conference.slug}/setup/quotas/{row.public_id}",
            {"quota-places": "6", "quota-category": "", "quota-city": ""},
        ).status_code
        == 303
    )
    fresh(conference)
    assert [(q.places, q.category_id, q.city_id) for q in queries.quotas(conference)] == [(6, None, None)]
    post(client, f"/o/{conference.slug}/setup/quotas/{row.public_id}/remove", page=page)
    fresh(conference)
    assert queries.quotas(conference) == []
