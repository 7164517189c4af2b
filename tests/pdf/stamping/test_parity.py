"""A stamped page and WeasyPrint's own page with the words filled in, pixel by pixel; and text that comes back."""

from __future__ import annotations

import io
import re
import subprocess
import unicodedata
from collections.abc import Iterator

import pikepdf
import pypdfium2
import pytest
from PIL import ImageChops

from eventsys.pdf.design.compile import compile_design
from eventsys.pdf.sheets.impose import Sides, print_pdf
from eventsys.pdf.stamping.stamp import Record, stamp
from tests.pdf.names import NAMES
from tests.pdf.samples import design, photo, records, weasyprint_pdf

HTML = '<p class="a" data-slot="first"></p><p class="b" data-slot="name"></p>'
CSS = """
.badge p { position: absolute; left: 2mm; margin: 0; width: 101mm }
.a { top: 4mm; height: 40mm; font-size: 18pt; font-weight: 700; text-align: center; line-height: 1.4; color: #8c1d2f;
  display: flex; flex-direction: column; justify-content: center }
.b { top: 60mm; height: 40mm; font-size: 14pt; text-align: left; line-height: 1.9 }
"""
DIFFERENT = 40  # of 255, between grey values


@pytest.fixture(scope="module")
def pages() -> list[tuple[str, Record]]:
    return [
        ("HOD", Record({"first": name, "name": name}, {"first": tag, "name": tag})) for name, tag in NAMES
    ]


@pytest.fixture(scope="module")
def stamped(pages: list[tuple[str, Record]]) -> bytes:
    words = compile_design(HTML, css=CSS, width_mm=105, height_mm=148)
    out = io.BytesIO()
    print_pdf(out, (Sides(stamp(words, record)) for _, record in pages), title="Names", language="en")
    return out.getvalue()


def differing(ours: bytes, theirs: bytes, *, scale: float = 1) -> Iterator[float]:
    """The share of pixels that differ, page by page."""
    for one, other in zip(pypdfium2.PdfDocument(ours), pypdfium2.PdfDocument(theirs), strict=True):
        pictures = [page.render(scale=scale).to_pil().convert("L") for page in (one, other)]
        marked = ImageChops.difference(*pictures).point(lambda v: 255 if v > DIFFERENT else 0)
        yield marked.histogram()[255] / (marked.width * marked.height)


def texts(pdf: bytes) -> list[str]:
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    plain = re.sub("[\u202a-\u202e]", "", done.stdout.decode())
    return [unicodedata.normalize("NFC", page) for page in plain.split("\f")]


def test_names_of_all_scripts_look_as_weasyprint_draws_them(
    pages: list[tuple[str, Record]], stamped: bytes
) -> None:
    shares = list(differing(stamped, weasyprint_pdf(pages, html=HTML, css=CSS)))
    assert [(NAMES[n][0], share) for n, share in enumerate(shares) if share > 0.01] == []
    assert sum(shares) / len(shares) < 0.002


def test_a_whole_badge_looks_as_weasyprint_draws_it() -> None:
    # without its code, whose modules fall between the pixels of so small a picture
    pages = [(code, Record(r.texts, r.languages, r.images)) for code, r in records(12, [photo(1)])]
    out = io.BytesIO()
    print_pdf(out, (Sides(stamp(design(code), record)) for code, record in pages), title="x", language="en")
    assert max(differing(out.getvalue(), weasyprint_pdf(pages))) < 0.01


def test_every_name_comes_back_from_poppler(stamped: bytes) -> None:
    wanted = [unicodedata.normalize("NFC", name) for name, _ in NAMES]
    assert [name for name, page in zip(wanted, texts(stamped), strict=False) if page.count(name) != 2] == []


def test_every_name_comes_back_from_pdfium(stamped: bytes) -> None:
    document = pypdfium2.PdfDocument(stamped)
    found = [unicodedata.normalize("NFC", page.get_textpage().get_text_bounded()) for page in document]
    wanted = [unicodedata.normalize("NFC", name) for name, _ in NAMES]
    left_to_right = [n for n, (_, tag) in enumerate(NAMES) if tag not in {"ar", "en"}]
    assert [wanted[n] for n in left_to_right if wanted[n] not in found[n]] == []


def test_no_glyph_is_missing_and_every_font_is_small(stamped: bytes) -> None:
    with pikepdf.open(io.BytesIO(stamped)) as document:
        fonts = document.pages[0].Resources.Font
        for page in document.pages:
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) == "TJ":
                    strings = [bytes(item) for item in operands[0] if isinstance(item, pikepdf.String)]
                    assert b"\0\0" not in {
                        text[at : at + 2] for text in strings for at in range(0, len(text), 2)
                    }
        names = [str(font.BaseFont)[8:] for font in fonts.values()]
        assert sorted(names) == sorted(set(names)), "a face is embedded twice"
    assert len(stamped) < 400_000
