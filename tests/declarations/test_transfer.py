"""A draft from a Word document or a plain text, and the draft to take away."""

from __future__ import annotations

import io
import zipfile

import pytest
from flask import Flask
from flask.testing import FlaskClient

from eventsys.core.actor import SYSTEM, Role
from eventsys.core.db import db
from eventsys.declarations import documents, rules, service
from eventsys.declarations.errors import DraftUnreadable, EditedMeanwhile
from eventsys.declarations.models import Declaration, Part
from eventsys.declarations.rules import Draft
from tests.accounts.factories import make_user, sign_in
from tests.declarations.factories import make_declaration, make_plenary
from tests.support.web import post, token_of

TEXT = """Hanoi Joint Declaration

We, the mayors,
meeting in Hanoi,

1. cooperate *firmly*;
2) share experience;

and tell of it;

(3) meet again.
"""
READ = Draft(
    "Hanoi Joint Declaration",
    ("We, the mayors, meeting in Hanoi,",),
    ("cooperate *firmly*;", "share experience; and tell of it;", "meet again."),
)


def read(text: str) -> Draft:
    return rules.read_draft(rules.read_text(text))


def test_a_plain_text_is_read_and_written_alike():
    assert read(TEXT) == READ
    assert read(TEXT.replace("\n", "\r\n")) == READ
    assert read(rules.as_text(READ)) == READ


def test_lines_without_gaps_and_vietnamese_points():
    draft = read("Tuyên bố chung\nChúng tôi,\nĐiều 1. hợp tác;\nĐiều 2: họp lại.")
    assert draft == Draft("Tuyên bố chung", ("Chúng tôi,",), ("hợp tác;", "họp lại."))
    assert read("We agree,\n1. to meet.") == Draft("", ("We agree,",), ("to meet.",))


@pytest.mark.parametrize("text", ["", "  \n \n", "Only a title"])
def test_nothing_is_no_draft(text: str):
    with pytest.raises(DraftUnreadable):
        read(text)


def docx(body: str, head: str = "") -> bytes:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(
            "word/document.xml", f"{head}<w:document {space}><w:body>{body}</w:body></w:document>"
        )
    return out.getvalue()


def p(*runs: str, looks: str = "") -> str:
    return f"<w:p><w:pPr>{looks}</w:pPr>{''.join(runs)}</w:p>"


def r(text: str, looks: str = "") -> str:
    return f'<w:r><w:rPr>{looks}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def test_headings_lists_and_slanted_words_of_a_word_document_are_recognised():
    listed = '<w:numPr><w:numId w:val="1"/></w:numPr>'
    data = docx(
        p(r("Hanoi Joint "), r("Declaration"), looks='<w:pStyle w:val="Title"/>')
        + p(r("Preamble"), looks='<w:pStyle w:val="Heading1"/>')
        + p(r("We, "), "<w:del><w:r><w:delText>gone </w:delText></w:r></w:del>", r("the mayors,"))
        + p(r("cooperate "), r("firmly", "<w:i/>"), r(";"), looks=listed)
        + p(r("2. meet "), r("again", '<w:i w:val="0"/>'), r("."))
        + p()
    )
    assert service.read_file(data) == Draft(
        "Hanoi Joint Declaration", ("We, the mayors,",), ("cooperate *firmly*;", "meet again.")
    )


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04 broken",
        docx(p(r("&b;")), BOMB),
        docx("<w:p>"),
        docx(p()),
        b"\xff\xfe\x00binary",
        b"",
    ],
)
def test_what_is_no_draft_is_refused_by_name(data: bytes):
    with pytest.raises(DraftUnreadable):
        service.read_file(data)


@pytest.fixture
def draft(app: Flask) -> Declaration:
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


def test_what_is_taken_away_can_be_brought_back(draft: Declaration):
    data = documents.draft_docx(draft, [], languages=["fr"])
    back = service.read_file(data)
    assert back.title == draft.title["fr"]
    assert list(back.points) == [p.text["fr"] for p in draft.paragraphs if p.part == Part.POINT]
    assert data == documents.draft_docx(draft, [], languages=["fr"])


def test_looked_at_first_and_then_taken_over(draft: Declaration, client: FlaskClient):
    sign_in(client, make_user(Role.SECRETARIAT, draft.conference))
    db.session.commit()
    desk = f"/o/{draft.conference.slug}/declarations/{draft.public_id}"
    page, before = f"{desk}/import", in_language(draft, "en")
    opened = client.get(page).text
    form = {
        "language": "en",
        "file": (io.BytesIO(TEXT.encode()), "draft.txt"),
        "version": str(draft.version),
        "csrf_token": token_of(opened),
    }
    shown = client.post(page, data=form, content_type="multipart/form-data")
    assert (shown.status_code, "<em>firmly</em>" in shown.text) == (200, True)
    db.session.expire_all()
    assert in_language(draft, "en") == before
    taken = {"language": "en", "text": rules.as_text(READ), "version": str(draft.version), "do": "take"}
    assert "The draft is taken over" in post(client, page, taken, follow_redirects=True).text
    late = post(client, page, taken)
    assert (late.status_code, "cooperate *firmly*;" in late.text) == (422, True)
    assert "No draft could be read" in post(client, page, {"language": "en", "text": ""}).text
    for kind, mark in (("docx", b"PK"), ("html", b"<!doctype html>")):
        saved = client.get(f"{desk}/draft.{kind}?in=en")
        assert saved.data.lstrip().startswith(mark)
        assert "attachment" in saved.headers["Content-Disposition"]
