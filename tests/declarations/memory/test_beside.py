"""What earlier declarations say stands beside the box of each language, and goes into it without losing what was typed."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from eventsys.core.actor import SYSTEM, Role
from eventsys.core.db import db
from eventsys.core.words.text import Localized
from eventsys.declarations.acts import queries as acts_queries
from eventsys.declarations.acts.models import Declaration, DeclarationState
from eventsys.declarations.memory import service
from eventsys.declarations.memory.rules import Beside, Sought, shown
from eventsys.declarations.paragraphs import service as paragraphs
from tests.accounts.factories import make_user, sign_in
from tests.declarations.factories import POINTS, make_adopted, make_declaration, make_plenary
from tests.support.counting import counted
from tests.support.web import post

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture
def draft() -> Declaration:
    """Its two points have English alone, the second in other words than the declaration that was adopted earlier."""
    conference = make_plenary(cities=2)
    make_adopted(conference, points=3)
    made = make_declaration(conference, points=2)
    for point, words in zip(
        made.paragraphs[2:], (POINTS[0]["en"], "solve water problems together;"), strict=True
    ):
        paragraphs.edit_paragraph(made, point, Localized(en=words), by=SYSTEM)
    db.session.commit()
    return made


def sought(declaration: Declaration, number: int) -> Sought:
    paragraph = declaration.paragraphs[number]
    return Sought(paragraph.public_id.hex, paragraph.text, paragraph.behind, declaration.languages)


def found(declaration: Declaration, number: int) -> dict[str, list[Beside]]:
    one = sought(declaration, number)
    return service.beside(declaration, [one])[one.key]


def test_words_are_looked_up_from_the_first_language_that_is_in_line():
    one = Sought("k", {"en": "old", "fr": "neuf", "vi": "mới"}, {"en"}, ["en", "fr", "de"])
    assert one.sources(["en", "fr", "vi", "de"]) == {"en": "fr", "fr": "vi", "de": "fr"}
    assert Sought("k", {"en": "only"}, (), ["en", "fr"]).sources(["en", "fr"]) == {"fr": "en"}
    assert Sought("k", {"en": "one", "fr": "deux"}, {"en", "fr"}, ["vi"]).sources(["en", "fr", "vi"]) == {
        "vi": "en"
    }


def test_each_translation_stands_once_and_never_what_the_box_says(draft: Declaration):
    one, other = found(draft, 3)["fr"][0], found(draft, 2)["fr"][0]
    assert shown([one, one, other], "") == [one, other]
    assert shown([one, other], other.words) == [one]


def test_it_says_how_alike_and_of_which_text_it_is(draft: Declaration):
    (same,) = found(draft, 2)["vi"]
    assert (same.likeness, same.words, same.place, same.state) == (
        100, POINTS[0]["vi"], "Point 1", DeclarationState.ADOPTED,
    )  # fmt: skip
    (alike,) = found(draft, 3)["fr"]
    assert (alike.likeness, alike.source, alike.told) == (88, "en", POINTS[1]["en"])
    assert alike.title["fr"] == "Déclaration commune de Hanoï"
    assert found(draft, 2).get("en", []) == []  # nothing to look it up from


def test_it_takes_two_statements_however_much_is_remembered(draft: Declaration):
    def statements() -> int:
        db.session.expire_all()
        acts_queries.declaration_in(draft.conference.slug, draft.public_id)
        every = [sought(draft, number) for number in range(4)]
        with counted() as told:
            service.beside(draft, every)
        return len(told)

    before = statements()
    make_adopted(draft.conference, points=5)
    db.session.commit()
    assert (before, statements()) == (2, 2)


def test_what_is_behind_or_not_to_be_read_is_not_offered(draft: Declaration):
    earlier = acts_queries.frozen_in_network(draft, most=1)[0]
    earlier.paragraphs[2].behind = ["fr"]
    assert sorted(code for code, some in found(draft, 2).items() if some) == ["vi"]
    earlier.adopted_at = None
    assert found(draft, 2) == {"fr": [], "vi": []}


# --- on the pages ----------------------------------------------------------------------------------------------


@pytest.fixture
def desk(draft: Declaration, client: FlaskClient) -> str:
    sign_in(client, make_user(Role.SECRETARIAT, draft.conference))
    db.session.commit()
    return f"/o/{draft.conference.slug}/declarations/{draft.public_id}"


def seen(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html.split("<main")[1]).split())


def box(html: str, name: str) -> str:
    told = re.search(rf'<textarea[^>]*name="{name}"[^>]*>\r?\n?([^<]*)</textarea>', html)
    assert told
    return told[1]


def test_words_go_into_a_box_of_a_paragraph_and_nothing_typed_is_lost(
    draft: Declaration, client: FlaskClient, desk: str
):
    point = draft.paragraphs[3]
    page = f"{desk}/paragraphs/{point.public_id}"
    offered = client.get(page).text
    assert "88% alike Hanoi Joint Declaration · Point 2 · adopted on" in seen(offered)
    assert f'name="take-text-fr" value="{POINTS[1]["fr"]}"' in offered
    typed = {"text-en": "solve water problems;", "text-fr": "à moi", "version": str(draft.version)}
    taken = post(client, page, {**typed, "take-text-fr": POINTS[1]["fr"]})
    assert taken.status_code == 200
    assert (box(taken.text, "text-en"), box(taken.text, "text-fr")) == (
        "solve water problems;",
        POINTS[1]["fr"],
    )
    assert "What stood here before à moi Put back what stood here" in seen(taken.text)
    back = post(client, page, {**typed, "text-fr": POINTS[1]["fr"], "take-text-fr": "à moi"})
    assert box(back.text, "text-fr") == "à moi"
    db.session.expire_all()
    assert dict(point.text) == {"en": "solve water problems together;"}
    assert post(client, page, {**typed, "take-text-xx": "x"}).status_code == 400


def test_a_paragraph_that_is_being_added_is_looked_up_as_it_is_typed(
    draft: Declaration, client: FlaskClient, desk: str
):
    before = len(draft.paragraphs)
    looked = post(client, f"{desk}/add/point", {"text-en": POINTS[2]["en"], "take-": ""})
    assert "the same words Hanoi Joint Declaration · Point 3 · adopted on" in seen(looked.text)
    assert box(looked.text, "text-en") == POINTS[2]["en"]
    db.session.expire_all()
    assert len(draft.paragraphs) == before


def test_the_whole_text_is_saved_before_words_go_into_a_box(
    draft: Declaration, client: FlaskClient, desk: str
):
    keys = [one.public_id.hex for one in draft.paragraphs[2:]]
    page = client.get(f"{desk}/editor").text
    assert page.count("the same words") == 2  # point 1, French and Vietnamese; the preamble has no gaps
    typed = {f"t-{keys[1]}-en": "solve them;", "version": str(draft.version)}
    taken = post(client, f"{desk}/editor", {**typed, f"take-t-{keys[0]}-fr": POINTS[0]["fr"]})
    assert (taken.status_code, box(taken.text, f"t-{keys[0]}-fr")) == (200, POINTS[0]["fr"])
    db.session.expire_all()
    assert [dict(one.text) for one in draft.paragraphs[2:]] == [
        {"en": POINTS[0]["en"]},
        {"en": "solve them;"},
    ]
    assert f'name="version" value="{draft.version}"' in " ".join(taken.text.split())
    for strange in ("t-x-fr", f"t-{keys[0]}-xx"):
        more = {"version": str(draft.version), f"take-{strange}": "x"}
        assert post(client, f"{desk}/editor", more).status_code == 400


def test_of_many_languages_those_are_looked_up_that_are_shown(
    draft: Declaration, client: FlaskClient, desk: str
):
    draft.languages = ["en", "fr", "vi", "de"]
    db.session.commit()
    last = draft.paragraphs[-1]

    def offered(more: str = "") -> list[str]:
        page = client.get(f"{desk}/editor{more}").text
        return sorted(set(re.findall(rf'name="take-t-{last.public_id.hex}-(..)"', page)))

    assert (offered(), offered("?tongue=vi"), offered("?tongue=vi&beside=fr")) == (
        ["fr"],
        ["vi"],
        ["fr", "vi"],
    )
    assert offered("?tongue=en&beside=de") == []
    wish = {"version": str(draft.version), "do": f"look:{last.public_id.hex}", "tongue": "en", "beside": "vi"}
    there = post(client, f"{desk}/editor", wish).headers["Location"]
    assert there.endswith(f"?tongue=en&beside=vi#p-{last.public_id}")
