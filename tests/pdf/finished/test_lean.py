"""Small fonts look the same."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2
from PIL import Image, ImageChops

from eventsys.pdf.finished.lean import shrink_fonts
from eventsys.pdf.layout.blanks import html_to_pdf
from eventsys.pdf.shaping.fonts import FONT_CSS

WORDS = {
    "ja": "猪瀬直樹 東京都",
    "ko": "서울특별시 김지훈",
    "zh-Hant": "臺北市 林志明",
    "vi": "Nguyễn Thế Thảo",
}


def paper(words: dict[str, str]) -> bytes:
    rows = "".join(f"<p lang={language}>{text} <b>{text}</b>" for language, text in words.items())
    return html_to_pdf(f"<html lang=en><body style='font-size:24pt'>{rows}", css=[FONT_CSS])


def looks(pdf: bytes) -> tuple[Image.Image, str]:
    sheet = pypdfium2.PdfDocument(pdf)[0]
    return sheet.render(scale=2).to_pil().convert("L"), sheet.get_textpage().get_text_range()


def test_lean_fonts_show_and_give_back_the_same_words_in_a_tenth_of_the_bytes():
    before = paper(WORDS)
    after = shrink_fonts(before)
    (old, old_words), (new, new_words) = looks(before), looks(after)
    assert WORDS["ja"] in new_words
    assert new_words == old_words
    # The bare table is hinted by another part of the renderer: a shade on some edges, nothing more.
    shades = ImageChops.difference(old, new).histogram()
    assert sum(shades[32:]) == 0
    assert sum(shades[1:]) < 0.01 * sum(shades)
    assert 10 * len(after) < len(before)
    with pikepdf.open(io.BytesIO(after)) as document:
        files = [font.FontDescriptor.FontFile3 for font in document.objects if font_of_han(font)]
        assert {str(file["/Subtype"]) for file in files} == {"/CIDFontType0C"}


def font_of_han(thing: pikepdf.Object) -> bool:
    return isinstance(thing, pikepdf.Dictionary) and thing.get("/Subtype") == "/CIDFontType0"


def test_a_paper_without_such_fonts_stays_as_it_is():
    pdf = paper({"vi": WORDS["vi"]})
    assert shrink_fonts(pdf) == pdf
