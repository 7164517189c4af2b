"""What the pages' own scripts do for a person: drafts outlive a session, a key leads to the search, colours stay as
chosen. And one more language, on a telephone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import Plenary, sign_in
from tests.support.browser import Visit

#: Into a kept form, what no draft may hold: as a page with a key or a passport in it would carry it.
_SECRETS = """form => form.insertAdjacentHTML("beforeend", `
    <input type="password" name="pin"><input type="hidden" name="token" value="HIDDEN-4711">
    <div data-private><input name="number"></div>`)"""


@pytest.fixture
def organiser(plenary: Plenary, visit: Callable[..., Visit]) -> Visit:
    """Signed in, before the facts of the conference."""
    person = visit(plenary.site)
    sign_in(person, "organiser@example.org", plenary.password)
    person.go(f"/o/{plenary.slug}/setup")
    return person


def kept(page: Page) -> str:
    """All that this site keeps in the browser."""
    return str(page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])"))


def test_what_was_typed_outlives_the_session_and_secrets_are_not_kept(
    plenary: Plenary, organiser: Visit
) -> None:
    page, words = organiser.page, "La ville sur le fleuve"
    page.locator("form[data-keep]").evaluate(_SECRETS)
    organiser.fill({"pin": "PIN-4711", "number": "PASSPORT-4711", "summary-fr": words}, "form[data-keep]")
    organiser.context.clear_cookies()
    organiser.press("Save")
    assert "What you typed is not lost" in organiser.text()
    assert words in kept(page)
    assert "4711" not in kept(page)
    assert "PIN-4711" not in page.content()

    organiser.press("Sign in", role="link")
    organiser.fill({"email": "organiser@example.org", "password": plenary.password})
    organiser.press("Sign in")
    assert page.locator("[name=summary-fr]").input_value() == words
    assert "is back" in page.locator(".kept-notice").inner_text()
    organiser.press("Save")
    assert page.locator("[name=summary-fr]").input_value() == words
    assert words not in kept(page)  # the server has it now
    assert not page.locator(".kept-notice").count()


def test_a_passport_is_neither_kept_nor_shown_again(plenary: Plenary, visit: Callable[..., Visit]) -> None:
    person = visit(plenary.site)
    person.go(plenary.links["Petrova"])
    person.go(f"{person.page.url.split('?')[0]}/passport")
    person.fill({"number": "P4711000"})
    person.context.clear_cookies()
    person.press("Save")
    assert "P4711000" not in person.page.content()
    assert "P4711000" not in kept(person.page)


def test_a_key_leads_to_the_search_from_anywhere(organiser: Visit) -> None:
    page = organiser.page
    focused = "document.activeElement.name"
    page.keyboard.press("/")
    assert page.evaluate(focused) == "q"
    assert page.evaluate("document.activeElement.value") == ""
    page.locator("[name=title-en]").focus()
    page.keyboard.press("End")
    page.keyboard.type("/")  # where one writes, it is a sign
    assert page.evaluate(focused) == "title-en"
    assert "/" in page.locator("[name=title-en]").input_value()
    page.keyboard.press("Control+k")
    assert page.evaluate(focused) == "q"
    page.keyboard.type("Tokyo")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "Tokyo" in organiser.text()


#: What colours the page has when its body comes.
_FIRST = """new MutationObserver((_seen, watch) => {
    if (document.body) { window.first = document.documentElement.dataset.bsTheme; watch.disconnect(); }
}).observe(document, {childList: true, subtree: true})"""


def test_colours_follow_the_system_until_chosen_and_then_stay(
    plenary: Plenary, visit: Callable[..., Visit]
) -> None:
    anyone = visit(plenary.site)
    page, button = anyone.page, anyone.page.locator("[data-theme-toggle]")
    anyone.context.add_init_script(_FIRST)

    def seen(system: str) -> list[str | None]:
        page.emulate_media(color_scheme=system)  # type: ignore[arg-type]
        page.goto("/")
        return [page.evaluate("window.first"), button.get_attribute("aria-pressed")]

    assert [seen("light"), seen("dark")] == [["light", "false"], ["dark", "true"]]
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    button.click()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != dark
    assert seen("dark") == ["light", "false"]
    button.click()  # as the system has it: with the system again, while the page is open, too
    page.emulate_media(color_scheme="light")
    page.wait_for_function("document.documentElement.dataset.bsTheme === 'light'")
    assert button.get_attribute("aria-pressed") == "false"
    assert seen("dark") == ["dark", "true"]


def test_one_more_language_is_added_by_its_name_on_a_telephone(
    plenary: Plenary, visit: Callable[..., Visit]
) -> None:
    person = visit(plenary.site, phone=True)
    sign_in(person, "organiser@example.org", plenary.password)
    person.go(f"/o/{plenary.slug}/setup")
    person.fill({"venue-another": "klingonisch", "venue-another_text": "Гостиница"})
    person.press("Save")
    assert any("Russian, русский" in line for line in person.problems())
    assert person.page.locator("[name=venue-another_text]").input_value() == "Гостиница"
    assert person.page.locator("[name=venue-another]").is_visible()  # opened, where it is wrong
    person.fill({"venue-another": "русский"})
    person.page.locator("#languages-another").fill("Русский")
    person.press("Save")
    assert person.problems() == []
    ticks = person.page.locator("[name=languages]:checked").evaluate_all("all => all.map(e => e.value)")
    assert ticks == ["en", "fr", "vi", "ru"]
    assert person.page.locator("#venue").get_by_label("Русский").input_value() == "Гостиница"
    words = person.page.locator("#summary")
    boxes = words.locator("textarea:visible")
    shown = boxes.evaluate_all("all => all.map(e => e.lang)")
    said = boxes.evaluate_all("all => all.map(e => e.value)")
    assert (shown[0], "vi" in shown, all(said[1:])) == ("en", False, True)  # the first one, and those written
    words.locator("summary").click()
    words.get_by_role("button", name="Tiếng Việt").click()  # its box opens, and no other
    assert boxes.evaluate_all("all => all.map(e => e.lang)") == [*shown, "vi"]
    person.page.keyboard.type("Gặp nhau ở Hà Nội")
    person.press("Save")
    assert boxes.evaluate_all("all => all.map(e => e.value)") == [*said, "Gặp nhau ở Hà Nội"]
    person.look("setup-four-languages")
