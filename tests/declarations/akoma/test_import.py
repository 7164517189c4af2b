"""A file of ours, or of another house, is a draft of its language: the same words again, and what it loses is told."""

from __future__ import annotations

import io

import pytest
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st

from eventsys.core.actor import Role
from eventsys.core.db import db
from eventsys.core.manuscripts import LossKind
from eventsys.core.manuscripts.reading import read as read_manuscript
from eventsys.core.manuscripts.values import spaced
from eventsys.core.words.bcp47 import known_tags, may_be, three_letters
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.akoma import service
from eventsys.declarations.akoma.documents import written
from eventsys.declarations.drafts import rules as drafts_rules
from eventsys.declarations.drafts.errors import OtherLanguage
from eventsys.declarations.passages import rules as passages_rules
from eventsys.declarations.passages.rules import Draft
from tests.accounts.factories import make_user, sign_in
from tests.declarations.akoma.test_rules import TEXTS, facts, plain_words
from tests.declarations.drafts.test_transfer import hidden_value
from tests.declarations.factories import make_adopted, make_declaration, make_plenary
from tests.support.web import post

#: As every import has them: single spaces, no empty lines.
_TIDY = TEXTS.map(lambda words: "\n".join(filter(None, map(spaced, words.split("\n"))))).filter(bool)


def draft_of(data: bytes, language: str) -> Draft:
    found = drafts_rules.propose_import(read_manuscript(data), language).chosen(None)
    return passages_rules.draft_of(passages_rules.arranged(found.passages))


@settings(deadline=None, max_examples=60)
@given(
    st.sampled_from(known_tags()),
    _TIDY,
    st.lists(_TIDY, max_size=3),
    st.lists(_TIDY, min_size=1, max_size=3),
)
def test_the_words_of_any_language_are_a_draft_again(
    language: str, title: str, preamble: list[str], points: list[str]
):
    words = plain_words(language=language, title=title, preamble=tuple(preamble), points=tuple(points))
    assert draft_of(written(words, facts(language)), language) == Draft(title, tuple(preamble), tuple(points))


def test_what_stands_around_the_words_is_named_and_nothing_else_is_lost():
    words = plain_words(between="entre Hanoï et Tokyo", clauses="Les textes font également foi.")
    found = drafts_rules.propose_import(read_manuscript(written(words, facts())), "fr").chosen(None)
    assert {one.kind for one in found.losses} == {LossKind.AROUND}
    said = " ".join(one.words for one in found.losses)
    for part in (
        "12e réunion plénière",
        "entre Hanoï et Tokyo",
        "également foi",
        "Fait à Hanoï",
        "Nguyễn Thế Thảo",
    ):
        assert part in said


@pytest.mark.parametrize(
    ("said", "fits"), [("fra", True), ("fr", True), ("fr-CA", True), ("eng", False), ("", True)]
)
def test_a_file_in_another_language_is_refused_by_name(said: str, fits: bool):
    data = written(plain_words(), facts()).replace(b'xml:lang="fr"', f'xml:lang="{said}"'.encode())
    data = data.replace(b'language="fra"', f'language="{said}"'.encode())
    if fits:
        assert draft_of(data, "fr").points == ("agir.",)
    else:
        with pytest.raises(OtherLanguage, match="English, not in Français"):
            draft_of(data, "fr")


def test_codes_of_three_letters_and_scripts_tell_languages_apart():
    tags = ("zh-Hant", "sr-Latn", "my", "fil", "fr")
    assert [three_letters(tag) for tag in tags] == ["zho-Hant", "srp-Latn", "mya", "fil", "fra"]
    assert [one for tag in tags for one in tags if may_be(three_letters(tag), one)] == list(tags)
    assert [may_be(said, "zh-Hant") for said in ("zho", "zh-Hans", "no words")] == [True, False, True]


@pytest.mark.usefixtures("app")
def test_a_text_that_was_adopted_goes_into_another_through_the_page(client: FlaskClient):
    adopted = make_adopted(make_plenary(cities=2), points=2)
    draft: Declaration = make_declaration(adopted.conference, points=1)
    db.session.commit()
    data = service.file_of(adopted, "fr")
    sign_in(client, make_user(role=Role.ORGANISER, conference=adopted.conference))
    page = f"/o/{adopted.conference.slug}/declarations/{draft.public_id}/import"

    def sent(language: str) -> str:
        form = {"language": language, "file": (io.BytesIO(data), "declaration.fr.xml")}
        return post(client, page, form, content_type="multipart/form-data").text

    assert "This file says that it is in Français, not in Tiếng Việt" in sent("vi")
    shown = sent("fr")
    assert "Words around the text (cover, place, date, signatures), left out" in shown
    taken = {"read": hidden_value(shown, "read"), "do": "take", "seen": "y"}
    assert post(client, page, taken).status_code == 303
    db.session.expire_all()
    assert [p.text["fr"] for p in draft.paragraphs] == [p.text["fr"] for p in adopted.paragraphs]
