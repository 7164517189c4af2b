"""Akoma Ntoso of another house is read into title, preamble and points; what has no place there is named."""

from __future__ import annotations

import pytest

from eventsys.core.manuscripts import Changes, LineRole, Loss, LossKind, ManuscriptUnreadable, Reading
from eventsys.core.manuscripts.reading import read

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"


def document(body: str, *, kind: str = "statement", space: str = AKN) -> bytes:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><akomaNtoso xmlns="{space}"><{kind} name="resolution"><meta>'
        f'<identification source="#x"><FRBRExpression><FRBRlanguage language="fra"/></FRBRExpression></identification>'
        f"</meta>{body}"
        f"</{kind}></akomaNtoso>"
    ).encode()


def reading(body: str, **over: str) -> Reading:
    return read(document(body, **over)).readings[Changes.ACCEPT]


def lines(found: Reading) -> list[tuple[LineRole | None, str]]:
    return [(line.role, line.words) for line in found.lines]


def test_an_act_has_a_point_for_each_article_and_everything_else_is_named():
    found = reading(
        """<coverPage><p>Official Journal</p></coverPage>
        <preface><p>No 5</p><longTitle><p>The <docTitle>Water Act</docTitle></p></longTitle></preface>
        <preamble><p>The Council,</p><recitals><recital><num>(1)</num><p>Whereas water <i>matters</i>,</p>
        <p>greatly,</p></recital></recitals><formula name="enacting"><p>enacts:</p></formula></preamble>
        <body><chapter><num>Chapter I</num><heading>General</heading>
        <article><num>1.</num><heading>Aim</heading><content>
        <p>It protects<authorialNote><p>see below</p></authorialNote> water.</p>
        </content></article>
        <article><num>Article 7</num><paragraph><num>1.</num><content><p>Cities
        share:</p><blockList><item><num>(a)</num><p>wells,<br/>pipes,</p></item></blockList></content></paragraph></article>
        <section><num>3</num><content><p>As in <ref href="/akn/fr/act/2001">the Act</ref> of 2001.</p>
        <table><tr><td><p>12</p></td></tr></table></content></section></chapter></body>
        <conclusions><p>Done at Paris</p></conclusions><attachments><attachment>Annex</attachment></attachments>""",
        kind="act",
    )
    assert lines(found) == [
        (LineRole.TITLE, "Water Act"),
        (LineRole.PREAMBLE, "The Council,"),
        (LineRole.PREAMBLE, "Whereas water matters,"),
        (LineRole.CONTINUES, "greatly,"),
        (LineRole.PREAMBLE, "enacts:"),
        (LineRole.POINT, "It protects water."),
        (LineRole.POINT, "1. Cities share:"),
        (LineRole.CONTINUES, "(a) wells,\npipes,"),
        (LineRole.POINT, "As in the Act of 2001."),
    ]
    assert found.lines[2].runs == (("Whereas water ", False), ("matters", True), (",", False))
    assert [(one.kind, one.words) for one in found.losses] == [
        (LossKind.AROUND, "Official Journal"),
        (LossKind.AROUND, "No 5"),
        (LossKind.NUMBERED, "(1)"),
        (LossKind.HEADER, "Chapter I"),
        (LossKind.HEADER, "General"),
        (LossKind.HEADER, "Aim"),
        (LossKind.FOOTNOTE, "see below"),
        (LossKind.NUMBERED, "Article 7"),
        (LossKind.LINK, "/akn/fr/act/2001"),
        (LossKind.TABLE, "12"),
        (LossKind.AROUND, "Done at Paris"),
        (LossKind.EMBEDDED, "Annex"),
        (LossKind.MISSING, "The"),  # of the long title, beside what the file calls its title
    ]


def test_a_statement_without_a_hierarchy_is_recognised_as_any_text_is():
    found = reading(
        "<preface><longTitle><p>On water</p></longTitle></preface>"
        "<mainBody><container name='x'><p>1. Meet;</p></container><p>2. share<eol/>it.</p></mainBody>",
        space="http://www.akomantoso.org/2.0",
    )
    assert lines(found) == [(LineRole.TITLE, "On water"), (None, "1. Meet;"), (None, "2. share it.")]
    assert found.losses == ()


def test_no_word_of_an_element_that_nobody_foresaw_is_dropped_in_silence():
    found = reading("<mainBody><point><content><ul><li>one</li></ul><p>two</p></content></point></mainBody>")
    assert lines(found) == [(LineRole.POINT, "two")]
    assert found.losses == (Loss(LossKind.MISSING, "one"),)


def test_a_file_says_its_language():
    assert read(document("<mainBody><p>x</p></mainBody>")).language == "fra"
    marked = read(document('<mainBody xml:lang="zh-Hant"><p>x</p></mainBody>'))
    assert marked.language == "zh-Hant"


_TWO = document("<mainBody/>").replace(b"</statement>", b"</statement><statement><mainBody/></statement>")


@pytest.mark.parametrize(
    "data",
    [
        b"<?xml version='1.0'?><feed><entry>words</entry></feed>",
        b"<akomaNtoso",
        b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'aaaa'>]>"
        + document("<mainBody><p>&a;</p></mainBody>")[38:],
        document("<coverPage/>"),
        _TWO,
    ],
)
def test_other_xml_a_bomb_and_a_collection_are_no_text(data: bytes):
    with pytest.raises(ManuscriptUnreadable):
        read(data)
