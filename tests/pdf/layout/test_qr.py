from __future__ import annotations

import io

import pypdfium2
import pytest
from PIL import Image

from eventsys.pdf.layout.blanks import html_to_pdf
from eventsys.pdf.layout.qr import qr_png, qr_svg, read_qr


def test_a_png_has_one_bit_and_reads_back() -> None:
    png = qr_png("https://example.org/verify/01J9")
    assert Image.open(io.BytesIO(png)).mode == "1"
    assert read_qr(png) == ["https://example.org/verify/01J9"]


def test_an_inline_svg_survives_printing() -> None:
    svg = qr_svg("E1.abc", label='Code of "An"')
    assert 'aria-label="Code of &#34;An&#34;"' in svg
    sheet = pypdfium2.PdfDocument(html_to_pdf(f"<style>svg{{width:2cm}}</style>{svg}"))[0]
    out = io.BytesIO()
    sheet.render(scale=3).to_pil().save(out, "PNG")
    assert read_qr(out.getvalue()) == ["E1.abc"]


def test_a_picture_without_code_gives_nothing() -> None:
    out = io.BytesIO()
    Image.new("L", (50, 50), 255).save(out, "PNG")
    assert read_qr(out.getvalue()) == []


@pytest.mark.parametrize("text", ["", "x" * 5000])
def test_impossible_texts_are_mistakes(text: str) -> None:
    with pytest.raises(ValueError, match=r"QR|long"):
        qr_png(text)
