"""From a proposal to the vote, and from a word of the signed text back to it; out to a translator and in again: by pages, in a
browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from lxml import etree

from eventsys.conferences.editions.models import Conference
from eventsys.core import clock
from eventsys.core.actor import SYSTEM, Role
from eventsys.core.words.text import Localized
from eventsys.declarations.acts import queries as acts_queries
from eventsys.declarations.adoption import service as adoption
from eventsys.declarations.amendments import service as amendments
from eventsys.declarations.completion import service as completion
from eventsys.declarations.paragraphs import service as paragraphs
from eventsys.declarations.representation import queries as representation_queries
from eventsys.declarations.voting.models import Vote
from tests.accounts.factories import PASSWORD, make_link, make_user
from tests.declarations.factories import make_adopted, make_declaration, make_plenary
from tests.journeys.conftest import Plenary, sign_in
from tests.support.browser import Visit
from tests.support.installation import installation

SLUG = "plenary12"
HANOI, SEOUL = "solve energy problems together every two years;", "solve energy problems together in Seoul;"
TOKYO = "solve energy problems together every year;"


def before_the_cities() -> dict[str, Any]:
    """A draft in English, open for amendments, of a network that decides by majority; links of three cities."""
    conference = make_plenary(cities=10)
    untranslated = not_yet_in_vietnamese(conference)
    conference.rules = {"decision": "majority"}
    draft = make_declaration(conference, points=2, languages=["en"])
    completion.circulate(draft, by=SYSTEM)
    amendments.open_amendments(draft, by=SYSTEM)
    links = {
        one.city.code: (make_link("focal", one.public_id, conference=conference), str(one.public_id))
        for one in representation_queries.member_delegations(conference)
    }
    user = make_user(str(Role.SECRETARIAT), conference)
    return {"email": user.email, "text": str(draft.public_id), "links": links, "untranslated": untranslated}


def not_yet_in_vietnamese(conference: Conference) -> str:
    """A draft whose first point has no Vietnamese, after a declaration that has all words."""
    make_adopted(conference, points=3)
    draft = make_declaration(conference, points=2)
    first = draft.paragraphs[2]
    paragraphs.edit_paragraph(draft, first, Localized({**first.text, "vi": ""}), by=SYSTEM)
    return str(draft.public_id)


@pytest.fixture(scope="module")
def amending(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Plenary]:
    with installation(tmp_path_factory.mktemp("amending"), EVENTSYS_SECOND_FACTOR="optional") as site:
        facts = site.prepare(before_the_cities)
        site.serve()
        yield Plenary(site, facts)


def city(come: Callable[..., Visit], amending: Plenary, code: str) -> Visit:
    """At its text, by its link, on a phone."""
    person = come(amending.site, phone=True)
    token, delegation = amending.links[code]
    person.go(f"/l/{token}")
    person.go(f"/r/{SLUG}/delegation/{delegation}/declarations/{amending.text}")
    return person


def propose(person: Visit, words: str) -> None:
    """In the place of the second point."""
    person.page.locator("main").get_by_role("link", name="Propose an amendment").nth(-2).click()
    person.fill({"kind": "replace", "text-en": words})
    person.press("Propose")
    assert "is with the secretariat" in person.page.locator("body").inner_text()


def amend_other(person: Visit, words: str) -> None:
    person.page.locator("#others > summary").click()
    person.press("Propose a change of it", role="link")
    person.fill({"text-en": words})
    person.press("Propose")


def decide(secretary: Visit, amending: Plenary) -> None:
    """Tokyo's change of Hanoi's amendment first, then both alternatives by show of hands."""
    listed = f"/o/{SLUG}/declarations/{amending.text}/amendments"
    secretary.go(listed)
    secretary.press("Decide…", role="link")
    secretary.fill({"verdict": "accept", "manner": "show_of_hands", "yes": 7, "no": 2, "abstain": 1})
    secretary.press("Record the decision")
    secretary.go(f"{listed}/together?a=1&a=2")
    secretary.fill({"what": "alternatives", "manner": "show_of_hands"})
    secretary.press("Go on")
    for field, hands in (("n-1", 6), ("n-2", 3)):
        secretary.fill({field: hands}, form="form:has(textarea)")
    secretary.press("Close the vote")
    assert "Amendment 1" in secretary.text()


def adopt(secretary: Visit, amending: Plenary) -> None:
    here = f"/o/{SLUG}/declarations/{amending.text}"
    secretary.go(here)
    secretary.confirm("Close amendments")
    secretary.press("Make the text final")
    amending.site.change(lambda: vote_in_favour(amending.text))
    secretary.go(here)
    secretary.confirm("Record the adoption")
    assert "Adopted words" in secretary.text()


def vote_in_favour(text: str) -> None:
    """Every city, of the text as a whole."""
    declaration = acts_queries.get_declaration(UUID(text))
    for one in representation_queries.member_delegations(declaration.conference):
        adoption.cast(declaration, one, Vote.YES, by=SYSTEM, now=clock.now())


def sealed(secretary: Visit, amending: Plenary) -> bytes:
    """By the shell, as signing runs an event loop of its own; the file as the desk has it."""
    amending.site.run("declaration", "seal", amending.text)
    answer = secretary.page.request.get(f"/o/{SLUG}/declarations/{amending.text}/document.pdf")
    return bytes(answer.body())


def test_from_a_word_of_the_signed_text_back_to_the_vote(
    amending: Plenary, visit: Callable[..., Visit], tmp_path: Path
) -> None:
    propose(city(visit, amending, "HAN"), HANOI)
    propose(city(visit, amending, "SEL"), SEOUL)
    amend_other(city(visit, amending, "TYO"), TOKYO)
    secretary = visit(amending.site)
    sign_in(secretary, amending.email, PASSWORD)
    decide(secretary, amending)
    adopt(secretary, amending)
    signed = tmp_path / "signed.pdf"
    signed.write_bytes(sealed(secretary, amending))

    stranger = visit(amending.site)
    stranger.go("/verify")
    stranger.page.locator("input[type=file]").set_input_files(signed)
    stranger.press("Verify")
    word = stranger.page.locator(".origin-amended", has_text="year")
    word.focus()
    card = stranger.page.locator(".origin-card:visible")
    assert "Amendment 1.1 to amendment 1, Tokyo" in card.inner_text()
    assert "7 in favour, 2 against, 1 abstaining" in card.inner_text()
    assert "Amendment 1, Hanoi" in card.inner_text()
    assert "chosen by vote among alternatives" in card.inner_text()
    assert "6 in favour, 3 against" in card.inner_text()
    stranger.page.keyboard.press("Escape")
    assert card.count() == 0
    stranger.look("where-words-are-from")


def test_a_text_goes_to_a_translator_and_comes_back(
    amending: Plenary, visit: Callable[..., Visit], tmp_path: Path
) -> None:
    secretary, text = visit(amending.site), f"/o/{SLUG}/declarations/{amending.untranslated}"
    sign_in(secretary, amending.email, PASSWORD)
    secretary.go(text)
    file = taken_out(secretary, tmp_path / "vi.xlf")
    changed_meanwhile(secretary, text)
    handed_in(secretary, translated(file))
    from_memory(secretary)


def taken_out(secretary: Visit, to: Path) -> Path:
    secretary.press("For translators", role="link")
    with secretary.page.expect_download() as found:
        secretary.page.get_by_role("link", name="Take the file · Tiếng Việt").click()
    found.value.save_as(to)
    return to


def changed_meanwhile(secretary: Visit, text: str) -> None:
    """The second point, in English."""
    secretary.go(text)
    secretary.page.locator("#text ~ .tongue-sheet").get_by_role("link", name="Edit", exact=True).last.click()
    secretary.fill({"text-en": "solve water problems together;"})
    secretary.press("Save")


def translated(file: Path) -> Path:
    """As a translation program saves it: both points in other words."""
    tree = etree.parse(file)
    for source in tree.iter("{*}source"):
        segment, first = source.getparent(), "".join(source.itertext()).split()[0]
        words = {"strengthen": "tăng cường hợp tác;", "solve": "giải quyết;"}.get(first)
        if words:
            for target in segment.findall("{*}target"):
                segment.remove(target)
            etree.SubElement(segment, source.tag.replace("source", "target")).text = words
            segment.set("state", "translated")
    tree.write(file, encoding="utf-8", xml_declaration=True)
    return file


def handed_in(secretary: Visit, file: Path) -> None:
    secretary.press("For translators", role="link")
    secretary.page.locator("input[type=file]").set_input_files(file)
    secretary.press("Show what it would change")
    refused = secretary.page.locator("section", has_text="Cannot be taken").inner_text()
    assert "Point 2" in refused
    assert "The words to be translated were changed meanwhile." in refused
    secretary.look("translators-preview")
    secretary.press("Take 1 piece in")
    assert "These cannot be taken: Point 2." in "".join(secretary.problems())
    secretary.fill({"partly": True})
    secretary.press("Take 1 piece in")
    assert "tăng cường hợp tác;" in secretary.text()
    assert "giải quyết;" not in secretary.text()


def from_memory(secretary: Visit) -> None:
    """What the adopted declaration says in the place of the point that was changed."""
    secretary.press("For translators", role="link")
    secretary.press("From the memory · Tiếng Việt", role="link")
    offered = secretary.page.locator("fieldset", has_text="Point 2")
    assert "alike" in offered.inner_text()
    secretary.look("translators-memory")
    offered.get_by_role("radio").first.check()
    secretary.press("Show what it would change")
    secretary.press("Take 1 piece in")
    assert "cùng nhau giải quyết các vấn đề năng lượng;" in secretary.text()
