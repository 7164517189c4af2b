"""A draft from a file or a plain text, looked at before it is saved; and the draft to take away."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

import docx
import pytest
from flask.testing import FlaskClient

from eventsys.core import clock
from eventsys.core.actor import SYSTEM, Role
from eventsys.core.db import db
from eventsys.core.manuscripts import ManuscriptLine
from eventsys.core.words.text import Localized
from eventsys.declarations.acts.models import Declaration, ParagraphKind
from eventsys.declarations.drafts import documents, forms, service
from eventsys.declarations.passages import rules as passages_rules
from eventsys.declarations.passages.rules import Draft
from eventsys.declarations.wording.errors import EditedMeanwhile
from tests.accounts.factories import make_user, sign_in
from tests.core.manuscripts import case
from tests.declarations.factories import make_declaration, make_plenary
from tests.declarations.passages.test_recognising import READ, TEXT, draft_of
from tests.support.web import post

pytestmark = pytest.mark.usefixtures("app")

# --- saved -----------------------------------------------------------------------------------------------------


@pytest.fixture
def draft() -> Declaration:
    made = make_declaration(make_plenary(cities=2), points=2)
    db.session.commit()
    return made


def in_language(declaration: Declaration, code: str) -> list[str]:
    return [p.text.get(code, "") for p in declaration.paragraphs]


def test_a_draft_takes_the_places_of_one_language_alone(draft: Declaration):
    vietnamese, version = in_language(draft, "vi"), draft.version
    service.take_over(draft, "en", READ, by=SYSTEM, version=version)
    assert in_language(draft, "en") == [*READ.preamble, "", *READ.points]
    assert in_language(draft, "vi") == [*vietnamese, ""]
    assert draft.version == version + 1
    with pytest.raises(EditedMeanwhile):
        service.take_over(draft, "en", READ, by=SYSTEM, version=version)


def test_how_much_of_the_present_text_goes_is_known(draft: Declaration):
    present = [(one.part, one.text) for one in draft.paragraphs]
    shown = passages_rules.arranged(passages_rules.recognised([ManuscriptLine((("1. meet.", False),))]))
    assert passages_rules.emptied(shown, present, "en") == len(present) - 1
    assert (
        passages_rules.emptied(
            shown, [(ParagraphKind.POINT, Localized(vi="x")), (ParagraphKind.POINT, Localized(vi="y"))], "en"
        )
        == 0
    )


def test_what_is_taken_away_can_be_brought_back(draft: Declaration):
    data = documents.draft_docx(draft, [], languages=["fr"])
    back = draft_of(data)
    assert back.title == draft.title["fr"]
    assert list(back.points) == [p.text["fr"] for p in draft.paragraphs if p.part == ParagraphKind.POINT]
    assert data == documents.draft_docx(draft, [], languages=["fr"])
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        about = package.read("docProps/core.xml").decode()
    assert not any(word in about for word in ("python-docx", "created", "modified"))


def test_a_draft_taken_away_is_a_page_of_a4_with_room_between_its_paragraphs(draft: Declaration):
    taken = docx.Document(io.BytesIO(documents.draft_docx(draft, [], languages=["fr"])))
    page, normal = taken.sections[0], taken.styles["Normal"]
    assert (round(page.page_width.mm), round(page.page_height.mm)) == (210, 297)
    assert (normal.font.size.pt, normal.paragraph_format.space_after.pt) == (11, 8)
    assert (normal.paragraph_format.line_spacing, taken.styles["Title"].font.size.pt) == (1.25, 18)


def test_a_draft_in_two_languages_names_each_and_one_alone_does_not(draft: Declaration):
    one, two = (
        documents.draft_html(draft, [], languages=languages, now=clock.now(), lacking="")
        for languages in (["en"], ["en", "fr"])
    )
    assert (one.count('<p class="language">'), two.count('<p class="language">')) == (0, 2)
    assert '<p class="language">English</p><h2>' in two


# --- pages -----------------------------------------------------------------------------------------------------


@pytest.fixture
def desk(draft: Declaration, client: FlaskClient) -> str:
    sign_in(client, make_user(Role.SECRETARIAT, draft.conference))
    db.session.commit()
    return f"/o/{draft.conference.slug}/declarations/{draft.public_id}"


def sent(client: FlaskClient, page: str, data: bytes, name: str = "draft.docx") -> Any:
    form = {"language": "en", "file": (io.BytesIO(data), name)}
    return post(client, page, form, content_type="multipart/form-data")


def hidden_value(html: str, name: str) -> str:
    found = re.search(rf'<input[^>]*name="{name}"[^>]*value="([^"]*)"', html)
    assert found
    return found[1]


def rows(html: str) -> list[str]:
    """The numbers and words of the preview."""
    table = html.split("<tbody>")[1].split("</tbody>", maxsplit=1)[0]
    cells = [re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL)[1:] for row in table.split("</tr>")[:-1]]
    return [" ".join(re.sub(r"<[^>]+>", "", " ".join(row)).split()) for row in cells]


def test_looked_at_first_and_then_saved(draft: Declaration, client: FlaskClient, desk: str):
    page, before = f"{desk}/import", in_language(draft, "en")
    shown = sent(client, page, TEXT.encode(), "draft.txt")
    assert (shown.status_code, "<em>firmly</em>" in shown.text) == (200, True)
    assert rows(shown.text) == [
        "Hanoi Joint Declaration",
        "1 We, the mayors, meeting in Hanoi,",
        "1. cooperate firmly;",
        "2. share experience;",
        "and tell of it;",
        "3. meet again.",
    ]
    db.session.expire_all()
    assert in_language(draft, "en") == before
    taken = {"read": hidden_value(shown.text, "read"), "do": "take"}
    assert "The draft is taken over" in post(client, page, taken, follow_redirects=True).text
    db.session.expire_all()
    assert in_language(draft, "en") == [*READ.preamble, "", *READ.points]


def test_what_could_not_be_carried_over_must_be_looked_at(draft: Declaration, client: FlaskClient, desk: str):
    page = f"{desk}/import"
    shown = sent(client, page, case("vanish.docx"))
    assert "Hidden words, left out" in shown.text
    taken = {"read": hidden_value(shown.text, "read"), "do": "take"}
    unseen = post(client, page, taken)
    assert (unseen.status_code, "tick that you have" in unseen.text) == (422, True)
    assert post(client, page, {**taken, "seen": "y"}).status_code == 303
    db.session.expire_all()
    assert draft.paragraphs[0].text["en"] == "We, the member cities,"
    assert "SECRET" not in str([one.text for one in draft.paragraphs])


def test_tracked_changes_are_asked_about(draft: Declaration, client: FlaskClient, desk: str):
    page = f"{desk}/import"
    shown = sent(client, page, case("moved_within.docx"))
    assert "every year" in shown.text
    assert "<tbody>" not in shown.text
    taken = {"read": hidden_value(shown.text, "read"), "do": "take"}
    undecided = post(client, page, taken)
    assert (undecided.status_code, "Say whether they are accepted" in undecided.text) == (422, True)
    looked = post(client, page, {**taken, "do": "look", "way": "reject"})
    assert rows(looked.text)[-1] == "1. Cities every year meet in one city."
    assert post(client, page, {**taken, "way": "accept"}).status_code == 303
    db.session.expire_all()
    assert "Cities meet every year in one city." in in_language(draft, "en")


def test_roles_that_were_chosen_are_shown_and_saved(draft: Declaration, client: FlaskClient, desk: str):
    page = f"{desk}/import"
    chosen = {
        "read": hidden_value(sent(client, page, TEXT.encode(), "a.txt").text, "read"),
        "role-accept-4": "point",
    }
    assert rows(post(client, page, {**chosen, "do": "look"}).text)[4] == "3. and tell of it;"
    assert post(client, page, {**chosen, "do": "take"}).status_code == 303
    db.session.expire_all()
    assert in_language(draft, "en")[-2:] == ["and tell of it;", "meet again."]
    assert post(client, page, {**chosen, "role-accept-0": "x"}).status_code == 400


def test_nobody_s_work_is_lost_while_one_looks(draft: Declaration, client: FlaskClient, desk: str):
    page = f"{desk}/import"
    taken = {"read": hidden_value(sent(client, page, TEXT.encode(), "a.txt").text, "read"), "do": "take"}
    service.take_over(draft, "en", Draft("", ("Theirs,",), ("theirs.",)), by=SYSTEM)
    db.session.commit()
    late = post(client, page, taken)
    assert (late.status_code, "3. meet again." in rows(late.text)) == (422, True)
    db.session.expire_all()
    assert in_language(draft, "en")[0] == "Theirs,"
    again = {**taken, "read": hidden_value(late.text, "read")}
    assert post(client, page, again).status_code == 303


def test_saving_needs_the_page_that_was_shown(draft: Declaration, client: FlaskClient, desk: str):
    page = f"{desk}/import"
    read_here = hidden_value(sent(client, page, TEXT.encode(), "a.txt").text, "read")
    other = make_declaration(draft.conference, points=1)
    db.session.commit()
    elsewhere = desk.replace(str(draft.public_id), str(other.public_id))
    for forged, where in (("nonsense", desk), (f"{read_here}x", desk), (read_here, elsewhere)):
        assert post(client, f"{where}/import", {"read": forged, "do": "take"}, page=page).status_code == 400


def test_nothing_readable_keeps_the_page(client: FlaskClient, desk: str):
    page = f"{desk}/import"
    assert "No draft could be read" in post(client, page, {"language": "en", "text": ""}).text
    old = sent(client, page, b"\xd0\xcf\x11\xe0")
    assert (old.status_code, "save it as .docx" in old.text) == (422, True)


def test_the_draft_to_take_away(client: FlaskClient, desk: str):
    for kind, mark in (("docx", b"PK"), ("html", b"<!doctype html>")):
        saved = client.get(f"{desk}/draft.{kind}?in=en")
        assert saved.data.lstrip().startswith(mark)
        assert "attachment" in saved.headers["Content-Disposition"]


def test_a_draft_that_no_page_could_bring_back_is_refused_where_it_is_sent(
    client: FlaskClient, desk: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(forms, "_MOST_PACKED", 100)
    answer = post(client, f"{desk}/import", {"language": "en", "text": TEXT})
    assert (answer.status_code, "more text than can be looked through" in answer.text) == (422, True)
