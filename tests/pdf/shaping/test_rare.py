"""Signs that few fonts have: variants of Han characters, hentaigana, marks on small kana; and those that none has."""

from __future__ import annotations

import subprocess

import pypdfium2
import pytest

from eventsys.pdf.design.compile import compile_design
from eventsys.pdf.design.compiled import Design
from eventsys.pdf.layout.blanks import html_to_pdf
from eventsys.pdf.layout.render import render
from eventsys.pdf.shaping.coverage import undrawable, unprintable
from eventsys.pdf.shaping.fonts import font_css, font_stack
from eventsys.pdf.sheets.impose import write_single
from eventsys.pdf.stamping.stamp import Record

WORDS = ["葛\U000e0100城", "辻\U000e0101", "ㇷ゚トラプ", "\U0001b001\U0001b002ん", "邉\U000e0115", "𠮷野"]


def design() -> Design:
    style = f"position: absolute; left: 5mm; top: 5mm; width: 70mm; height: 20mm; margin: 0; font: 30pt {font_stack()}"
    return compile_design(
        f'<p data-slot="name" style="{style}"></p>', css=[font_css()], width_mm=80, height_mm=30
    )


def stamped(words: str, language: str) -> bytes:
    return write_single((design(), Record({"name": words}, {"name": language})), title="x", language="en")


def laid_out(words: str, language: str) -> bytes:
    page = "@page { size: 80mm 30mm; margin: 5mm } p { margin: 0; font-size: 30pt }"
    return html_to_pdf(f'<title>x</title><p lang="{language}">{words}', css=[font_css(), page])


def text_of(pdf: bytes) -> str:
    return subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()


def picture_of(pdf: bytes) -> bytes:
    with pypdfium2.PdfDocument(pdf) as document:
        return document[0].render(scale=3, grayscale=True).to_pil().tobytes()


@pytest.mark.parametrize("engine", [stamped, laid_out])
@pytest.mark.parametrize("language", ["", "ja", "zh-Hant"])
@pytest.mark.parametrize("word", WORDS)
def test_rare_signs_are_drawn_and_come_back_as_text(engine, language: str, word: str) -> None:
    assert text_of(engine(word, language)).strip() == word


@pytest.mark.parametrize("engine", [stamped, laid_out])
@pytest.mark.parametrize("language", ["", "ja", "zh-Hant"])
@pytest.mark.parametrize("word", ["葛\U000e0100", "辻\U000e0101", "邉\U000e0115"])
def test_a_selector_chooses_the_shape_whatever_the_language(engine, language: str, word: str) -> None:
    """The same shape everywhere; without the selector it is another one, at least in Chinese."""
    assert picture_of(engine(word, language)) == picture_of(engine(word, "ja"))
    assert picture_of(engine(word, "zh-Hant")) != picture_of(engine(word[0], "zh-Hant"))


def test_a_selector_is_heard_inside_other_words_and_elements() -> None:
    inside = render(
        "<title>葛\U000e0100</title><p lang=fr>M. <b>葛\U000e0100</b>城 et 辻\U000e0101, de Paris",
        css=[font_css()],
    )
    assert inside.missing == frozenset()
    assert "M. 葛\U000e0100城 et 辻\U000e0101, de Paris" in text_of(inside.pdf)


def test_what_no_font_draws_is_told_with_its_marks() -> None:
    assert undrawable("Nguyễn 葛\U000e0100城 \U0001b001 ㇷ゚ ရန်ကုန် می\u200cخواهم") == ()
    assert undrawable("a\U000f1234b \U0001b123\u0301 \U000f1234") == ("\U000f1234", "\U0001b123\u0301")


def test_signs_of_print_are_letters_and_pictures_are_not() -> None:
    assert unprintable("Lycée n° 7 № 12, 5 °C, Acme® ™ ㈱ ㈜ ★ ☆ ♥ ① † § €") == ()
    assert unprintable("Anna 🎉 ⭐🎉 \U000f1234") == ("🎉", "⭐", "\U000f1234")
