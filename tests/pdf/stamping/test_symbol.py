"""QR codes for the stamp: read back."""

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from eventsys.pdf.layout.qr import read_qr
from eventsys.pdf.stamping.symbol import make_symbol
from tests.pdf.samples import symbol_png

LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"


def larger(png: bytes) -> bytes:
    picture = Image.open(io.BytesIO(png))
    out = io.BytesIO()
    picture.resize((picture.width * 4, picture.height * 4), Image.Resampling.NEAREST).save(out, "PNG")
    return out.getvalue()


@settings(deadline=None)
@given(st.text(alphabet=LETTERS, min_size=1, max_size=61).filter(lambda text: text == text.strip()))
def test_any_short_text_reads_back(text: str) -> None:
    assert read_qr(larger(symbol_png(text))) == [text]


@pytest.mark.parametrize(
    ("length", "side"), [(1, 21), (20, 21), (21, 25), (38, 25), (39, 29), (61, 29), (62, 33)]
)
def test_the_smallest_version_is_taken(length: int, side: int) -> None:
    assert make_symbol("E" * length).side == side


@pytest.mark.parametrize("text", ["https://example.org/a?b=c", "Đà Nẵng", "A" * 300])
def test_any_other_text_reads_back(text: str) -> None:
    assert read_qr(larger(symbol_png(text))) == [text]


@pytest.mark.parametrize("text", ["", "x" * 5000])
def test_impossible_texts_are_mistakes(text: str) -> None:
    with pytest.raises(ValueError, match=r"QR|long"):
        make_symbol(text)
