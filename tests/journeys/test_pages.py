"""Public pages and the keyboard: three languages, light and dark, telephone and desk."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.journeys.conftest import Plenary, sign_in
from tests.support.browser import Visit

#: Pages that everybody sees, and words that must not stand there in French or Vietnamese.
PUBLIC = {
    "/": ("Conferences of cities", "Verify a document", "For those who work here"),
    "/c/{slug}/": ("Programme", "Participating cities", "Organisers"),
    "/c/{slug}/programme": ("The programme is being prepared",),
    "/verify": ("Verify a document", "Signed PDF", "Choose a signed declaration"),
    "/account/sign-in": ("Sign in", "Password", "Forgotten your password?"),
    "/account/reset": ("Password", "Send"),
    "/nowhere": ("Error 404", "To the start"),
}
#: Pages of the desk with their headings.
DESK = {
    "": ("Milestones", "left to do", "Registrations by"),
    "setup": ("What it is", "When and where", "Public pages"),
    "setup/categories": ("Categories", "Quotas", "Set a quota"),
    "setup/milestones": ("Milestones", "Registration opens"),
    "setup/rooms": ("Rooms", "Add a room"),
    "staff": ("Staff",),
    "programme": ("No session yet", "Add a session"),
    "delegations": ("Delegations", "Head of delegation", "Invite cities"),
    "delegations/invite": ("Invite cities", "Language of letters"),
    "credentials": ("Credentials", "Report on credentials", "Letters can be filed"),
    "credentials/committee": ("Members of the committee", "Date of the report"),
    "review": ("Review", "Registrations of all delegations", "Category"),
    "badges": ("Badges", "Check a code"),
    "badges/desk": ("Badges at the desk", "Search"),
    "badges/designs": ("Designs",),
    "badges/designs/all": ("Preview", "Width in millimetres"),
    "badges/floaters": ("Transferable badges",),
    "badges/days": ("Day badges",),
    "badges/runs": ("Print runs",),
    "setup/zones": ("Add a zone",),
    "papers": ("Nameplates and certificates", "Table tents"),
    "declarations": ("Declarations", "No declaration yet", "Write a declaration"),
    "agreements": ("Agreements", "No agreement yet", "Write an agreement"),
    "agreements/new": ("Parties", "Leading language", "Two cities or more"),
    "privacy": ("Who sees what", "Diet and access needs"),
    "privacy/retention": ("How long data are kept", "What for"),
    "privacy/requests": ("Requests for erasure", "Nobody has asked"),
    "privacy/consent": ("Text of the consent", "Nobody has agreed"),
    "commitments": ("Commitments", "No commitment yet", "What cities promised"),
    "commitments/new": ("Record a commitment", "Where does it stand", "No text is adopted or agreed yet"),
    "commitments/pledge": ("Record a pledge", "Who said it", "What is promised"),
}


def in_language(person: Visit, code: str) -> None:
    """Choose the language in the shell, as people do."""
    person.page.locator(".language-menu summary").click()
    with person.page.expect_navigation():
        person.page.locator(f".language-menu [lang={code}], .language-menu [hreflang={code}]").first.click()
    assert person.page.locator("html").get_attribute("lang") == code


def english_left(person: Visit, words: tuple[str, ...]) -> list[str]:
    shown = person.page.locator("body").inner_text()
    return [f"{person.page.url}: {word}" for word in words if word in shown]


@pytest.mark.parametrize("code", ["fr", "vi"])
def test_public_pages_are_wholly_in_the_chosen_language(
    plenary: Plenary, visit: Callable[..., Visit], code: str
) -> None:
    anyone = visit(plenary.site)
    anyone.go("/")
    in_language(anyone, code)
    left = []
    for path, words in PUBLIC.items():
        # “Programme” and “Participating” are French words too.
        anyone.go(path.format(slug=plenary.slug))
        left += english_left(anyone, tuple(w for w in words if not (code == "fr" and w == "Programme")))
        assert anyone.page.locator("html").get_attribute("lang") == code
    assert left == []


@pytest.mark.parametrize("code", ["fr", "vi"])
def test_the_desk_is_wholly_in_the_chosen_language(
    plenary: Plenary, visit: Callable[..., Visit], code: str
) -> None:
    organiser = visit(plenary.site)
    sign_in(organiser, "organiser@example.org", plenary.password)
    organiser.go(f"/o/{plenary.slug}/")
    in_language(organiser, code)
    left = []
    same = {"Quotas", "Badges", "Parties"} if code == "fr" else set()
    for path, words in DESK.items():
        assert organiser.go(f"/o/{plenary.slug}/{path}") == 200, path
        left += english_left(organiser, tuple(w for w in words if w not in same))
    assert left == []


def test_public_pages_can_be_read_by_everybody(plenary: Plenary, visit: Callable[..., Visit]) -> None:
    anyone = visit(plenary.site)
    for path in PUBLIC:
        anyone.go(path.format(slug=plenary.slug))
        anyone.look(f"public-{path.strip('/').format(slug='conference').replace('/', '-') or 'front'}")


def test_pages_of_the_desk_can_be_read_by_everybody(plenary: Plenary, visit: Callable[..., Visit]) -> None:
    organiser = visit(plenary.site)
    sign_in(organiser, "organiser@example.org", plenary.password)
    for path in (
        "staff",
        "delegations",
        "delegations/invite",
        "credentials",
        "credentials/committee",
        "credentials/remind",
        "badges/desk",
        "badges/designs",
        "badges/designs/all",
        "badges/floaters",
        "badges/days",
        "setup/zones",
        "setup/cities",
        "papers",
        "search?q=Tokyo",
    ):
        assert organiser.go(f"/o/{plenary.slug}/{path}") == 200, path
        organiser.look(f"desk-{path.split('?')[0].replace('/', '-')}")
    organiser.go("/account/")
    organiser.look("account")
    organiser.page.evaluate("document.querySelectorAll('details.menu').forEach(d => d.open = true)")
    organiser.look("account-menus")


def test_the_keyboard_reaches_the_content_and_shows_where_it_is(
    plenary: Plenary, visit: Callable[..., Visit]
) -> None:
    anyone = visit(plenary.site)
    anyone.go(f"/c/{plenary.slug}/")
    page = anyone.page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip-link"
    box = page.locator(".skip-link").bounding_box()
    assert box is not None
    assert box["y"] >= 0, "the skip link stays outside the window"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    for _ in range(6):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            """() => { const e = document.activeElement, s = getComputedStyle(e);
            return [e.tagName, s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2 || s.boxShadow !== "none"]; }"""
        )
        assert seen[1] or seen[0] == "BODY", f"no mark of focus on {seen[0]}"


def test_the_keyboard_opens_and_closes_menus(plenary: Plenary, visit: Callable[..., Visit]) -> None:
    anyone = visit(plenary.site)
    anyone.go("/")
    menu = anyone.page.locator(".language-menu")
    menu.locator("summary").focus()
    anyone.page.keyboard.press("Enter")
    assert menu.get_attribute("open") is not None
    anyone.page.keyboard.press("Escape")
    assert menu.get_attribute("open") is None
