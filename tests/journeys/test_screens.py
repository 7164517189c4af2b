"""What only a screen, a printer or a scanner shows: pages of the application in a real browser, without a server."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from eventsys.badges.codes import service as codes
from eventsys.badges.record import queries as record_queries
from eventsys.badges.record import service as record
from eventsys.conferences.editions.models import Conference
from eventsys.core.db import db
from tests.accounts.factories import make_user, sign_in
from tests.badges.factories import CLERK, make_people, make_run
from tests.conferences.factories import make_conference
from tests.declarations.factories import make_declaration
from tests.journeys.conftest import Open


@pytest.fixture
def conference(app: Flask, client: FlaskClient) -> Conference:
    """Of Hanoi, with the desk signed in."""
    found = make_conference(slug="hanoi")
    db.session.commit()
    sign_in(client, make_user("organiser", found))
    return found


def test_codes_scanned_one_after_the_other_are_each_told(conference: Conference, screen: Open) -> None:
    first, second, lost = record_queries.badges_of_run(
        make_run(conference, make_people(conference, 3, photo=True))
    )
    record.void(lost, "lost", by=CLERK)
    db.session.commit()
    page = screen("/o/hanoi/badges/check")
    verdict = page.locator("#verdict")
    assert verdict.get_attribute("role") == "alert"
    for badge in (first, second):  # the second comes before the first is answered
        page.keyboard.type(codes.code_of(badge))
        page.keyboard.press("Enter")
    verdict.get_by_text(second.words["name"]).wait_for()
    assert "Valid" in verdict.inner_text()
    assert verdict.locator("img").bounding_box()["height"] > 150  # type: ignore[index]
    assert page.input_value("[name=code]") == ""
    page.keyboard.type(codes.code_of(lost))
    page.keyboard.press("Enter")
    verdict.get_by_text("Not valid").wait_for()
    assert "lost" in verdict.inner_text()
    assert page.title().startswith("Not valid")
    assert page.evaluate("document.activeElement.name") == "code"


def test_what_is_chosen_is_seen_in_forced_colours(conference: Conference, screen: Open) -> None:
    make_people(conference, 2)
    page = screen("/o/hanoi/badges", forced_colors="active")

    def looks(css: str) -> dict[str, str]:
        found: dict[str, str] = page.locator(css).first.evaluate(
            "e => { const s = getComputedStyle(e);"
            " return {ground: s.backgroundColor, ink: s.color, drawn: s.appearance, line: s.borderTopColor}; }"
        )
        return found

    current, other = looks(".rail a[aria-current]"), looks(".rail a:not([aria-current])")
    assert current["ground"] not in (other["ground"], current["ink"])
    box = page.locator("[name=ids]").first
    empty = box.screenshot()
    box.check()
    page.mouse.move(0, 0)
    assert looks("[name=ids]")["drawn"] == "auto"  # drawn by the system, in its own colours
    assert box.screenshot() != empty
    page.goto("/o/hanoi/")
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert looks(".chart-key .key-bar")["ground"] != paper
    assert looks(".chart-key .key-line")["line"] != paper


def test_a_text_in_many_languages_shows_the_chosen_one_beside_another(
    conference: Conference, screen: Open
) -> None:
    conference.languages = ["en", "fr", "vi", "ru", "ar"]
    text = make_declaration(conference, points=1)
    db.session.commit()
    page = screen(f"/o/hanoi/declarations/{text.public_id}/editor")

    def seen() -> list[str]:
        names = page.locator(".editor-rows >> nth=1 >> .cell:visible .text-language").all_inner_texts()
        return [name.split("\n")[0].capitalize() for name in names]

    assert seen() == ["English", "Français"]
    page.get_by_label("العربية", exact=True).check()
    page.get_by_label("Beside it").select_option("ru")
    page.locator(".cell:visible textarea").last.fill("معًا")
    with page.expect_request("**/editor?*") as next_page:
        page.get_by_role("button", name="Save the text").click()
    page = screen(next_page.value.url)
    assert seen() == ["Русский", "العربية"]
    assert page.locator(".cell:visible textarea").last.input_value() == "معًا"
    page.set_viewport_size({"width": 390, "height": 844})
    shown = page.locator(".cell:visible").evaluate_all("all => all.map(e => e.dataset.tongue)")
    assert set(shown) == {"ar"}
