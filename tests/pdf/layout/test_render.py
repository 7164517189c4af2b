"""Real files, read back by poppler and pdfium."""

from __future__ import annotations

import io
import json
import re
import subprocess
import threading
import unicodedata
from contextlib import suppress

import pikepdf
import pypdfium2
import pytest

from eventsys.pdf.errors import RemoteResource, UnknownImage
from eventsys.pdf.layout.blanks import html_to_pdf
from eventsys.pdf.layout.qr import qr_png
from eventsys.pdf.layout.render import Box, EmbeddedFile, Variant, render
from eventsys.pdf.shaping.fonts import FONT_CSS, font_css
from tests.support.archival import complaints

NAMES = {
    "vi": ["Nguyễn Thế Thảo", "Thành phố Hồ Chí Minh"],
    "ja": ["東京都", "東京都知事 猪瀬直樹"],
    "ko": ["서울", "서울특별시"],
    "my": ["ရန်ကုန်", "မြန်မာနိုင်ငံ ရန်ကုန်မြို့တော်"],
    "ru": ["Томск", "Томскай е́ е"],
    "th": ["กรุงเทพมหานคร", "ผู้ว่าราชการ น้ำ ปั่น"],
    "zh-Hant": ["臺北"],
    "zh-Hans": ["北京 直辖市"],
    "mn": ["Улаанбаатар"],
    "hi": ["दिल्ली", "श्री नरेन्द्र मोदी कार्यालय", "म क र"],
    "lo": ["ນະຄອນຫຼວງວຽງຈັນ"],
    "km": ["រាជធានីភ្នំពេញ", "ទីក្រុងភ្នំពេញ ខ្មែរ"],
    "ar": ["الرياض", "محافظ الرياض"],
}
PAPER = "<html lang=en><title>Cities</title><h1>Cities</h1>" + "".join(
    f"<p lang={lang}>{name}</p>" for lang, names in NAMES.items() for name in names
)


def pdftotext(pdf: bytes, *options: str) -> str:
    done = subprocess.run(["pdftotext", *options, "-", "-"], input=pdf, capture_output=True, check=True)
    return unicodedata.normalize("NFC", done.stdout.decode())


@pytest.mark.parametrize("variant", [None, "pdf/a-3a", "pdf/a-3u", "pdf/ua-1"])
@pytest.mark.parametrize("serif", [False, True])
def test_names_in_every_script_come_out_of_pdftotext_unharmed(variant: Variant | None, serif: bool) -> None:
    rendered = render(PAPER, css=[font_css(serif=serif)], variant=variant)
    lines = re.sub("[\u202a-\u202e]", "", pdftotext(rendered.pdf)).splitlines()  # poppler marks directions
    assert [name for names in NAMES.values() for name in names if name not in lines] == []
    assert rendered.missing == frozenset()


def test_decomposed_letters_are_composed() -> None:
    pdf = html_to_pdf("<p>" + unicodedata.normalize("NFD", "Nguyễn Thế Thảo") + "</p>", css=[FONT_CSS])
    assert pdftotext(pdf).strip() == "Nguyễn Thế Thảo"


def test_every_font_is_embedded() -> None:
    done = subprocess.run(
        ["pdffonts", "-"], input=html_to_pdf(PAPER, css=[FONT_CSS]), capture_output=True, check=True
    )
    rows = [line.split() for line in done.stdout.decode().splitlines()[2:]]
    assert len(rows) >= 10
    assert {row[-5] for row in rows} == {"yes"}


def test_characters_that_no_font_has_are_reported() -> None:
    assert render("<p>a\U000f1234b").missing == {"\U000f1234"}


@pytest.mark.parametrize(
    ("variant", "profile"), [("pdf/a-3a", "3a"), ("pdf/a-3u", "3u"), ("pdf/ua-1", "ua1")]
)
def test_archive_files_pass_the_conformance_check(variant: Variant, profile: str) -> None:
    record = [EmbeddedFile("record.json", b"{}")] if variant != "pdf/ua-1" else []
    pdf = html_to_pdf(PAPER, css=[FONT_CSS], variant=variant, attachments=record)
    assert complaints(pdf, profile) == []


def test_the_record_travels_inside_the_file_and_no_form_is_made() -> None:
    record = {"city": "東京都"}
    data = json.dumps(record, ensure_ascii=False).encode()
    html = "<html lang=en><title>Đề</title><input name=a><p>a"
    pdf = html_to_pdf(html, variant="pdf/a-3a", attachments=[EmbeddedFile("record.json", data, "The record")])
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert json.loads(document.attachments["record.json"].get_file().read_bytes()) == record
        (listed,) = document.Root.AF  # type: ignore[attr-defined]
        assert listed.AFRelationship == "/Data"
        assert document.Root.MarkInfo.Marked
        assert document.Root.Lang == "en"
        assert document.docinfo.Title == "Đề"
        assert "/AcroForm" not in document.Root


SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9">'
    "{}</svg>"
)


@pytest.mark.parametrize(
    "html",
    [
        '<img src="https://x.test/a.png">',
        '<img src="file:///etc/passwd">',
        '<img src="../secret.png">',
        '<img src="//x.test/a.png">',
        '<img src="data:image/png;base64,AAAA">',
        "<img src=\"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'><image href='http://a/'/></svg>\">",
        '<base href="file:///etc/"><img src="passwd">',
        "<style>@import url(https://x.test/a.css);</style>",
        '<style>@import "b.css";</style>',
        "<style>@font-face{font-family:x;src:url(https://x.test/f.woff)}p{font-family:x}</style><p>a",
        '<link rel=stylesheet href="https://x.test/a.css">',
        '<link rel=attachment href="file:///etc/passwd">',
        '<a rel=attachment href="file:///etc/passwd">x</a>',
        '<object data="https://x.test/a.png"></object>',
        '<embed src="file:///etc/hosts">',
        '<p style="background:url(https://x.test/a.png)">a',
        "<style>p::before{content:url(https://x.test/a.png)}</style><p>a",
        '<ul style="list-style-image:url(ftp://x.test/a.png)"><li>a',
        SVG.format('<image href="https://x.test/a.png" width="9" height="9"/>'),
        SVG.format('<image xlink:href="file:///etc/passwd" width="9" height="9"/>'),
        '<img src="eventsys-image:remote-svg">',
    ],
)
def test_nothing_is_fetched_and_the_address_is_named(html: str) -> None:
    images = {"remote-svg": SVG.format('<image href="https://x.test/a.png" width="9" height="9"/>').encode()}
    with pytest.raises(RemoteResource) as refused:
        html_to_pdf(html, images=images)
    assert refused.value.values["url"]
    assert str(refused.value.values["url"]) in str(refused.value)


def test_remote_styles_among_the_given_sheets_are_refused_every_time() -> None:
    for _ in range(2):
        with pytest.raises(RemoteResource):
            html_to_pdf("<p>a", css=["@import url(https://x.test/a.css);"])


@pytest.mark.parametrize(
    "svg",
    [
        '<use href="https://x.test/a.svg#a"/>',
        '<style>@import url(https://x.test/s.css);</style><rect width="9" height="9"/>',
        '<rect width="9" height="9" fill="url(https://x.test/a.svg#g)"/>',
    ],
)
def test_references_in_svg_reach_nothing(svg: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_socket(*_: object) -> None:
        raise AssertionError("the network was touched")

    monkeypatch.setattr("socket.socket.connect", no_socket)
    with suppress(RemoteResource):  # either it is never asked for, or refused
        html_to_pdf(SVG.format(svg))


def test_entities_of_a_picture_bring_no_file_in() -> None:
    bad = '<!DOCTYPE s [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + SVG.format('<text y="8">&e;</text>')
    assert "root" not in pdftotext(html_to_pdf('<img src="eventsys-image:a">', images={"a": bad.encode()}))


def test_a_picture_that_was_not_given_is_named() -> None:
    with pytest.raises(UnknownImage) as refused:
        html_to_pdf('<img src="eventsys-image:face">')
    assert refused.value.values == {"name": "face"}


def test_given_pictures_are_drawn() -> None:
    pdf = html_to_pdf('<img src="eventsys-image:code" alt=code>', images={"code": qr_png("hello")})
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert len(document.pages[0].get_images()) == 1


def test_boxes_are_where_the_ink_is() -> None:
    html = (
        "<style>@page{size:200pt 100pt;margin:10pt} div{position:absolute;background:#000}"
        "#a{left:20pt;top:30pt;width:40pt;height:15pt} #b{left:0;top:0;width:10pt;height:10pt}</style>"
        "<div id=a data-box='sig:1'></div>&nbsp;"
        "<section style='break-before:page'><div id=b data-box='seal'></div></section>"
    )
    rendered = render(html)
    assert rendered.pages == 2
    assert set(rendered.boxes) == {"sig:1", "seal"}
    box = rendered.boxes["sig:1"]
    assert (box.page, *(round(v, 3) for v in (box.x0, box.y0, box.x1, box.y1))) == (0, 30, 45, 70, 60)
    assert (round(box.width, 3), round(box.height, 3)) == (40, 15)
    assert rendered.boxes["seal"].page == 1
    document = pypdfium2.PdfDocument(rendered.pdf)
    for place in rendered.boxes.values():
        assert ink(document[place.page], scale=4) == pytest.approx(corners(place, height=100), abs=0.5)


def corners(box: Box, *, height: float) -> tuple[float, float, float, float]:
    """Left, top, right, bottom in points from the upper left corner."""
    return box.x0, height - box.y1, box.x1, height - box.y0


def ink(sheet: pypdfium2.PdfPage, *, scale: int) -> tuple[float, ...]:
    """The rectangle that is not white, in points from the upper left corner."""
    picture = sheet.render(scale=scale).to_pil().convert("L").point(lambda v: 255 if v < 128 else 0)
    box = picture.getbbox()
    assert box is not None
    return tuple(v / scale for v in box)


def test_threads_may_render_at_once() -> None:
    texts: list[str] = []

    def work(word: str) -> None:
        texts.append(pdftotext(html_to_pdf(f"<p>{word}</p>", css=[FONT_CSS])).strip())

    threads = [threading.Thread(target=work, args=(name,)) for name in ("東京都", "ရန်ကုန်", "Томск", "서울")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(texts) == sorted(["東京都", "ရန်ကုန်", "Томск", "서울"])
