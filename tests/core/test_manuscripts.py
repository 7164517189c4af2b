"""A text that comes in: no word of it is lost or invented in silence."""

from __future__ import annotations

import contextlib
import io
import zipfile

import pytest

from eventsys.core import manuscripts
from eventsys.core.bounded import calling as bounded
from eventsys.core.manuscripts import (
    Changes,
    Loss,
    LossKind,
    ManuscriptRefused,
    ManuscriptUnreadable,
    OldFormat,
    Reading,
    packages,
)
from eventsys.core.manuscripts.counting import compared
from tests.core.manuscripts import BULLET, LETTERED, NUMBERED, case, docx, odt, p, r, style, zipped


def read(data: bytes) -> manuscripts.Manuscript:
    """As every caller does."""
    return bounded.call(manuscripts.read, data, seconds=manuscripts.SECONDS, megabytes=manuscripts.MEGABYTES)


def only(data: bytes) -> Reading:
    found = read(data)
    assert not found.changes
    return found.readings[Changes.ACCEPT]


def words(reading: Reading) -> list[str]:
    return [line.words for line in reading.lines]


def losses(reading: Reading) -> list[tuple[LossKind, str]]:
    return [(one.kind, one.words) for one in reading.losses]


@pytest.mark.parametrize(
    ("name", "last", "lost"),
    [
        ("article.docx", ["1. Cities meet.", "Article 7 remains in force."], []),
        ("nbhyphen.docx", ["1. This is a non‑binding text of the Asia‑Pacific cities for 2013‑2015."], []),
        ("vanish.docx", ["1. Cities meet."], [(LossKind.HIDDEN, "SECRET NOTE")]),
        ("textbox.docx", ["1. Cities meet.", "2. Cities share."], [(LossKind.TEXT_BOX, "Box: agreed text")]),
        ("sym.docx", ["1. CO₂ falls by 10 % per km²."], []),
    ],
)
def test_documents_that_went_wrong(name: str, last: list[str], lost: list[tuple[LossKind, str]]):
    found = only(case(name))
    assert words(found)[: -len(last)][:2] == ["Joint Declaration", "We, the member cities,"]
    assert words(found)[-len(last) :] == last
    assert losses(found) == lost


def test_a_moved_passage_stands_once_and_is_asked_about():
    found = read(case("moved_within.docx"))
    assert [(one.verb, one.words) for one in found.changes] == [("moved", "every year")]
    assert words(found.readings[Changes.ACCEPT])[-1] == "1. Cities meet every year in one city."
    assert words(found.readings[Changes.REJECT])[-1] == "1. Cities every year meet in one city."
    assert [one.losses for one in found.readings.values()] == [(), ()]


def test_changes_are_accepted_or_rejected_in_paragraph_marks_too():
    inserted, deleted = (f'<w:{name} w:id="1" w:author="An">%s</w:{name}>' for name in ("ins", "del"))
    body = (
        p(r("one "), inserted % r("two "), deleted % r("three ").replace("w:t", "w:delText"), r("four"))
        + p(r("five"), looks=f"<w:rPr>{deleted % ''}</w:rPr>")
        + p(r(" six"))
    )
    found = read(docx(body))
    assert [(one.verb, one.words, one.author) for one in found.changes] == [
        ("inserted", "two", "An"), ("deleted", "three", "An"), ("deleted", "¶", "An"),
    ]  # fmt: skip
    assert words(found.readings[Changes.ACCEPT]) == ["one two four", "five six"]
    assert words(found.readings[Changes.REJECT]) == ["one three four", "five", "six"]
    assert [one.losses for one in found.readings.values()] == [(), ()]


def test_styles_lists_and_stress_are_told():
    found = only(docx(
        p(r("Hanoi "), r("Declaration"), looks=style("Title"))
        + p(r("Preamble"), looks=style("Heading1"))
        + p(r("work "), r("firmly", "<w:i/>"), r(", not "), r("again", '<w:i w:val="0"/>'), looks=NUMBERED)
        + p(r("letter"), looks=LETTERED)
        + p(r("bullet"), looks=BULLET)
        + p()
    ))  # fmt: skip
    assert [(line.title, line.heading, line.number, line.bullet, line.inner) for line in found.lines] == [
        (True, False, None, False, False), (False, True, None, False, False), (False, False, 1, False, False),
        (False, False, None, False, True), (False, False, None, True, False),
    ]  # fmt: skip
    assert found.lines[2].runs == (("work ", False), ("firmly", True), (", not again", False))
    assert words(found)[3:] == ["(a) letter", "bullet"]


def test_a_moved_paragraph_is_told_once():
    def moved(name: str) -> str:
        mark = f'<w:{name} w:id="1" w:author="An">%s</w:{name}>'
        return p(mark % r("2. two."), looks=f"<w:rPr>{mark % ''}</w:rPr>")

    found = read(docx(p(r("1. one.")) + moved("moveFrom") + p(r("3. three.")) + moved("moveTo") + p()))
    assert [(one.verb, one.words) for one in found.changes] == [("moved", "2. two.")]
    assert words(found.readings[Changes.ACCEPT]) == ["1. one.", "3. three.", "2. two."]
    assert words(found.readings[Changes.REJECT]) == ["1. one.", "2. two.", "3. three."]


RUBY = f"<w:r><w:ruby><w:rt>{r('とうきょう')}</w:rt><w:rubyBase>{r('東京')}</w:rubyBase></w:ruby></w:r>"
TABLE = (
    f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc>{p(r('a cell'))}</w:tc></w:tr></w:tbl>"
)


@pytest.mark.parametrize(
    ("body", "more", "expected", "lost"),
    [
        (p(RUBY, r(" hosts")), {}, ["東京 hosts"], [(LossKind.RUBY, "東京 (とうきょう)")]),
        (p(r("kept "), r("struck", "<w:strike/>"), r(" and "), r("twice", "<w:dstrike/>")), {}, ["kept and"],
         [(LossKind.STRUCK, "struck"), (LossKind.STRUCK, "twice")]),
        (p(r("seen"), r(" unseen", '<w:rStyle w:val="Secret"/>')), {}, ["seen"], [(LossKind.HIDDEN, "unseen")]),
        (p(r("seen")) + p(r("unseen"), looks='<w:pStyle w:val="Secret"/>'), {}, ["seen"], [(LossKind.HIDDEN, "unseen")]),
        (p(r("seen"), r(" too", '<w:vanish w:val="0"/>')), {}, ["seen too"], []),
        (p(r("text"), '<w:r><w:footnoteReference w:id="2"/></w:r>'),
         {"footnotes": f'<w:footnote w:id="2">{p(r("below"))}</w:footnote>'}, ["text"], [(LossKind.FOOTNOTE, "below")]),
        (p(r("text")), {"comments": f'<w:comment w:id="1" w:author="Binh">{p(r("why?"))}</w:comment>'}, ["text"],
         [(LossKind.COMMENT, "Binh: why?")]),
        (p(r("text")) + TABLE + p(r("more")), {}, ["text", "more"], [(LossKind.TABLE, "a cell")]),
        (p(r("see "), '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="our logo"/></wp:inline></w:drawing></w:r>'),
         {}, ["see"], [(LossKind.PICTURE, "our logo")]),
        (p(r("so "), "<m:oMath><m:r><m:t>E=m</m:t></m:r></m:oMath>"), {}, ["so"], [(LossKind.EQUATION, "E = m")]),
        (p(r("α "), '<w:r><w:sym w:font="Symbol" w:char="F061"/></w:r>', '<w:r><w:sym w:font="Webdings" w:char="F04A"/></w:r>'),
         {}, ["α α"], [(LossKind.SIGN, "Symbol F061"), (LossKind.SIGN, "Webdings F04A")]),
        (p('<w:fldSimple w:instr="DATE">' + r("1 May 2013") + "</w:fldSimple>", r(" it is")), {}, ["1 May 2013 it is"], []),
        (p("<w:bdo>" + r("turned") + "</w:bdo>", "<w:sdt><w:sdtContent>" + r(" held") + "</w:sdtContent></w:sdt>"), {},
         ["turned held"], []),
        (p(r("12"), r("th", '<w:vertAlign w:val="superscript"/>'), r(", 1"), r("er", '<w:vertAlign w:val="superscript"/>'),
           r(" mai, x"), r("Q", '<w:vertAlign w:val="superscript"/>')), {}, ["12th, 1ᵉʳ mai, xQ"], [(LossKind.RAISED, "Q")]),
        (p(r("10\u00a0% of a\u202f; b"), "<w:r><w:br/><w:t>c</w:t><w:tab/><w:t>d</w:t></w:r>"), {},
         ["10\u00a0% of a\u202f; b c d"], []),
    ],
)  # fmt: skip
def test_what_cannot_be_carried_is_named(
    body: str, more: dict[str, str], expected: list[str], lost: list[tuple[LossKind, str]]
):
    found = only(docx(body, more=more))
    assert words(found) == expected
    assert losses(found) == lost


def test_words_are_counted_whoever_read_them():
    assert compared("non\u2011binding CO2 co\u00adoperate", "non-binding CO₂ cooperate") == []
    assert compared("a b b", "b c") == [Loss(LossKind.MISSING, "a b"), Loss(LossKind.ADDED, "c")]
    assert compared("km\ufffc away", "km² away") == []


def test_an_opendocument_text():
    hidden = '<style:style style:name="T1" style:family="text"><style:text-properties text:display="none"/></style:style>'
    found = only(odt(
        '<text:h text:outline-level="1">Declaration</text:h>'
        '<text:p>We, <text:span text:style-name="T1">secretly </text:span>the cities,'
        "<office:annotation><text:p>why?</text:p></office:annotation> meet"
        '<text:note text:note-class="footnote"><text:note-body><text:p>below</text:p></text:note-body></text:note>.</text:p>'
        "<text:p><draw:frame><draw:text-box><text:p>boxed</text:p></draw:text-box></draw:frame>After"
        "<text:s/>all</text:p>",
        styles=hidden,
    ))  # fmt: skip
    assert words(found) == ["Declaration", "We, the cities, meet.", "After all"]
    assert sorted(losses(found)) == sorted([
        (LossKind.COMMENT, "why?"), (LossKind.TEXT_BOX, "boxed"), (LossKind.HIDDEN, "secretly"),
        (LossKind.FOOTNOTE, "below"),
    ])  # fmt: skip


def test_a_page_of_html():
    found = only(
        "<!doctype html><html><head><title>x</title><style>p{}</style></head><body><h1>Declaration</h1><p>We, "
        '<span style="display: none">hidden </span>the <del>old </del>cities of <ruby>東京<rt>とうきょう</rt></ruby>,</p>'
        '<ol><li>meet <em>often</em></li></ol><p><a href="https://example.org/a">see</a>'
        '<img src="a.png" alt="a map"></p><script>alert(1)</script>'
        "</body></html>".encode()
    )
    assert words(found) == ["Declaration", "We, the cities of 東京,", "meet often", "see"]
    assert sorted(losses(found)) == sorted([
        (LossKind.HIDDEN, "hidden"), (LossKind.STRUCK, "old"), (LossKind.RUBY, "とうきょう"),
        (LossKind.LINK, "https://example.org/a"), (LossKind.PICTURE, "a map"),
    ])  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_plain_text_in_an_encoding_that_is_sure(encoding: str):
    assert words(only("Tuyên bố\n\nChúng tôi, 10\u00a0%".encode(encoding))) == [
        "Tuyên bố",
        "Chúng tôi, 10\u00a0%",
    ]


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


def packed_bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 80_000_000)
    return out.getvalue()


def twice() -> bytes:
    out = io.BytesIO(docx(p(r("one"))))
    with zipfile.ZipFile(out, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("word/document.xml", "<other/>")
    return out.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04 broken",
        docx(p(r("&b;")), head=BOMB),
        docx("<w:p>"),
        zipped({"xl/workbook.xml": "<workbook/>"}),
        packed_bomb(),
        twice(),
        b"\xff\xfe\x00binary",
        "Được".encode("cp1258", "replace") + b"\xd0\xff",
        b"<html><!ENTITY a 'b'>",
        b"<html><body>" + b"<div>" * 5000 + b"deep",
    ],
    ids=[
        "cut",
        "entities",
        "unclosed",
        "workbook",
        "bomb",
        "twice",
        "binary",
        "cp1258",
        "html-entities",
        "html-depth",
    ],
)
def test_what_is_no_text_is_refused_by_name(data: bytes):
    with pytest.raises(ManuscriptUnreadable):
        read(data)


@pytest.mark.parametrize("data", [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1old word", b"%PDF-1.7"])
def test_formats_without_faithful_words_are_refused(data: bytes):
    with pytest.raises(OldFormat):
        read(data)


def test_damaged_documents_are_read_or_refused_by_name():
    whole = case("textbox.docx")
    for at in range(0, len(whole), 97):
        data = whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :]
        with contextlib.suppress(ManuscriptRefused):
            assert read(data).readings


def test_xml_beyond_what_a_text_needs_is_not_read(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(packages, "_MOST_OF_XML", 10)
    assert packages.parsed(b"<a>bcd</a>").text == "bcd"
    with pytest.raises(ManuscriptUnreadable):
        packages.parsed(b"<a>bcde</a>")
