"""The secretariat: review by hand, together and by keyboard, print, reprint and void. The declaration: test_from_nothing.py."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from eventsys.core import clock
from eventsys.core.db import db
from eventsys.registration.delegations.models import Delegation
from tests.journeys.concluding import check, download, printed, read_pdf
from tests.journeys.conftest import Plenary, sign_in
from tests.journeys.receiving import decide
from tests.registration.factories import make_delegate
from tests.support.browser import Visit


@pytest.fixture
def secretary(plenary: Plenary, visit: Callable[..., Visit]) -> Visit:
    person = visit(plenary.site)
    sign_in(person, "secretariat@example.org", plenary.password)
    return person


def test_review_and_badges(plenary: Plenary, secretary: Visit, tmp_path: Path) -> None:
    review(plenary, secretary)
    badges(plenary, secretary, tmp_path)


def review(plenary: Plenary, secretary: Visit) -> None:
    home = f"/o/{plenary.slug}"
    secretary.go(f"{home}/")
    secretary.look("home")
    secretary.go(f"{home}/review")
    secretary.look("review")
    decide(secretary, "Sato", "Return", "The photo is too dark.")
    assert "The photo is too dark." in secretary.text()
    secretary.look("delegate-returned")
    assert "The photo is too dark." in _body(plenary, "person3@example.org")

    secretary.go(f"{home}/review")
    decide(secretary, "Suzuki", "Reject", "Advisers come with the next plenary.")
    assert "Advisers come with the next plenary." in _body(plenary, "person4@example.org")

    secretary.go(f"{home}/review?q=Inose")
    decide(secretary, "Inose", "Approve")
    letter = plenary.site.letter("person2@example.org")
    kinds = [part.get_content_type() for part in letter.walk()]
    assert "text/calendar" in kinds
    secretary.look("delegate-approved")

    secretary.go(f"{home}/review?state=pre_approved")
    secretary.page.locator("[data-select-all]").check()
    assert secretary.page.locator("[data-count]").inner_text() == "3"
    secretary.look("review-selected")
    secretary.press("Approve")
    for number in (0, 1, 5):
        plenary.site.letter(f"person{number}@example.org")


def _body(plenary: Plenary, address: str) -> str:
    body = plenary.site.letter(address).get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def badges(plenary: Plenary, secretary: Visit, folder: Path) -> None:
    home, page = f"/o/{plenary.slug}/badges", secretary.page
    secretary.go(home)
    secretary.look("badges")
    secretary.press("Print 4 badges")
    run = page.url
    printed(secretary)
    secretary.go(run)
    secretary.look("badges-run")
    text = read_pdf(download(secretary, f"{run}/badges.pdf", folder / "badges.pdf"))
    for word in ("Thế Thảo", "Nguyễn Thế Thảo", "猪瀬直樹", "Николай Николайчук", "Phương Anh"):
        assert word in text, f"{word} is not on the badges"

    secretary.go(home)
    page.get_by_role("link", name="Inose").click()
    secretary.look("badge")
    secretary.press("Replace the badge")
    assert secretary.problems()  # without a reason nothing is voided
    secretary.fill({"why": "lost", "words": "In a taxi", "sure": True})
    secretary.press("Replace the badge")
    assert "The old badge is void" in secretary.text()
    if page.get_by_role("link", name="See the print run").count():
        secretary.press("See the print run", role="link")
        printed(secretary)
    secretary.go(home)
    secretary.page.get_by_role("link", name="Phương Anh").click()
    secretary.fill({"why": "other", "words": "Printed twice by hand", "sure": True})
    secretary.press("Void without a new one")
    assert "Void since" in secretary.text()

    secretary.go(f"{home}/check")
    check(secretary, "E1-this-is-no-badge", "Not valid")
    secretary.look("badge-check")


def ten_wait() -> None:
    """Of Seoul, in the order of their numbers."""
    seoul = next(one for one in db.session.scalars(select(Delegation)) if one.city.code == "SEL")
    for number in range(10):
        handed_in = clock.now() + timedelta(minutes=number)
        make_delegate(
            seoul,
            "pre_approved",
            family_name=f"Number{number}",
            email=f"number{number}@example.org",
            submitted_at=handed_in,
        )


def test_a_reviewer_clears_ten_by_keyboard(plenary: Plenary, secretary: Visit) -> None:
    plenary.site.change(ten_wait)
    page = secretary.page

    def at(number: int) -> None:
        page.locator(".keys-awake").wait_for()
        assert page.locator("h1").inner_text() == f"Naoki Number{number}"

    def key(letter: str) -> None:
        with page.expect_navigation():
            page.keyboard.press(letter)

    def with_words(letter: str, words: str) -> None:
        page.keyboard.press(letter)
        page.keyboard.type(words)  # its letters are no keys
        key("Control+Enter")

    secretary.go(f"/o/{plenary.slug}/review/queue?city=SEL")
    at(0)
    page.keyboard.press("?")
    assert page.locator("[data-key-help]").get_attribute("open") is not None
    secretary.look("queue")
    key("a")
    page.keyboard.press("a")  # twice, as somebody in a hurry: nobody unseen is decided on
    at(1)
    assert "1 of 9 to decide" in secretary.text()
    key("n")
    at(2)
    key("k")
    at(1)
    with_words("r", "Your office and a dark photo, njk")
    at(2)
    assert "Returned: Naoki Number1" in secretary.text()
    with_words("d", "Advisers come with the next plenary.")
    at(3)
    key("w")
    for number in range(4, 10):
        at(number)
        key("a")
    assert "Nobody waits here" in secretary.text()
    states = {"Approved": 7, "Returned": 1, "Rejected": 1, "Waiting list": 1}
    secretary.go(f"/o/{plenary.slug}/review?city=SEL")
    chips = page.locator(".chip-links").first.inner_text()
    assert [f"{state} {number}" in " ".join(chips.split()) for state, number in states.items()] == [True] * 4
    assert "a dark photo, njk" in _body(plenary, "number1@example.org")
