"""A stranger's file that is none, is locked, is too long or is damaged is refused by what is wrong with it."""

from __future__ import annotations

import io

import pikepdf
import pytest

from eventsys.pdf.errors import BrokenPdf, DamagedPdf, EncryptedPdf, TooManyPages
from eventsys.pdf.finished.flat import flatten


def written(pages: int, **how: object) -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        for _page in range(pages):
            pdf.add_blank_page()
        pdf.save(out, **how)
    return out.getvalue()


def test_pages_come_back_up_to_the_number_that_is_taken() -> None:
    with pikepdf.open(io.BytesIO(flatten(written(2), most=2))) as flat:
        assert len(flat.pages) == 2


@pytest.mark.parametrize(
    ("pdf", "refusal"),
    [
        (b"<html>", BrokenPdf),
        (written(0), DamagedPdf),
        (written(1).replace(b"/MediaBox", b"/MediaBoy("), DamagedPdf),
        (written(3), TooManyPages),
        (written(1, encryption=pikepdf.Encryption(owner="a", user="")), EncryptedPdf),
        (written(1, encryption=pikepdf.Encryption(owner="a", user="b")), EncryptedPdf),
    ],
)
def test_what_cannot_be_taken_is_refused_by_its_fault(pdf: bytes, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        flatten(pdf, most=2)
