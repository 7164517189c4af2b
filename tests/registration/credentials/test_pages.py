"""The city sends a letter, the secretariat examines it, and nobody else sees it."""

from __future__ import annotations

import io
from typing import Any

import pytest
from flask import Flask

from eventsys.conferences.plenary import service as plenary
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from eventsys.registration.credentials import queries
from eventsys.registration.delegations.models import Delegation
from tests.accounts.factories import make_link, make_user, sign_in
from tests.conferences.factories import make_conference
from tests.files.factories import picture
from tests.registration.browser import Browser, browser
from tests.registration.credentials.factories import letter_pdf, make_sent
from tests.registration.factories import make_delegate, make_delegation
from tests.support.web import post, token_of

CITY, DESK = "/r/plenary/delegation/{}/credentials", "/o/plenary/credentials/{}"


@pytest.fixture
def seoul(app: Flask) -> Delegation:
    conference = make_conference(slug="plenary")
    plenary.set_rules(conference, {"credentials": "heads"}, by=SYSTEM)
    made = make_delegation(conference, "SEL")
    make_delegate(made, "pre_approved", category="head", family_name="Park", given_name="Won-soon")
    db.session.commit()
    return made


@pytest.fixture
def focal(app: Flask, seoul: Delegation) -> Browser:
    found = browser(app)
    found.get(f"/l/{make_link('focal', seoul.public_id, conference=seoul.conference)}")
    return found


@pytest.fixture
def secretariat(app: Flask, seoul: Delegation) -> Browser:
    found = browser(app)
    sign_in(found, make_user("secretariat", seoul.conference))
    return found


def sent(who: Browser, page: str, *files: tuple[bytes, str], **fields: Any) -> Any:
    token = token_of(who.get(page).text)
    data = {**fields, "csrf_token": token, "letter": [(io.BytesIO(one), name) for one, name in files]}
    return who.post(page, data=data, content_type="multipart/form-data")


def test_a_city_sends_its_letter_and_replaces_what_is_deficient(
    focal: Browser, secretariat: Browser, seoul: Delegation
) -> None:
    page, desk = CITY.format(seoul.public_id), DESK.format(seoul.public_id)
    head = make_delegate(seoul, "submitted", family_name="Kim").public_id.hex
    refused = sent(
        focal, page, (b"GIF89a not taken", "letter.pdf"), signed_by="The Mayor", dated_on="2999-01-01"
    )
    assert (refused.status_code, "neither a PDF nor a picture" in refused.text) == (422, True)
    assert 'value="The Mayor"' in refused.text
    assert (
        sent(focal, page, (picture(800, 1100), "one.jpg"), (picture(), "two.jpg"), head=head).status_code
        == 303
    )
    letter = queries.letters_of(seoul)[0]
    assert (letter.pages, letter.state, letter.channel) == (2, "received", "page")
    shown = secretariat.get(desk).text
    assert "page-2.png" in shown
    assert "Registered, not in the letter: Won-soon Park" in shown
    at = f"{desk}/{letter.public_id}"
    missing = post(secretariat, at, {"verb": "find_deficient", "assurance": "scan"}, page=desk)
    assert (missing.status_code, "Say what is wrong with the letter" in missing.text) == (422, True)
    told = {
        "verb": "find_deficient",
        "assurance": "scan",
        "head": head,
        "reasons": ["undated"],
        "note": "Stamp it.",
    }
    assert post(secretariat, at, told, page=desk).location.endswith("/o/plenary/credentials")
    again = post(secretariat, at, {**told, "verb": "accept"}, page=desk)
    assert (again.status_code, "is not possible while the letter is “Deficient”" in again.text) == (422, True)
    for words in ("The letter bears no date.", "Stamp it."):
        assert words in focal.get(page).text
    assert sent(focal, page, (letter_pdf(), "letter.pdf"), head=head).status_code == 303
    assert [one.state for one in queries.letters_of(seoul)] == ["received", "replaced"]


def test_what_is_typed_beside_a_letter_is_kept_when_it_is_refused_and_then_accepted(
    secretariat: Browser, seoul: Delegation
) -> None:
    desk = DESK.format(seoul.public_id)
    token = token_of(secretariat.get(desk).text)
    data = {"csrf_token": token, "new-csrf_token": token, "new-channel": "desk"}
    file = {"new-letter": (io.BytesIO(letter_pdf()), "x.pdf")}
    filed = secretariat.post(f"{desk}/file", data={**data, **file}, content_type="multipart/form-data")
    assert filed.status_code == 303, filed.text
    letter = queries.letters_of(seoul)[0]
    at, head = f"{desk}/{letter.public_id}", make_delegate(seoul, family_name="Lee").public_id.hex
    typed = {
        "verb": "accept",
        "signed_by": "Mayor Park",
        "others": "Somebody Else",
        "assurance": "signed_pdf",
    }
    for more, words in (
        ({"head": head}, "has no valid electronic signature"),
        ({"assurance": "original"}, "without a head it cannot be accepted"),
    ):
        refused = post(secretariat, at, {**typed, **more}, page=desk)
        assert (refused.status_code, words in refused.text, 'value="Mayor Park"' in refused.text) == (
            422,
            True,
            True,
        )
    good = {**typed, "assurance": "original", "head": head, "powers": ["speak", "sign"], "people": [head]}
    assert post(secretariat, at, good, page=desk).status_code == 303
    db.session.expire_all()
    assert (letter.state, letter.channel, letter.powers, len(letter.named)) == (
        "accepted",
        "desk",
        ["speak", "sign"],
        2,
    )
    shown = secretariat.get(desk).text
    assert "to speak and to sign (full powers)" in shown
    assert "In the letter, not registered: Somebody Else" in shown


def test_a_delegation_is_let_in_with_a_reason_alone_and_the_list_says_so(
    secretariat: Browser, seoul: Delegation
) -> None:
    desk = DESK.format(seoul.public_id)
    refused = post(secretariat, f"{desk}/let-in", {"reason": " "}, page=desk)
    assert (refused.status_code, "Say why the delegation is let in provisionally" in refused.text) == (
        422,
        True,
    )
    assert post(secretariat, f"{desk}/let-in", {"reason": "In the post."}, page=desk).status_code == 303
    assert "Seoul" in secretariat.get("/o/plenary/credentials?state=provisional").text
    assert post(secretariat, f"{desk}/let-in/end", {}, page=desk).status_code == 303
    assert queries.leave_of(seoul) is None


def test_another_city_s_letter_is_not_found_by_any_way(
    app: Flask, secretariat: Browser, seoul: Delegation
) -> None:
    other = make_delegation(seoul.conference, "BKK")
    token = token_of(secretariat.get(DESK.format(seoul.public_id)).text)
    file = {"csrf_token": token, "new-csrf_token": token, "new-channel": "desk"}
    secretariat.post(
        DESK.format(seoul.public_id) + "/file",
        data={**file, "new-letter": (io.BytesIO(letter_pdf()), "x.pdf")},
        content_type="multipart/form-data",
    )
    letter = queries.letters_of(seoul)[0].public_id
    stranger = browser(app)
    stranger.get(f"/l/{make_link('focal', other.public_id, conference=other.conference)}")
    for whose in (seoul, other):
        for what in ("shown.pdf", "filed.pdf", "page-1.png"):
            assert stranger.get(f"{CITY.format(whose.public_id)}/{letter}/{what}").status_code == 404
    assert secretariat.get(f"{CITY.format(other.public_id)}/{letter}/shown.pdf").status_code == 404
    own = secretariat.get(f"{CITY.format(seoul.public_id)}/{letter}/filed.pdf")
    assert (own.status_code, own.headers["Content-Disposition"]) == (
        200,
        "attachment; filename=credentials-1.pdf",
    )
    assert secretariat.get(f"{CITY.format(seoul.public_id)}/{letter}/page-2.png").status_code == 404


def test_what_a_letter_says_is_set_down_before_it_is_decided_and_its_pages_are_read_again(
    secretariat: Browser, seoul: Delegation
) -> None:
    head = make_delegate(seoul, "submitted", family_name="Lee")
    letter = make_sent(head)
    desk = DESK.format(seoul.public_id)
    typed = {"verb": "describe", "signed_by": "Mayor Park", "assurance": "scan", "head": head.public_id.hex}
    saved = post(secretariat, f"{desk}/{letter.public_id}", typed, page=desk)
    assert (saved.status_code, saved.location) == (303, desk)
    assert "Saved." in secretariat.get(desk).text
    assert (letter.state, letter.signed_by, letter.head is not None) == ("received", "Mayor Park", True)
    page = f"{CITY.format(seoul.public_id)}/{letter.public_id}/page-1.png"
    first = secretariat.get(page)
    again = secretariat.get(page, headers={"If-None-Match": first.headers["ETag"]})
    assert (first.status_code, again.status_code, again.data) == (200, 304, b"")
    letter.digest = letter.shown_digest = None  # its time is over
    for what in ("page-1.png", "filed.pdf", "shown.pdf"):
        assert secretariat.get(page.replace("page-1.png", what)).status_code == 404
