"""The public home, the invitation, the search, and what machines ask for."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from lxml import html
from PIL import Image
from sqlalchemy.exc import OperationalError

from eventsys.conferences.editions import queries as editions_queries
from eventsys.conferences.organisers import queries as organisers_queries
from eventsys.conferences.organisers import service as organisers
from eventsys.core import clock
from eventsys.core.actor import SYSTEM, Role
from eventsys.core.db import db
from eventsys.core.words.text import Localized
from eventsys.files import service as files
from eventsys.programme.publication import service as publication
from tests.accounts.factories import make_user, sign_in
from tests.conferences.factories import make_conference
from tests.programme.factories import make_session
from tests.registration.factories import make_delegate, make_delegation
from tests.support.counting import queries_of

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture
def conference():
    found = make_conference(
        slug="hanoi", themes=[{"en": "Low carbon cities", "vi": "Thành phố các-bon thấp"}]
    )
    db.session.commit()
    return found


@pytest.mark.usefixtures("app", "conference")
def test_the_home_lists_public_conferences_to_everybody_and_others_to_their_staff(client):
    hidden = make_conference(edition=77, slug="later", published=False, title={"en": "Later plenary"})
    db.session.commit()
    page = client.get("/").text
    assert "/c/hanoi/" in page
    assert "Later plenary" not in page
    assert '<h2 class="visually-hidden">Open to the public</h2>' in page, (
        "of one list the title of the page says enough"
    )
    sign_in(client, make_user(Role.VIEWER, hidden))
    page = client.get("/").text
    assert "<h2>Open to the public</h2>" in page
    assert "/o/later/" in page
    assert "/o/hanoi/" not in page


def test_an_empty_installation_says_what_belongs_here(client):
    page = client.get("/").text
    assert "No conference is public yet" in page
    assert "/verify" in page


def test_the_invitation(conference, client):
    for code, over in {
        "TYO": {},
        "SEL": {"state": "accepted", "present": True},
        "BKK": {"state": "invited"},
        "TOF": {},
    }.items():
        make_delegation(conference, code, **{"standing": "partner" if code == "TOF" else "member", **over})
    make_session(conference, "Urban planning", state="published")
    make_session(conference, "Secret", "14:00", "15:00", state="draft")
    db.session.commit()
    page = client.get("/c/hanoi/?lang=vi").text
    for words in (
        "Hội nghị toàn thể 1",
        "Hà Nội",
        "đơn vị tổ chức",
        "Thành phố các-bon thấp",
        "東京都",
        "서울",
        "Томск",
    ):
        assert words in page
    assert 'lang="ja">東京都' in page
    assert re.search(r"Nga · <em>đối tác</em>", page)
    assert "กรุงเทพมหานคร" not in page  # invited, has not answered
    assert "Urban planning (vi)" in page
    assert "Secret" not in page


def test_a_language_that_no_page_speaks_has_its_texts_set_as_such_and_falls_back_marked(conference, client):
    conference.languages = ["vi", "ar", "en"]
    conference.title = Localized({**conference.title, "ar": "الجلسة العامة"})
    conference.venue, conference.address = Localized(en="Daewoo Hotel"), Localized()
    db.session.commit()
    plain = html.fromstring(client.get("/c/hanoi/?lang=fr").text)
    chooser = [one.get("lang") for one in plain.xpath("//nav[contains(@class,'hero-languages')]/a")]
    assert chooser == ["vi", "ar", "en", "fr"]
    assert [one.text for one in plain.xpath("//nav[contains(@class,'hero-languages')]/a[@aria-current]")] == [
        "Français"
    ]
    page = html.fromstring(client.get("/c/hanoi/?lang=fr&language=ar").text)
    assert [one.text for one in page.xpath("//nav[contains(@class,'hero-languages')]/a[@aria-current]")] == [
        "العربية"
    ]
    (title,) = page.xpath("//h1/*")
    assert (title.text, title.get("lang"), title.get("dir"), title.get("class")) == (
        "الجلسة العامة", "ar", "rtl", None,
    )  # fmt: skip
    (theme,) = page.xpath("//ul[@class='themes']//bdi")  # in the first of the conference's that has it
    assert (theme.text, theme.get("lang"), theme.get("class")) == (
        "Thành phố các-bon thấp",
        "vi",
        "elsewhere",
    )
    (venue,) = page.xpath("//p[@class='hero-venue']/bdi")
    assert (venue.text, venue.get("lang"), venue.get("data-in")) == ("Daewoo Hotel", "en", "en")
    assert page.xpath("//section[@id='contact']/h2/text()") == ["Contact"]
    assert "Programme" in page.xpath("//section[@id='programme']/h2/text()")
    unknown = client.get("/c/hanoi/?lang=fr&language=xx").text
    assert unknown.replace("&amp;language=xx", "") == client.get("/c/hanoi/?lang=fr").text


def test_the_programme_is_offered_once_it_is_published(conference, client):
    session = make_session(conference, "Urban planning", state="scheduled")
    db.session.commit()
    page = client.get("/c/hanoi/").text
    assert "Read the programme" not in page
    assert "The programme will be published here." in page
    publication.publish(conference, by=SYSTEM, now=clock.now())
    db.session.commit()
    page = client.get("/c/hanoi/").text
    assert "Read the programme" in page
    day = session.starts_at.date()
    for words in (f'#d-{day}">{day:%A}', session.title["en"], session.room.name["en"]):
        assert words in page


def test_organisers_stand_in_their_order_with_their_words(conference, client):
    organisers.add_organiser(
        conference, role={"en": "in coordination with"}, name={"en": "The Agency"}, by=SYSTEM
    )
    db.session.commit()
    page = client.get("/c/hanoi/?lang=en").text
    found = re.findall(r'host-role">([^<]+)</span> <span class="host-name">([^<]+)<', page)
    assert found == [
        ("organised by", "People&#39;s Committee of Hanoi"),
        ("in coordination with", "The Agency"),
    ]


def test_a_logo_is_served_and_kept(conference, client):
    picture = io.BytesIO()
    Image.new("RGB", (60, 30), "#8c1d2f").save(picture, "PNG")
    (organiser,) = organisers_queries.organisers(conference)
    organiser.logo_digest = files.store_logo(picture.getvalue()).digest
    db.session.commit()
    url = f"/c/hanoi/logo/{organiser.public_id}"
    assert url in client.get("/c/hanoi/").text
    answer = client.get(url)
    assert (answer.status_code, answer.mimetype) == (200, "image/png")
    assert client.get(url, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304
    assert client.get(url, headers={"Range": "bytes=0-9"}).status_code == 206
    assert client.get(f"/c/hanoi/logo/{conference.public_id}").status_code == 404


def test_a_conference_that_is_not_public_is_not_there(client):
    conference = make_conference(slug="later", published=False)
    db.session.commit()
    assert client.get("/c/later/").status_code == 404
    sign_in(client, make_user(Role.ORGANISER, conference))
    page = client.get("/c/later/")
    assert page.status_code == 200
    assert "until it is published" in page.text


def test_cities_and_sessions_do_not_cost_queries(conference, client):
    make_delegation(conference, "TYO")
    make_session(conference, chair="Ana", state="published")
    db.session.commit()
    one = queries_of(client, "/c/hanoi/")
    conference = editions_queries.by_slug("hanoi")
    for number in range(29):
        make_delegation(conference, f"C{number}")
        hour, quarter = 9 + number // 4, number % 4 * 15
        make_session(
            conference, f"S {number}", f"{hour:02}:{quarter:02}", f"{hour:02}:{quarter + 10:02}", day=1
        )
    publication.publish(conference, by=SYSTEM, now=clock.now())
    db.session.commit()
    assert queries_of(client, "/c/hanoi/") == one <= 10


def test_staff_find_people_cities_sessions_and_papers(conference, client):
    delegation = make_delegation(conference, "HAN")
    make_delegate(delegation, family_name="Nguyễn", given_name="Thế Thảo", name_order="family")
    tokyo = make_delegation(conference, "TYO")
    make_delegate(tokyo, native_name="猪瀬直樹")
    make_session(conference, "Urban planning", chair="Nguyễn Văn An", room=None)
    other = make_conference(edition=77, slug="other")
    make_delegate(make_delegation(other, "SEL"), family_name="Nguyễn", given_name="Elsewhere")
    db.session.commit()
    sign_in(client, make_user(Role.VIEWER, conference))
    page = client.get("/o/hanoi/search?q=nguyen").text
    assert "Nguyễn Thế Thảo" in page
    assert "Urban planning" in page
    assert "Elsewhere" not in page
    assert "Tokyo" in client.get("/o/hanoi/search?q=toky").text
    assert "Naoki Inose" in client.get("/o/hanoi/search?q=猪瀬").text
    assert "Nothing found for “%”" in client.get("/o/hanoi/search?q=%25").text
    assert "Nothing found" not in client.get("/o/hanoi/search").text


def test_the_search_is_for_those_who_may_see_people(conference, client):
    assert client.get("/o/hanoi/search?q=a").status_code == 303
    sign_in(client, make_user(Role.PRESS, conference))
    assert client.get("/o/hanoi/search?q=a").status_code == 403


def test_health_tells_whether_the_database_answers(client, monkeypatch):
    assert (client.get("/health").status_code, client.get("/health").json) == (
        200,
        {"status": "ok", "database": "ok", "mail": "ok"},
    )

    def unreachable(*_args: object, **_more: object) -> None:
        raise OperationalError("SELECT 1", {}, Exception("unreachable"))

    monkeypatch.setattr(db.session, "execute", unreachable)
    answer = client.get("/health")
    assert (answer.status_code, answer.json) == (503, {"status": "unavailable", "database": "unreachable"})


def test_what_robots_and_browsers_ask_for(client):
    robots = client.get("/robots.txt")
    assert (robots.status_code, robots.mimetype) == (200, "text/plain")
    assert "Disallow: /o/" in robots.text
    icon = client.get("/favicon.ico")
    assert (icon.status_code, icon.mimetype) == (200, "image/svg+xml")


def test_security_txt_names_the_sender_of_letters_for_half_a_year(app, client):
    kept = app.extensions["eventsys.settings"]
    assert client.get("/.well-known/security.txt").status_code == 404  # secretariat@localhost is nobody
    try:
        app.extensions["eventsys.settings"] = replace(kept, mail_from="Host <host@plenary.example>")
        with clock.at(datetime(2026, 11, 20, 8, tzinfo=UTC)):
            answer = client.get("/.well-known/security.txt")
    finally:
        app.extensions["eventsys.settings"] = kept
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.text.splitlines() == [
        "Contact: mailto:host@plenary.example",
        "Expires: 2027-05-19T00:00:00Z",
        "Preferred-Languages: en, fr, vi",
        "Canonical: http://127.0.0.1:8000/.well-known/security.txt",
    ]
