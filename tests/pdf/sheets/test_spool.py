"""A run in parts: what workers stamp and another prints is what one alone would have printed."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pikepdf
import pytest

from eventsys.pdf.errors import BrokenPdf, FontGone
from eventsys.pdf.layout.blanks import html_to_pdf
from eventsys.pdf.shaping import fontbook
from eventsys.pdf.sheets.impose import Cover, Sides, print_pdf
from eventsys.pdf.sheets.places import Sheet
from eventsys.pdf.sheets.spool import pack, pack_into, unpack
from eventsys.pdf.stamping.stamp import stamp
from tests.pdf.samples import back_record, design, photo, records


def people(number: int) -> Iterator[Sides]:
    pool = [photo(seed) for seed in range(3)]
    for code, person in records(number, pool):
        yield Sides(stamp(design(code), person), stamp(design(code, "back"), back_record()))


def whole(items: Iterator[Sides | Cover], sheet: Sheet | None = None) -> bytes:
    out = io.BytesIO()
    print_pdf(out, items, title="x", language="en", sheet=sheet)
    return out.getvalue()


def contents(pdf: bytes) -> list[bytes]:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return [page.Contents.read_bytes() for page in document.pages]


def fonts(pdf: bytes) -> dict[str, int]:
    """How many glyphs each font has, by name."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        found = document.pages[0].Resources.Font.values()
        return {str(font.BaseFont)[8:]: len(font.DescendantFonts[0].W) // 2 for font in found}


@pytest.mark.parametrize("sheet", [None, Sheet(columns=2, rows=2, left=0, top=0, backs="long")])
def test_parts_joined_are_the_run_as_a_whole(tmp_path: Path, sheet: Sheet | None) -> None:
    everyone = list(people(20))
    on_disk = tmp_path / "part"
    with on_disk.open("wb") as file:
        assert pack_into(file, everyone[7:15]) == 8
    parts = [pack(everyone[:7]), on_disk, pack(everyone[15:])]
    joined = whole(chain.from_iterable(unpack(part) for part in parts), sheet)
    alone = whole(iter(everyone), sheet)
    assert contents(joined) == contents(alone)
    assert fonts(joined) == fonts(alone)
    with pikepdf.open(io.BytesIO(joined)) as document:
        pictures = {image.objgen for page in document.pages for image in page.get_images().values()}
        assert len(pictures) == 3
        assert document.check_pdf_syntax() == []


def test_a_picture_is_stored_once_in_a_part() -> None:
    assert len(pack(people(20))) < 4 * len(photo(0)) + 20 * 8_000


def test_covers_and_failed_records_pass_through() -> None:
    cover = Cover(html_to_pdf("<p>Hà Nội"))
    (one,) = people(1)
    found = list(unpack(pack([cover, None, one])))
    assert found[0] == cover
    assert len(found) == 2
    assert list(unpack(pack([]))) == []


def test_what_is_no_spool_is_refused() -> None:
    with pytest.raises(BrokenPdf):
        list(unpack(b"%PDF-1.7 and more"))


def test_a_font_of_another_version_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    part = pack(people(1))
    monkeypatch.setattr(
        fontbook.face_at("/usr/share/fonts/truetype/noto/NotoSans-Bold.ttf", 0), "key", "00000000"
    )
    with pytest.raises(FontGone) as refused:
        list(unpack(part))
    assert refused.value.values == {"name": "NotoSans-Bold"}
    with pytest.raises(FontGone):
        fontbook.face_at("/nowhere/NotoSans.ttf", 0)
