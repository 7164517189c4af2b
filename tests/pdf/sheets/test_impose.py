"""Where things lie on paper, measured in the finished file."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from eventsys.pdf.design.compile import compile_design
from eventsys.pdf.design.compiled import POINTS_PER_MM, Design
from eventsys.pdf.errors import BrokenPdf, SheetTooSmall
from eventsys.pdf.layout.blanks import html_to_pdf
from eventsys.pdf.sheets.impose import Cover, Printed, Sides, print_pdf
from eventsys.pdf.sheets.labels import LABELS
from eventsys.pdf.sheets.places import PAPERS, Sheet, Spot, Spots
from eventsys.pdf.stamping.stamp import Record, stamp
from tests.pdf.samples import back_record, design, photo, records
from tests.support.archival import complaints

SCALE = 4  # pixels in a point
W, H = 60.0, 40.0  # mm


@lru_cache
def block(side: str, width: float = W, height: float = H, bleed: float = 0) -> Design:
    """A page all black (front) or all grey (back), with a white corner at its upper left."""
    grey = {"front": "#000", "back": "#777"}[side]
    css = (
        f".badge {{ position: relative; background: {grey} }}"
        f"b {{ position: absolute; background: {grey}; margin: -{bleed}mm; left: 0; right: 0; top: 0; bottom: 0 }}"
        "i { position: absolute; left: 0; top: 0; width: 10mm; height: 5mm; background: #fff }"
    )
    return compile_design(
        "<b></b><i></i>", css=css, width_mm=width, height_mm=height, classes=(side,), bleed_mm=bleed
    )


def made(sheet: Sheet | Spots | None, items: Any) -> tuple[Printed, list[Image.Image], bytes]:
    out = io.BytesIO()
    done = print_pdf(out, items, title="x", language="en", sheet=sheet)
    pages = [p.render(scale=SCALE).to_pil().convert("L") for p in pypdfium2.PdfDocument(out.getvalue())]
    return done, pages, out.getvalue()


def sides(number: int, *, back: bool = True, **size: float) -> Iterator[Sides]:
    for _ in range(number):
        yield Sides(
            stamp(block("front", **size), Record()), stamp(block("back", **size), Record()) if back else None
        )


def at(picture: Image.Image, x: float, y: float) -> int:
    """The grey value at a place in millimetres from the upper left corner."""
    value = picture.getpixel((round(x * POINTS_PER_MM * SCALE), round(y * POINTS_PER_MM * SCALE)))
    assert isinstance(value, int)
    return value


def ink(picture: Image.Image) -> tuple[float, ...]:
    box = picture.point(lambda v: 255 if v < 250 else 0).getbbox()
    assert box is not None
    return tuple(v / SCALE / POINTS_PER_MM for v in box)


def test_a_badge_alone_is_a_page_of_its_size() -> None:
    done, pages, pdf = made(None, sides(2))
    assert (done.pages, done.sheets, done.size) == (4, 2, len(pdf))
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for paper in document.pages:
            assert [float(v) / POINTS_PER_MM for v in paper.mediabox] == pytest.approx([0, 0, W, H], abs=0.01)
    assert [at(picture, 30, 20) for picture in pages] == [0, 0x77, 0, 0x77]


def test_bleed_lies_around_the_trimmed_page() -> None:
    _, (front,), pdf = made(None, sides(1, back=False, bleed=3))
    with pikepdf.open(io.BytesIO(pdf)) as document:
        media = [float(v) / POINTS_PER_MM for v in document.pages[0].mediabox]
        assert media == pytest.approx([-3, -3, W + 3, H + 3], abs=0.01)
        assert [float(v) / POINTS_PER_MM for v in document.pages[0].trimbox] == pytest.approx(
            [0, 0, W, H], abs=0.01
        )
    assert at(front, 1, 1) == 0
    assert at(front, 8, 5) == 255  # the corner of the trimmed badge


def test_cells_are_filled_row_by_row_with_gutters_between() -> None:
    sheet = Sheet(columns=3, rows=2, left=10, top=15, gutter=(5, 7))
    done, (page,), _ = made(sheet, sides(4, back=False))
    assert (done.pages, done.sheets) == (1, 1)
    for column, row in ((0, 0), (1, 0), (2, 0), (0, 1)):
        x, y = 10 + column * (W + 5), 15 + row * (H + 7)
        assert at(page, x + 5, y + 2) == 255
        assert at(page, x + 11, y + 2) == at(page, x + W - 0.5, y + H - 0.5) == 0
        assert at(page, x - 0.5, y + 10) == at(page, x + 30, y + H + 0.5) == 255
    assert at(page, 10 + W + 5 + 30, 15 + H + 7 + 20) == 255


@pytest.mark.parametrize("paper", [PAPERS["A4"], PAPERS["A4"][::-1]])
@pytest.mark.parametrize("edge", ["long", "short"])
def test_a_back_lies_behind_its_front_and_stands_upright(paper: tuple[float, float], edge: Any) -> None:
    sheet = Sheet(paper=paper, columns=2, rows=2, left=10, top=20, gutter=(4, 6), backs=edge)
    _, (front, back), _ = made(sheet, sides(1))
    # turn the paper over as the printer does: about its upright edge, or about its level one
    upright = (edge == "long") == (paper[1] >= paper[0])
    flip = Image.Transpose.FLIP_LEFT_RIGHT if upright else Image.Transpose.FLIP_TOP_BOTTOM
    seen_through = back.transpose(flip)
    assert ink(seen_through) == pytest.approx(ink(front), abs=0.2)
    # its upper left corner, seen from behind, is at the upper right of the front's place
    assert at(seen_through, 10 + W - 5, 22) == 255
    assert at(seen_through, 15, 22) == 0x77


def test_fronts_and_backs_stay_in_step_through_covers_and_half_filled_sheets() -> None:
    cover = html_to_pdf("<style>@page { size: A4 }</style><p>Hà Nội")
    items = [Cover(cover), *sides(3), Cover(cover), *sides(2), *sides(1, back=False)]
    sheet = Sheet(columns=2, rows=1, backs="long")
    done, pages, _ = made(sheet, items)
    assert (done.sheets, done.pages) == (6, 12)
    assert [min(p.tobytes()) for p in pages] == [0, 255, 0, 0x77, 0, 0x77, 0, 255, 0, 0x77, 0, 255]


def test_printing_goes_on_from_any_sheet() -> None:
    def asked(start: int) -> tuple[Printed, list[Image.Image], bytes]:
        return made(Sheet(columns=2, rows=1, backs="long", start_at=start), sides(7))

    whole, from_third = asked(1), asked(3)
    assert (whole[0].sheets, from_third[0].sheets, from_third[0].pages) == (4, 2, 4)
    assert [p.tobytes() for p in from_third[1]] == [p.tobytes() for p in whole[1][4:]]


def test_crop_marks_are_in_line_with_the_edges_and_outside_the_bleed() -> None:
    sheet = Sheet(columns=2, rows=2, left=20, top=30, gutter=(6, 6), bleed=3, crop_marks=True)
    _, (page,), pdf = made(sheet, sides(4, back=False, bleed=3))
    with pikepdf.open(io.BytesIO(pdf)) as document:
        content = list(pikepdf.parse_content_stream(document.pages[0]))
    points: list[tuple[float, float]] = []
    for operands, operator in content:
        if str(operator) in {"m", "l"}:
            x, y = (float(v) / POINTS_PER_MM for v in operands)  # type: ignore[arg-type]
            points.append((x, 297 - y))
    lines = list(zip(points[::2], points[1::2], strict=True))
    level = sorted({round(a[1], 2) for a, b in lines if abs(a[1] - b[1]) < 0.01})
    upright = sorted({round(a[0], 2) for a, b in lines if abs(a[0] - b[0]) < 0.01})
    assert upright == pytest.approx([20, 80, 86, 146], abs=0.01)
    assert level == pytest.approx([30, 70, 76, 116], abs=0.01)
    assert max(x for line in lines for x, _ in line if x < 19.9) == pytest.approx(16, abs=0.01)
    assert at(page, 18, 50) == 0  # bleed
    assert at(page, 16.5, 50) == 255
    assert at(page, 82, 50) == at(page, 84, 50) == 0  # each badge's bleed reaches the middle of the gutter


@pytest.mark.parametrize(
    "sheet",
    [
        Sheet(columns=4, rows=1),
        Sheet(columns=1, rows=8),
        Sheet(columns=1, rows=1, left=160),
        Sheet(columns=1, rows=1, top=-1),
        Sheet(columns=1, rows=1, cell=(59, 40)),
        Sheet(columns=0, rows=1),
        Sheet(columns=1, rows=1, gutter=(-1, 0)),
        Spots(PAPERS["A4"], (Spot(160, 0),)),
        Spots(PAPERS["A4"], (Spot(0, 0, 90), Spot(0, 240, 90))),
    ],
)
def test_a_sheet_that_is_too_small_is_refused_by_name(sheet: Sheet | Spots) -> None:
    with pytest.raises(SheetTooSmall):
        sheet.check(W, H)
    if not isinstance(sheet, Sheet) or sheet.columns:
        with pytest.raises(SheetTooSmall):
            made(sheet, sides(8))


@pytest.mark.parametrize("name", LABELS)
def test_label_sheets_fit_their_paper(name: str) -> None:
    sheet = LABELS[name]
    assert sheet.cell is not None
    sheet.check(*sheet.cell)
    last = sheet.place(sheet.columns * sheet.rows - 1, *sheet.cell)
    first = sheet.place(0, *sheet.cell)
    assert first[0] == pytest.approx(sheet.paper[0] - last[0] - sheet.cell[0], abs=0.01)
    assert first[1] == pytest.approx(sheet.paper[1] - last[1] - sheet.cell[1], abs=0.01)


def test_a_table_tent_has_its_words_on_both_sides_the_upper_one_turned() -> None:
    tent = Spots((60, 80), (Spot(0, 0, 180), Spot(0, 40, 0)))
    _, (page,), _ = made(tent, sides(1, back=False))
    assert at(page, 5, 42) == 255
    assert at(page, 55, 38) == 255
    assert at(page, 5, 2) == at(page, 5, 38) == at(page, 55, 78) == 0


@pytest.mark.parametrize(("turn", "corner"), [(0, (2, 2)), (90, (2, 58)), (180, (58, 38)), (270, (38, 2))])
def test_a_spot_s_turn_is_against_the_clock(turn: Any, corner: tuple[float, float]) -> None:
    _, (page,), _ = made(Spots((60, 60), (Spot(0, 0, turn),)), sides(1, back=False))
    assert at(page, *corner) == 255
    assert ink(page)[2:] == pytest.approx((60, 40) if turn % 180 == 0 else (40, 60), abs=0.2)


def test_a_cover_that_is_no_pdf_and_an_empty_run_are_refused() -> None:
    with pytest.raises(BrokenPdf):
        made(None, [Cover(b"not a pdf")])
    with pytest.raises(ValueError, match="nothing"):
        made(Sheet(), [])


def test_a_run_with_sheets_backs_and_photos_is_pdf_a_2u(tmp_path: Path) -> None:
    path = tmp_path / "run.pdf"
    cover = Cover(html_to_pdf("<style>@page { size: A4 }</style><p>Hà Nội"))
    people = [
        Sides(stamp(design(code), person), stamp(design(code, "back"), back_record()))
        for code, person in records(5, [photo(1)])
    ]
    sheet = Sheet(columns=2, rows=2, left=0, top=0, backs="short", crop_marks=True)
    print_pdf(path, [cover, *people], title="Run “1” & <2>", language="vi", sheet=sheet)
    assert complaints(path.read_bytes(), "2u") == []
    with pikepdf.open(path) as document:
        assert document.docinfo.Title == "Run “1” & <2>"
        assert document.check_pdf_syntax() == []
        assert str(document.Root.Lang) == "vi"


def test_a_run_with_transparency_does_not_claim_to_be_an_archive() -> None:
    seen_through = compile_design("<p style='opacity: 0.5'>a", css="", width_mm=W, height_mm=H)
    _, _, pdf = made(None, [Sides(stamp(seen_through, Record()))])
    assert b"pdfaid:part" not in pdf
    assert b"pdfaid:part" in made(None, sides(1))[2]


def test_the_page_tree_is_balanced_and_complete() -> None:
    _, _, pdf = made_quietly(9000)
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert len(document.pages) == document.Root.Pages.Count == 9000
        assert len(document.Root.Pages.Kids) <= 64
        assert document.check_pdf_syntax() == []


def made_quietly(number: int) -> tuple[Printed, None, bytes]:
    out = io.BytesIO()
    done = print_pdf(out, sides(number, back=False), title="x", language="en")
    return done, None, out.getvalue()
