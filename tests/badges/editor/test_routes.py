"""The pages of designs: the library, the editor and its preview, versions, what the backs tell."""

from __future__ import annotations

import re
from base64 import b64decode
from html import unescape
from io import BytesIO
from typing import Any

import pytest
from flask.testing import FlaskClient
from PIL import Image
from sqlalchemy import select

from eventsys.badges.copies.documents import Copy, print_part
from eventsys.badges.designs.models import BadgeDesign
from eventsys.badges.designs.rules import LIBRARY, DesignText
from eventsys.badges.editor import queries, service
from eventsys.badges.sheets.rules import SheetOptions
from eventsys.conferences.editions.models import Conference
from eventsys.core.bounded.calling import TookTooMuch
from eventsys.core.db import db
from eventsys.core.web.assets import DIST
from tests.accounts.factories import make_user, sign_in
from tests.badges.factories import make_people, page_sizes_mm, texts_in
from tests.badges.pictures import FOLDER, LIST, digest_of
from tests.conferences.factories import make_conference
from tests.support.counting import queries_of
from tests.support.web import post

pytestmark = pytest.mark.usefixtures("app")
LISTED = "/o/hanoi/badges/designs"
PRESS = f"{LISTED}/press"
DESIGN = {
    "width": "86",
    "height": "54",
    "html": '<h1 data-slot="name" data-lines="3"></h1>',
    "back": "",
    "css": "h1 { margin: 0; width: 80mm; height: 30mm }",
}


def pictures_of(page: str) -> list[Image.Image]:
    """What the preview shows."""
    return [
        Image.open(BytesIO(b64decode(data))) for data in re.findall(r"data:image/png;base64,([^\"]+)", page)
    ]


def saved() -> list[tuple[int, float, str]]:
    db.session.expire_all()
    rows = db.session.scalars(select(BadgeDesign).order_by(BadgeDesign.category_key, BadgeDesign.version))
    return [(design.version, design.width_mm, design.origin) for design in rows]


def test_the_library_is_shown_with_pictures_and_copied_for_whom_one_wants(office: FlaskClient) -> None:
    listed = office.get(LISTED).text
    for design in LIBRARY:
        assert f"badges/{design.key}.webp" in listed
        assert (DIST / "badges" / f"{design.key}.webp").is_file()
    shown = office.get("/o/hanoi/badges/library/cr80.pdf")
    assert page_sizes_mm(shown.data)[0] == pytest.approx((85.6, 53.98), abs=0.5)
    assert saved() == []
    for code in ("all", "press"):
        answer = post(office, f"{LISTED}/use", {"key": "cr80", "code": code}, page=LISTED)
        assert (answer.status_code, answer.location) == (303, f"{LISTED}/{code}")
    assert saved() == [(1, 85.6, "cr80"), (1, 85.6, "cr80")]
    assert "85.6 × 53.98 mm" in office.get(LISTED).text
    assert post(office, f"{LISTED}/use", {"key": "nothing", "code": "all"}, page=LISTED).status_code == 400
    assert post(office, f"{LISTED}/use", {"key": "a6", "code": "nobody"}, page=LISTED).status_code == 404
    assert office.get("/o/hanoi/badges/library/nothing.pdf").status_code == 404


def test_the_pictures_are_of_the_designs_as_they_are() -> None:
    """``python -m tests.badges.pictures`` draws them anew."""
    drawn = dict(line.split() for line in LIST.read_text().splitlines())
    assert drawn == {design.key: digest_of(design) for design in LIBRARY}
    assert all((FOLDER / f"{key}.webp").is_file() for key in drawn)


def test_a_design_is_previewed_saved_and_gone_back_to(office: FlaskClient) -> None:
    assert office.get(f"{LISTED}/all/preview.pdf").mimetype == "application/pdf"
    for page in ("", "/preview.pdf", "/versions", "/versions/1", "/versions/1.pdf"):
        assert office.get(f"{LISTED}/nothing{page}").status_code == 404
    shown = post(office, PRESS, {**DESIGN, "preview": "1"})
    (picture, *_more) = pictures_of(shown.text)
    assert picture.width / picture.height == pytest.approx(86 / 54, abs=0.02)
    assert min(picture.convert("L").getextrema()) < 60, "nothing is drawn"
    assert saved() == []
    assert "No version yet" in office.get(f"{PRESS}/versions").text
    assert post(office, PRESS, DESIGN).status_code == 303
    assert post(office, PRESS, {**DESIGN, "width": "90"}).status_code == 303
    listed = office.get(f"{PRESS}/versions").text
    assert listed.count("Use again") == 1
    old = office.get(f"{PRESS}/versions/1")
    assert DESIGN["html"] in unescape(old.text)
    assert page_sizes_mm(office.get(f"{PRESS}/versions/1.pdf").data)[0] == pytest.approx((86, 54), abs=0.5)
    assert post(office, f"{PRESS}/versions/1/use", page=f"{PRESS}/versions/1").status_code == 303
    assert saved() == [(1, 86, ""), (2, 90, ""), (3, 86, "1")]
    assert "version 1" in office.get(f"{PRESS}/versions").text
    assert office.get(f"{PRESS}/versions/9").status_code == 404


def test_the_preview_is_on_real_people_when_asked(office: FlaskClient, conference: Conference) -> None:
    assert "Real names" not in office.get(PRESS).text
    people = make_people(conference, 11)
    (long,) = make_people(conference, 1, delegation=people[0].delegation, given_name="M" * 40)
    page = office.get(PRESS).text
    assert "Real names" in page
    assert long.full_name in page
    text = DesignText(DESIGN["html"], "", DESIGN["css"], 86, 54)
    real = texts_in(service.sample_pdf(conference, None, text, people="real"))
    assert len(pictures_of(post(office, PRESS, {**DESIGN, "preview": "1", "people": "real"}).text)) == len(
        real
    )
    told = "".join("".join(real).split())
    assert {person.full_name for person in queries.hard_to_print(conference)} >= {long.full_name}
    assert "".join(long.full_name.split()) in told
    assert len(real) == len(queries.hard_to_print(conference)) == len(people) + 1
    one = texts_in(service.sample_pdf(conference, None, text, people=str(people[1].public_id)))
    assert [" ".join(page.split()) for page in one] == [people[1].full_name]
    other = make_conference(slug="seoul")
    (stranger,) = make_people(other, 1, family_name="Stranger")
    theirs = service.sample_pdf(conference, None, text, people=str(stranger.public_id))
    assert "Stranger" not in "".join(texts_in(theirs))


UNSAFE: list[tuple[dict[str, Any], str]] = [
    ({"html": "<p>x</p>\n<script>alert(1)</script>"}, "Line 2: “<script>”"),
    ({"html": '<img src="https://example.org/pixel.png" alt="">'}, "Line 1: “<img src>”"),
    ({"html": '<p>x</p>\n<p data-slot="passport"></p>'}, "Line 2: there is no slot “passport”"),
    ({"back": '<p>x</p>\n<p data-slot="name">Me</p>'}, "Line 2: the slot “name”"),
    (
        {"html": '<p data-slot="name" style="position: absolute; left: 200mm; width: 9mm; height: 9mm"></p>'},
        "Line 1",
    ),
    ({"css": 'p { top: 0 }\n@import "https://example.org/x.css";'}, "Line 2 of the style sheet: “@import”"),
    ({"css": "p { background: url(file:///etc/passwd) }"}, "Line 1 of the style sheet"),
    ({"css": "p {\n  color red\n}"}, "Line 2 of the style sheet"),
    ({"width": "5"}, "40 to 300"),
    ({"width": "NaN"}, "Width in millimetres"),
    ({"height": "wide"}, "Height in millimetres"),
    ({"html": ""}, "A design needs some HTML"),
]


@pytest.mark.parametrize(("wrong", "told"), UNSAFE)
def test_a_design_is_refused_with_line_and_reason_and_what_was_typed_is_kept(
    office: FlaskClient, wrong: dict[str, str], told: str
) -> None:
    typed = {
        "width": "105",
        "height": "148",
        "html": "<p>typed by hand</p>",
        "back": "<p>behind</p>",
        "css": ".kept { color: blue }",
        **wrong,
    }
    answer = post(office, f"{LISTED}/all", typed)
    assert answer.status_code == 422
    page = unescape(answer.text)
    assert told in page
    assert all(
        typed[name].replace("\n", "\r\n") in page or typed[name] in page for name in ("html", "back", "css")
    )
    previewed = post(office, f"{LISTED}/all", {**typed, "preview": "1"})
    assert previewed.status_code == 422
    assert told in unescape(previewed.text)
    assert "frame-ancestors 'self'" in previewed.headers["Content-Security-Policy"]
    assert saved() == []


def test_a_design_without_end_is_stopped_and_kept_out(
    office: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("eventsys.badges.designs.documents._SECONDS", 3)
    bomb = {**DESIGN, "html": ("<div>" * 14 + "x" + "</div>" * 14) * 200, "css": "div { display: flex }"}
    answer = post(office, PRESS, bomb)
    assert (answer.status_code, "more time or memory" in answer.text) == (422, True)
    assert saved() == []


def test_the_desk_prints_but_does_not_design(client: FlaskClient, conference: Conference) -> None:
    sign_in(client, make_user("desk", conference))
    assert client.get(LISTED).status_code == 403
    assert "/badges/designs" not in client.get("/o/hanoi/badges").text


def test_what_the_backs_tell_is_typed_in_and_shown(office: FlaskClient) -> None:
    url = "/o/hanoi/badges/facts"
    given = {
        "wifi_name": "Guests",
        "wifi_password": "hanoi-2013",
        "emergency": "113",
        "programme": "All day\nTalks",
    }
    assert post(office, url, given).status_code == 303
    assert "hanoi-2013" in office.get(LISTED).text
    again = office.get(url).text
    assert all(value.splitlines()[0] in again for value in given.values())
    long = post(office, url, {**given, "wifi_name": "x" * 61})
    assert (long.status_code, "x" * 61 in long.text) == (422, True)
    backs = texts_in(office.get("/o/hanoi/badges/library/a6.pdf").data)[1]
    assert all(word in backs for word in ("Guests", "Password: hanoi-2013", "113", "All day", "Talks"))


@pytest.mark.parametrize("page", [LISTED, PRESS, f"{PRESS}/versions"])
def test_pages_ask_as_often_for_many_versions_as_for_one(office: FlaskClient, page: str) -> None:
    def more(times: int) -> int:
        for _ in range(times):
            post(office, f"{LISTED}/use", {"key": "a7", "code": "press"}, page=LISTED)
        return queries_of(office, page)

    assert more(1) == more(5)


@pytest.mark.parametrize(
    "css",
    [
        ".category-vip h1 { position: absolute; left: 300mm }",
        ".no-photo h1 { position: absolute; left: 300mm }",
        ".no-native-name.back h1 { position: absolute; left: 300mm }",
        f"{':nth-child(2n+1) ' * 300}{{ color: red }}",
    ],
)
def test_what_is_wrong_in_one_look_alone_is_found_before_it_is_kept(office: FlaskClient, css: str) -> None:
    """Whatever the preview was looked at with."""
    design = {**DESIGN, "back": DESIGN["html"], "css": f"{DESIGN['css']}\n{css}"}
    assert post(office, f"{LISTED}/all", design).status_code == 422
    assert saved() == []


@pytest.mark.usefixtures("app", "conference")
def test_a_look_that_never_ends_spoils_neither_the_site_nor_the_other_badges(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Should one slip through, it is stopped where the run lays it out, and its people are told."""
    monkeypatch.setattr("eventsys.badges.designs.documents._SECONDS", 4)
    bad = ".category-vip h1 { display: grid; grid-template-columns: repeat(100000000, 1px) }"
    text = DesignText(DESIGN["html"], "", f"{DESIGN['css']}\n{bad}", 86, 54)
    words = {"name": "Naoki Inose", "colour": "#8c1d2f"}
    copies = [
        (text, Copy({**words, "category_code": code}, "A" * 20)) for code in ("vip", "delegate", "press")
    ]
    part = print_part(copies, language="en", options=SheetOptions())
    assert part.count == 2
    assert [(number, type(why)) for number, why in part.failed] == [(0, TookTooMuch)]
