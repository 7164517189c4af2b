"""One design with all slots, people with names of many scripts, and pictures: for tests and the benchmark."""

from __future__ import annotations

import io
import random
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from html import escape

from PIL import Image

from eventsys.pdf.design.compile import compile_design, page_html
from eventsys.pdf.design.compiled import Design
from eventsys.pdf.layout.blanks import html_to_pdf
from eventsys.pdf.layout.render import IMAGE_SCHEME
from eventsys.pdf.shaping.fonts import FONT_CSS
from eventsys.pdf.stamping.stamp import Record
from eventsys.pdf.stamping.symbol import QUIET, make_symbol

WIDTH, HEIGHT = 105, 148

FRONT = """
<header class="band"><p class="category" data-slot="category"></p></header>
<p class="event" data-slot="title"></p>
<img class="photo" data-slot="photo" alt="">
<p class="first" data-slot="first" data-min="16"></p>
<p class="name" data-slot="name"></p>
<p class="native" data-slot="native_name"></p>
<p class="office" data-slot="office" data-lines="2"></p>
<p class="organisation" data-slot="organisation" data-lines="2"></p>
<p class="city" data-slot="city"></p>
<p class="native-city" data-slot="native_city"></p>
<p class="place" data-slot="place"></p>
<p class="dates" data-slot="dates"></p>
<p class="number" data-slot="number"></p>
<img class="qr" data-slot="qr" alt="">
"""
BACK = """
<h1>Programme</h1>
<p class="programme" data-slot="programme" data-lines="14"></p>
<p class="wifi" data-slot="wifi"></p>
<p class="emergency" data-slot="emergency"></p>
"""
CSS = """
.badge { position: relative; background: #fff; color: #16202e; line-height: 1.2 }
.badge p, .badge img, .badge h1 { position: absolute; margin: 0; left: 6mm; width: 93mm }
.badge p { display: flex; flex-direction: column; justify-content: center; text-align: center; line-height: 1.3 }
.band { position: absolute; top: 0; left: 0; right: 0; height: 14mm; background: var(--category); color: #fff }
.badge .category { top: 2mm; height: 10mm; font-size: 18pt; font-weight: 700; text-transform: uppercase }
.badge .event { top: 15mm; height: 6mm; font-size: 8.5pt }
.badge .photo { top: 22mm; left: 39mm; width: 27mm; height: 32.4mm; object-fit: cover; border-radius: 1.5mm }
.badge .first { top: 56mm; height: 18mm; font-size: 32pt; font-weight: 700 }
.badge .name { top: 74mm; height: 9mm; font-size: 14pt }
.badge .native { top: 83mm; height: 10mm; font-size: 14pt; color: #3c4654 }
.badge .office { top: 94mm; height: 9mm; font-size: 9pt }
.badge .organisation { top: 103mm; height: 9mm; font-size: 9pt; color: #3c4654 }
.badge .city { top: 114mm; width: 58mm; height: 9mm; font-size: 16pt; font-weight: 700; text-align: left }
.badge .native-city { top: 123mm; width: 58mm; height: 8mm; font-size: 10pt; text-align: left }
.badge .place { top: 131mm; width: 58mm; height: 5mm; font-size: 7.5pt; text-align: left }
.badge .dates { top: 136mm; width: 58mm; height: 5mm; font-size: 7.5pt; text-align: left }
.badge .number { top: 141mm; width: 58mm; height: 4mm; font-size: 7pt; text-align: left }
.badge .qr { top: 116mm; left: 71mm; width: 28mm; height: 28mm }
.badge h1 { top: 8mm; font-size: 16pt }
.badge .programme { top: 20mm; height: 80mm; font-size: 9pt; justify-content: flex-start; text-align: left }
.badge .wifi { top: 110mm; height: 8mm; font-size: 11pt; text-align: left }
.badge .emergency { top: 120mm; height: 8mm; font-size: 11pt; text-align: left; color: #8c1d2f }
"""
CATEGORIES = {
    "HOD": ("Head of delegation", "#8c1d2f"),
    "DEL": ("Delegate", "#1d4f8c"),
    "PRS": ("Press", "#5b5b1f"),
}
PROGRAMME = "\n".join(
    f"{hour:02}:00 Dialogue session {hour - 8}: water, green growth" for hour in range(9, 17)
)

CITIES = [
    ("Hà Nội", "", ""), ("Tokyo", "東京都", "ja"), ("Seoul", "서울특별시", "ko"), ("Yangon", "ရန်ကုန်", "my"),
    ("Bangkok", "กรุงเทพมหานคร", "th"), ("Vientiane", "ນະຄອນຫຼວງວຽງຈັນ", "lo"), ("Phnom Penh", "រាជធានីភ្នំពេញ", "km"),
    ("Delhi", "दिल्ली", "hi"), ("Ulaanbaatar", "Улаанбаатар", "mn"), ("Taipei", "臺北", "zh-Hant"),
    ("Riyadh", "الرياض", "ar"), ("Jakarta", "", ""), ("Manila", "", ""), ("Singapore", "新加坡", "zh-Hans"),
]  # fmt: skip
# Family and given names, Latin and native, by language; a person is one of each.
_words = str.split
_LATIN = (
    _words(
        "Nguyễn Trần Lê Phạm Hoàng Võ Đặng Bùi Santos Reyes Cruz Tan Lim Wong Sato Suzuki Kim Park Müller García"
    ),
    _words(
        "Thảo Hương Anh Minh Quang Ngọc Maria José Chloé Siti Budi Aung Somchai Kenji Yuki Ji-woo Min-ji Åsa Ján"
    ),
)
_NATIVE = {
    "ja": (_words("佐藤 鈴木 高橋 田中 渡辺 伊藤 山本"), _words("健一 さくら 翔太 陽菜 直樹 由紀夫 ハルカ")),
    "ko": (_words("김 이 박 최 정 강 조"), _words("민준 서연 지우 하은 도윤 예준 수아")),
    "zh-Hant": (_words("陳 林 黃 張 李 王 吳"), _words("志明 淑芬 家豪 雅婷 俊傑 怡君")),
    "my": (_words("အောင် မောင် ဒေါ် ဦး"), _words("ကျော်ဇင် သန္တာ မြင့်မြင့် စုစု ထွန်းထွန်း")),
    "th": (_words("ใจดี ศรีสุข ทองคำ รัตนกุล"), _words("สมชาย มาลี ณัฐพล ปิยะดา สุภาพร")),
    "lo": (_words("ວົງສາ ພົມມະຈັນ ສີສຸລາດ"), _words("ສົມພອນ ບຸນມີ ຄຳຫຼ້າ ດາວ")),
    "km": (_words("សុខ ចាន់ គឹម ហេង"), _words("សុភា វណ្ណា ដារ៉ា បុប្ផា ពិសិដ្ឋ")),
    "hi": (_words("शर्मा सिंह कुमार गुप्ता"), _words("राजेश प्रिया अनिल सुनीता श्रीकान्त")),
    "mn": (_words("Батбаяр Ганбаатар Дорж"), _words("Болд Оюунчимэг Тэмүүлэн Энхтуяа")),
    "ar": (_words("العتيبي القحطاني الشمري"), _words("محمد فاطمة عبدالله نورة خالد")),
}
_OFFICES = [
    "Vice Mayor for International Relations",
    "Director",
    "Head of the Department of Urban Planning and Architecture",
    "Interpreter",
    "Deputy Governor",
    "",
]


def photo(seed: int, size: tuple[int, int] = (300, 360), quality: int = 80) -> bytes:
    """A JPEG of about 25 kB, another for each seed: a soft oval on noise."""
    chance = random.Random(seed)  # noqa: S311
    small = Image.frombytes("RGB", (40, 48), chance.randbytes(40 * 48 * 3)).resize(
        size, Image.Resampling.BICUBIC
    )
    grain = Image.frombytes("L", size, chance.randbytes(size[0] * size[1]))
    tint = Image.new("RGB", size, tuple(chance.randrange(60, 200) for _ in range(3)))
    picture = Image.blend(Image.blend(tint, small, 0.45), Image.merge("RGB", [grain] * 3), 0.06)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=quality)
    return out.getvalue()


def records(size: int, photos: Sequence[bytes] = ()) -> Iterator[tuple[str, Record]]:
    """People as at a real congress: most names Latin, half with a native form beside; each with a category code."""
    chance = random.Random(12)  # noqa: S311
    letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    languages = list(_NATIVE)
    for number in range(size):
        family, given = (
            chance.choice(_LATIN[0]),
            chance.choice(_LATIN[1]) + chance.choice(["", "", " Thị", " Lan", " Hà"]),
        )
        texts = {"first": given, "name": f"{family} {given}"}
        spoken = {}
        if number % 2:
            language = chance.choice(languages)
            texts["native_name"] = " ".join(chance.choice(part) for part in _NATIVE[language])
            spoken["native_name"] = language
        city, native, language = chance.choice(CITIES)
        code = chance.choice(list(CATEGORIES))
        texts |= {
            "category": CATEGORIES[code][0],
            "title": "12th General Assembly of the Asian Network of Major Cities 21",
            "office": chance.choice(_OFFICES),
            "organisation": f"People's Committee of {city}",
            "city": city,
            "native_city": native,
            "place": "National Convention Center, Hà Nội",
            "dates": "4–6 September 2013",
            "number": f"No. {number + 1}",
        }
        spoken["native_city"] = language
        qr = "E1." + "".join(chance.choices(letters, k=26))
        images = {"photo": photos[number % len(photos)]} if photos else {}
        yield code, Record(texts, spoken, images, {"qr": qr})


def symbol_png(text: str) -> bytes:
    """A picture of a code, a pixel a module, with its quiet zone."""
    symbol = make_symbol(text)
    modules = Image.frombytes("1", (symbol.side, symbol.side), symbol.rows)
    picture = Image.new("1", (symbol.side + 2 * QUIET,) * 2, 1)
    picture.paste(modules, (QUIET, QUIET))
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def back_record() -> Record:
    return Record(
        {"programme": PROGRAMME, "wifi": "Wi-Fi: ANMC21 / hanoi-2013", "emergency": "Emergency: 115"}
    )


@lru_cache(maxsize=32)
def design(
    code: str, side: str = "front", width: float = WIDTH, height: float = HEIGHT, bleed: float = 0
) -> Design:
    return compile_design(
        FRONT if side == "front" else BACK,
        css=CSS,
        width_mm=width,
        height_mm=height,
        classes=("badge", side),
        variables={"category": CATEGORIES[code][1]},
        bleed_mm=bleed,
    )


_SLOT = re.compile(r'<(?P<tag>\w+)(?P<attributes>[^<>]*data-slot="(?P<name>\w+)"[^<>]*)>(?P<end></\w+>)?')


def filled(html: str, record: Record, images: dict[str, bytes]) -> str:
    """``html`` with its slots filled, for WeasyPrint; pictures are added to ``images``."""

    def fill(slot: re.Match[str]) -> str:
        name = slot["name"]
        data = symbol_png(record.codes[name]) if name in record.codes else record.images.get(name)
        if slot["tag"] == "img":
            if not data:
                return ""
            key = f"{name}-{len(images)}"
            images[key] = data
            return f'<img{slot["attributes"]} style="image-rendering: pixelated" src="{IMAGE_SCHEME}{key}">'
        words = escape(record.texts.get(name, "")).replace("\n", "<br>")
        language = record.languages.get(name, "")
        return f"<{slot['tag']}{slot['attributes']}{f' lang={language}' if language else ''}>{words}{slot['end']}"

    return _SLOT.sub(fill, html)


def weasyprint_pdf(
    pages: Sequence[tuple[str, Record]], *, html: str = FRONT, css: str = CSS, back: str = ""
) -> bytes:
    """WeasyPrint's own document of the same design, a page (or two) for each record."""
    images: dict[str, bytes] = {}
    sections = []
    for code, record in pages:
        for side, source in (("front", html), ("back", back)):
            if source:
                words = filled(source, record if side == "front" else back_record(), images)
                page = page_html(
                    words, language="en", classes=("badge", side), variables={"category": CATEGORIES[code][1]}
                )
                sections.append(page[page.index("<section") : page.index("</body>")])
    frame = (
        f"@page {{ size: {WIDTH}mm {HEIGHT}mm; margin: 0 }} html, body {{ margin: 0 }}"
        f".badge {{ width: {WIDTH}mm; height: {HEIGHT}mm; overflow: hidden; break-after: page }}"
        ".badge:last-child { break-after: auto }"
    )
    whole = f"<!doctype html><html lang=en><title>Badges</title><body>{''.join(sections)}</body></html>"
    return html_to_pdf(whole, css=(FONT_CSS, frame, css), images=images)
