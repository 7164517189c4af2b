"""Beside the record in a sealed PDF: what is attached, what it is held against, and what is sent to whom asks."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
import pytest
from flask.testing import FlaskClient

from eventsys.core.db import db
from eventsys.core.errors import NotFound
from eventsys.core.words.text import Localized
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.akoma import documents, service
from eventsys.declarations.akoma.errors import WordsApart
from eventsys.declarations.akoma.models import Likeness
from eventsys.declarations.akoma.rules import read
from eventsys.declarations.completion import queries as completion_queries
from eventsys.declarations.stages import service as stages
from tests.declarations.factories import make_adopted, make_open, make_plenary, make_sealed

pytestmark = pytest.mark.usefixtures("app")
FR = "declaration.fr.xml"


@pytest.fixture
def declaration() -> Declaration:
    return make_open(make_plenary(cities=2), points=2)


def words_of(pdf: bytes) -> dict[str, str]:
    _record, files = documents.attached(pdf)
    return {language: read(data).words.content for language, data in files.items()}


def altered(pdf: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        change(opened)
        opened.save(out)
    return out.getvalue()


def test_each_language_lies_beside_the_record_with_the_frozen_words(declaration: Declaration):
    pdf = stages.document(declaration)
    assert words_of(pdf) == {t.language: t.content for t in completion_queries.frozen_texts(declaration)}
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        found = {
            str(one.UF): (str(one.AFRelationship), str(one.EF.F.Subtype), str(one.Desc))
            for one in opened.Root.AF
        }
    assert list(found) == ["declaration.en.xml", FR, "declaration.json", "declaration.vi.xml"]
    assert found[FR] == (
        "/Alternative",
        "/application/akn+xml",
        "Akoma Ntoso 1.0 (Français): Déclaration commune de Hanoï",
    )
    assert found["declaration.json"][:2] == ("/Data", "/application/json")


def test_parties_and_clauses_are_those_that_were_frozen():
    agreement = make_sealed("HAN", "TYO", authentic="en", divergence="")
    for number in (1, 2):  # whoever holds the original, the frozen words are the same
        found = words_of(stages.document(agreement, number))
        assert found == {t.language: t.content for t in completion_queries.frozen_texts(agreement)}
    held = read(service.file_of(agreement, "en"))
    assert held.words.between == "between Hanoi and Tokyo"
    assert (
        held.words.clauses
        == "Of the texts in English, French, and Vietnamese, the text in English alone is authentic."
    )


def test_an_original_in_one_language_has_that_language_alone():
    made = make_open(make_plenary(cities=2), points=1, volumes="each")
    assert [list(words_of(stages.document(made, number))) for number in (1, 2, 3)] == [["en"], ["fr"], ["vi"]]
    assert [one.language for one in documents.compared(stages.document(made, 2))] == ["fr"]


@pytest.mark.parametrize(
    ("change", "likeness"),
    [
        (lambda data: data, Likeness.SAME),
        (lambda data: data.replace("énergétiques".encode(), b"de tous"), Likeness.DIFFERENT),
        (lambda data: data.replace(b'language="fr"', b'language="vi"'), Likeness.DIFFERENT),
        (lambda data: data.replace(b"<own:words text=", b'<own:words text="0" was='), Likeness.DIFFERENT),
        (lambda data: data.replace(b'sha256="', b'sha256="0'), Likeness.DIFFERENT),
        (lambda _data: b"<html/>", Likeness.UNREADABLE),
    ],
)
def test_a_file_tells_alone_which_language_differs_from_its_record(
    declaration: Declaration, change: Callable[[bytes], bytes], likeness: Likeness
):
    def put(opened: pikepdf.Pdf) -> None:
        opened.attachments[FR] = change(opened.attachments[FR].get_file().read_bytes())

    found = {
        one.language: one.likeness for one in documents.compared(altered(stages.document(declaration), put))
    }
    assert found == {"en": Likeness.SAME, "fr": likeness, "vi": Likeness.SAME}


def test_what_is_taken_out_is_missed_and_what_has_no_record_is_not_judged(declaration: Declaration):
    def without(name: str) -> bytes:
        return altered(stages.document(declaration), lambda opened: opened.attachments.__delitem__(name))

    assert [one.likeness for one in documents.compared(without(FR))] == [
        Likeness.SAME, Likeness.MISSING, Likeness.SAME,
    ]  # fmt: skip
    assert documents.compared(without("declaration.json")) == ()
    assert documents.compared(b"%PDF-1.7 not really") == ()


def test_of_a_sealed_text_what_was_attached_is_sent_whatever_would_be_said_today(declaration: Declaration):
    _record, files = documents.attached(stages.document(declaration))
    declaration.conference.title = Localized(fr="Autrement", en="Otherwise", vi="Khác")
    assert {language: service.file_of(declaration, language) for language in files} == files
    with pytest.raises(NotFound):
        service.file_of(declaration, "de")


def test_an_adopted_text_is_sent_before_its_seal_and_only_with_the_words_that_were_adopted():
    adopted = make_adopted(make_plenary(cities=2), points=1)
    held = read(service.file_of(adopted, "vi"))
    frozen = {t.language: t.content for t in completion_queries.frozen_texts(adopted)}
    assert (held.words.content, held.sound) == (frozen["vi"], True)
    adopted.paragraphs[0].text = Localized({**adopted.paragraphs[0].text, "vi": "Khác"})
    with pytest.raises(WordsApart):
        service.file_of(adopted, "vi")


def test_anybody_takes_a_published_text_away_in_the_language_asked_for(
    declaration: Declaration, client: FlaskClient
):
    conference = declaration.conference
    conference.published_at = declaration.sealed_at
    db.session.commit()
    page = f"/c/{conference.slug}/documents/{declaration.public_id}"
    answer = client.get(f"{page}.xml", query_string={"in": "fr"})
    assert (answer.mimetype, read(answer.data).words.title) == (
        "application/akn+xml",
        "Déclaration commune de Hanoï",
    )
    assert f"filename={FR}" in answer.headers["Content-Disposition"]
    assert client.get(f"{page}.xml", query_string={"in": "xx"}).status_code == 404
    assert f"{page}.xml?in=vi" in client.get(page).text
