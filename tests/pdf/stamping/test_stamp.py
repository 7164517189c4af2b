"""Words, codes and pictures in their boxes; what cannot be printed is refused by name."""

from __future__ import annotations

import io
import re
import struct
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from functools import lru_cache
from typing import Any

import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from eventsys.core.errors import Refusal
from eventsys.pdf.design.compile import compile_design
from eventsys.pdf.design.compiled import POINTS_PER_MM, Design
from eventsys.pdf.errors import BadPhoto, BadText, NoGlyph
from eventsys.pdf.layout.qr import read_qr
from eventsys.pdf.shaping.shape import clusters, tidy
from eventsys.pdf.sheets.impose import Sides, print_pdf, write_single
from eventsys.pdf.stamping.stamp import Record, stamp, stamp_all
from tests.pdf.names import NAMES
from tests.pdf.samples import back_record, design, photo, records

WIDTH, HEIGHT = 60, 20  # mm of the one box, 10 mm from the upper left corner
CSS = (
    "p { position: absolute; left: 10mm; top: 10mm; width: 60mm; height: 20mm; margin: 0; font-size: 24pt;"
    " line-height: 1.2 }"
)


def one_box(attributes: str = "", style: str = "") -> Design:
    return compile_design(
        f'<p data-slot="name" {attributes} style="{style}"></p>', css=CSS, width_mm=80, height_mm=40
    )


def printed(filled: Design, words: Sequence[str], language: str = "") -> bytes:
    out = io.BytesIO()
    sides = (Sides(stamp(filled, Record({"name": text}, {"name": language}))) for text in words)
    print_pdf(out, sides, title="x", language="en")
    return out.getvalue()


def plain_text(pdf: bytes) -> str:
    done = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    return re.sub("[\u202a-\u202e]", "", done.stdout.decode())


def ink(page: pypdfium2.PdfPage, scale: int = 3) -> tuple[float, ...]:
    """Left, top, right, bottom of what is drawn, in millimetres from the upper left corner."""
    box = page.render(scale=scale).to_pil().convert("L").point(lambda v: 255 if v < 160 else 0).getbbox()
    assert box is not None
    return tuple(v / scale / POINTS_PER_MM for v in box)


def size_of(filled: Design, text: str, language: str = "") -> float:
    (setting,) = stamp(filled, Record({"name": text}, {"name": language})).settings
    return setting.size


SIXTY = "Maximiliano Bartholomew-Featherstonehaugh von und zu Habsburg"
LONG = {
    "sixty letters": SIXTY,
    "three hundred letters": "Wolfeschlegelsteinhausenbergerdorff " * 8 + "Senior of all",
    "one word of ninety": "W" * 90,
    "Thai": "กรุงเทพมหานครอมรรัตนโกสินทร์มหินทรายุธยามหาดิลกภพ",
    "Burmese": "ကျော်ဇင် မြင့်မြင့် ထွန်းထွန်း ရန်ကုန်မြို့တော်",
    "Han": "東京都知事猪瀬直樹東京都知事猪瀬直樹東京都知事猪瀬直樹",
    "Arabic": "عبدالله بن خالد بن محمد القحطاني العتيبي الشمري",
    "a line break": "Nguyễn\r\nThế\u2028Thảo",
}


@pytest.mark.parametrize("lines", [1, 2, 4])
@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_words_of_any_length_stay_inside_their_box(text: str, lines: int) -> None:
    for style in ("", "display: flex; flex-direction: column; justify-content: center; text-align: center"):
        pdf = printed(one_box(f'data-lines="{lines}"', style), [text])
        left, top, right, bottom = ink(pypdfium2.PdfDocument(pdf)[0])
        assert min(left, top) > 10 - 0.4
        assert right < 10 + WIDTH + 0.4
        assert bottom < 10 + HEIGHT + 0.4


def test_the_largest_half_point_is_taken_and_words_stay_whole() -> None:
    box = one_box('data-lines="2" data-min="8"')
    assert size_of(box, "An") == 24
    assert size_of(box, SIXTY) * 2 == int(size_of(box, SIXTY) * 2) < 48
    text = plain_text(printed(box, [SIXTY]))
    assert all(word in text for word in re.split("[ -]", SIXTY))
    assert len(text.split("\n")) > 2
    assert size_of(one_box('data-lines="1" data-min="8"'), "W" * 40) < 8
    assert size_of(one_box('data-lines="3" data-min="12"'), "W" * 40) == 12


def test_a_line_feed_always_breaks_and_white_space_is_one_space() -> None:
    assert plain_text(printed(one_box(), [" Anna \t Maria\r\nLee "])).split("\n")[:2] == ["Anna Maria", "Lee"]


@pytest.mark.parametrize(
    "style", ["line-height: 30pt", "line-height: 0", "line-height: normal", "line-height: 300%"]
)
def test_many_line_feeds_come_to_an_end_whatever_the_line_height(style: str) -> None:
    pdf = printed(one_box('data-lines="2"', style), ["\n".join(f"line {number}" for number in range(30))])
    assert ink(pypdfium2.PdfDocument(pdf)[0], 8)[3] < 10 + HEIGHT + 0.4
    assert "line 29" in plain_text(pdf)


@pytest.mark.parametrize(
    ("given_text", "kept"),
    [
        ("A\ud800nh", "Anh"),
        ("\ufeffAnh\u0000\u0007", "Anh"),
        ("\u202eAnh\u202c", "Anh"),
        ("A", "A"),
        ("Nguye\u0302\u0303n", "Nguyễn"),
    ],
)
def test_what_cannot_be_printed_in_a_name_is_taken_out(given_text: str, kept: str) -> None:
    assert tidy(given_text) == kept
    assert plain_text(printed(one_box(), [given_text])).strip() == kept


@settings(deadline=None)
@given(st.text(max_size=40))
def test_any_text_is_tidied_once_and_for_all_and_cut_into_clusters_without_loss(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)
    assert "".join(clusters(tidy(text))) == tidy(text)


@settings(deadline=None)
@given(st.text(max_size=60), st.sampled_from(["", "en", "ja", "ar", "th", "x-none", "?"]))
def test_any_text_is_set_or_refused_by_name(text: str, language: str) -> None:
    for box in (one_box_once(), several_lines_once()):
        with suppress(NoGlyph):  # anything else is a mistake of ours
            stamp(box, Record({"name": text}, {"name": language}))


@lru_cache
def one_box_once() -> Design:
    return one_box()


@lru_cache
def several_lines_once() -> Design:
    return one_box('data-lines="3"', "letter-spacing: 0.05em; text-transform: capitalize")


def test_right_to_left_words_begin_at_the_right() -> None:
    pages = pypdfium2.PdfDocument(printed(one_box(), ["محمد", "An"], "ar"))
    assert ink(pages[0])[2] == pytest.approx(10 + WIDTH, abs=1)
    assert ink(pages[1])[0] == pytest.approx(10, abs=1)


def test_nothing_is_drawn_for_empty_values_and_unknown_names() -> None:
    empty = stamp(one_box(), Record({"name": "", "shoe": "x"}, images={"photo": b""}, codes={"qr": ""}))
    assert empty.settings == ()
    assert empty.content == stamp(one_box(), Record()).content


def picture(mode: str, size: tuple[int, int] = (60, 72), **options: Any) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, 200 if mode == "L" else tuple([90] * len(mode))).save(out, "JPEG", **options)
    return out.getvalue()


def held(orientation: int, order: str = "<") -> bytes:
    """As a camera says how it was held, its numbers in one order of octets or the other."""
    mark = {"<": b"II*\0", ">": b"MM\0*"}[order]
    entry = struct.pack(f"{order}HHIHH", 0x0112, 3, 1, orientation, 0)
    block = mark + struct.pack(f"{order}IH", 8, 1) + entry + bytes(4)
    return picture("RGB", exif=b"Exif\0\0" + block)


@pytest.mark.parametrize("order", ["<", ">"])
def test_a_photo_that_was_held_upright_is_taken(order: str) -> None:
    assert len(stamp(design("HOD"), Record(images={"photo": held(1, order)})).pictures) == 1


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"GIF89a",
        picture("CMYK"),
        picture("RGB", (1, 1)),
        held(6),
        held(6, ">"),
        picture("RGB")[:200],
        b"\xff\xd8\xff\xff\xd9",
    ],
    ids=["empty", "gif", "cmyk", "one pixel", "turned", "turned, other octets", "broken", "hollow"],
)
def test_a_photo_that_is_none_is_refused_by_name(data: bytes) -> None:
    if not data:
        assert stamp(design("HOD"), Record(images={"photo": data})).pictures == ()
        return
    with pytest.raises(BadPhoto) as refused:
        stamp(design("HOD"), Record(images={"photo": data}))
    assert refused.value.values["name"] == "photo"


@pytest.mark.parametrize("data", [picture("L"), picture("RGB"), picture("RGB", progressive=True), photo(3)])
def test_a_photo_goes_in_untouched(data: bytes) -> None:
    pdf = write_single((design("HOD"), Record(images={"photo": data})), title="x", language="en")
    with pikepdf.open(io.BytesIO(pdf)) as document:
        (stored,) = document.pages[0].get_images().values()
        assert stored.read_raw_bytes() == data


def test_letters_that_no_font_has_are_named() -> None:
    with pytest.raises(NoGlyph) as refused:
        stamp(one_box(), Record({"name": "An \U000f1234"}))
    assert refused.value.values == {"characters": "\U000f1234", "codes": "U+F1234", "slot": "name"}
    with pytest.raises(BadText):
        stamp(one_box(), Record({"name": "A" * 2001}))


def test_one_bad_record_keeps_no_other_from_being_printed() -> None:
    bad: list[tuple[int, Refusal]] = []
    names = ["An", "\U000f1234", "Bình", "Chi"]
    pairs = ((one_box(), Record({"name": name})) for name in names)
    fronts = stamp_all(pairs, refused=lambda number, why: bad.append((number, why)))
    out = io.BytesIO()
    done = print_pdf(out, (front and Sides(front) for front in fronts), title="x", language="en")
    assert [(number, type(why)) for number, why in bad] == [(1, NoGlyph)]
    assert done.pages == 3
    assert plain_text(out.getvalue()).split() == ["An", "Bình", "Chi"]


def test_codes_are_read_back_at_150_dpi() -> None:
    people = list(records(6, [photo(1)]))
    out = io.BytesIO()
    print_pdf(out, (Sides(stamp(design(code), person)) for code, person in people), title="x", language="en")
    for page, (_, person) in zip(pypdfium2.PdfDocument(out.getvalue()), people, strict=True):
        png = io.BytesIO()
        page.render(scale=150 / 72).to_pil().save(png, "PNG")
        assert read_qr(png.getvalue()) == [person.codes["qr"]]


def test_a_flowing_text_is_laid_out_by_weasyprint_and_the_rest_is_stamped() -> None:
    flowing = compile_design(
        '<p data-slot="name"></p><div data-flow="story" style="margin: 30mm 2mm 0; font-size: 6pt"></div>',
        css=CSS, width_mm=80, height_mm=60,
    )  # fmt: skip
    assert flowing.slots == {"name", "story"}
    pages = [Record({"name": name, "story": f"Told of {name}.\nA second line."}) for name in ("An", "Bo")]
    out = io.BytesIO()
    print_pdf(out, (Sides(stamp(flowing, page)) for page in pages), title="x", language="en")
    found = plain_text(out.getvalue())
    assert [found.count(word) for word in ("Told of An.", "Told of Bo.", "A second line.")] == [1, 1, 2]


def test_backs_follow_their_fronts_and_equal_forms_are_stored_once() -> None:
    out = io.BytesIO()
    sides = (
        Sides(stamp(design(code), person), stamp(design(code, "back"), back_record()))
        for code, person in records(8)
    )
    assert print_pdf(out, sides, title="x", language="en").pages == 16
    with pikepdf.open(io.BytesIO(out.getvalue())) as document:
        forms = [
            thing
            for thing in document.objects
            if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Form"
        ]
        assert len(forms) <= 6
        assert all(
            round(float(side), 1) in {0, 297.6, 419.5} for page in document.pages for side in page.mediabox
        )


def test_every_sample_name_can_be_set_at_every_slot() -> None:
    for name, language in NAMES:
        record = Record(
            dict.fromkeys(("first", "name", "office", "city"), name),
            dict.fromkeys(("first", "name"), language),
        )
        assert len(stamp(design("HOD"), record).settings) == 4
