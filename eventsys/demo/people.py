"""The people of the demonstration. Two are the public office-holders who signed in Hanoi; all others are invented.

Names are made by pairing family and given names that are common in each city, with their native form.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from PIL import Image, ImageDraw

__all__ = ["OFFICES", "DemoPerson", "people_of", "portrait"]


@dataclass(frozen=True, slots=True)
class DemoPerson:
    family: str
    given: str
    order: str
    native: str = ""
    native_language: str = ""


_REAL_HEADS = {
    "HAN": DemoPerson("Nguyễn", "Thế Thảo", "family"),
    "TYO": DemoPerson("Inose", "Naoki", "given", "猪瀬 直樹", "ja"),
}

# (family, its native form), (given, its native form); joiner of the native form, order of the Latin form, language
_POOLS: dict[str, tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...], str, str, str]] = {
    "HAN": (
        (("Nguyễn", ""), ("Trần", ""), ("Lê", ""), ("Phạm", ""), ("Hoàng", ""), ("Đỗ", ""), ("Vũ", ""), ("Bùi", ""), ("Đặng", "")),
        (("Thị Hồng Hạnh", ""), ("Quang Huy", ""), ("Thùy Dương", ""), ("Đức Thắng", ""), ("Minh Nguyệt", ""), ("Văn Hưởng", ""), ("Ngọc Ánh", "")),
        " ", "family", "vi",
    ),
    "BKK": (
        (("Jaidee", "ใจดี"), ("Srisuk", "ศรีสุข"), ("Thongchai", "ทองชัย"), ("Wattana", "วัฒนา"), ("Charoensuk", "เจริญสุข")),
        (("Somchai", "สมชาย"), ("Nattaya", "ณัฐยา"), ("Prasert", "ประเสริฐ"), ("Siriporn", "ศิริพร"), ("Anong", "อนงค์"), ("Kittisak", "กิตติศักดิ์")),
        " ", "given", "th",
    ),
    "JKT": ((("Wibowo", ""), ("Santoso", ""), ("Lestari", "")), (("Budi", ""), ("Dewi", ""), ("Agus", "")), " ", "given", "id"),
    "KUL": ((("bin Abdullah", ""),), (("Ahmad Faizal", ""),), " ", "given", "ms"),
    "MNL": ((("Dela Cruz", ""), ("Reyes", ""), ("Santos", "")), (("Maria Corazón", ""), ("José", ""), ("Althea", "")), " ", "given", "tl"),
    "SEL": (
        (("Kim", "김"), ("Lee", "이"), ("Park", "박"), ("Choi", "최")),
        (("Min-jun", "민준"), ("Seo-yeon", "서연"), ("Ji-hoon", "지훈")), "", "family", "ko",
    ),
    "SIN": ((("Tan", "陈"), ("Lim", "林")), (("Wei Ming", "伟明"), ("Hui Ling", "慧玲")), "", "family", "zh-Hans"),
    "TPE": ((("Chen", "陳"), ("Huang", "黃")), (("Chih-ming", "志明"), ("Shu-fen", "淑芬")), "", "family", "zh-Hant"),
    "TYO": (
        (("Satō", "佐藤"), ("Suzuki", "鈴木"), ("Takahashi", "高橋")), (("Haruka", "遥"), ("Kenji", "健二"), ("Yūko", "優子")), " ", "given", "ja",
    ),
    "TOF": ((("Ivanov", "Иванов"), ("Sokolov", "Соколов"), ("Kuznetsov", "Кузнецов")), (("Alexei", "Алексей"), ("Dmitri", "Дмитрий")), " ", "given", "ru"),
    "ULN": ((("Batbayar", "Батбаяр"), ("Gantulga", "Гантулга")), (("Enkhjargal", "Энхжаргал"), ("Bold", "Болд")), " ", "given", "mn"),
    "RGN": ((("Hla Myint", "လှမြင့်"), ("Khin Thida", "ခင်သီတာ")), (("", ""),), "", "given", "my"),
}  # fmt: skip

#: Offices by turns; the head's is the leader's office of the city.
OFFICES = (
    {"en": "Director of External Relations", "fr": "Directeur des relations extérieures", "vi": "Giám đốc Sở Ngoại vụ"},
    {"en": "Head of the Planning Department", "fr": "Chef du département de l’aménagement", "vi": "Trưởng phòng Quy hoạch"},
    {"en": "Adviser on Energy", "fr": "Conseiller pour l’énergie", "vi": "Cố vấn về năng lượng"},
    {"en": "Senior Officer, International Cooperation", "fr": "Chargé de la coopération internationale", "vi": "Chuyên viên chính, Hợp tác quốc tế"},
)  # fmt: skip


def people_of(code: str, count: int) -> list[DemoPerson]:
    """``count`` different people of a city, its head first; the same ones each time."""
    return list(islice(_endless(code), count))


def _endless(code: str) -> Iterator[DemoPerson]:
    if code in _REAL_HEADS:
        yield _REAL_HEADS[code]
    families, givens, joiner, order, language = _POOLS[code]
    for turn in range(len(families) * len(givens)):
        family, native_family = families[turn % len(families)]
        given, native_given = givens[(turn // len(families) + turn % len(families)) % len(givens)]
        parts = (
            (native_family, native_given)
            if language in {"ja", "ko", "zh-Hans", "zh-Hant"}
            else (native_given, native_family)
        )
        native = joiner.join(filter(None, parts)) if native_family and (native_given or not given) else ""
        yield DemoPerson(family, given, order, native, language if native else "")


def portrait(seed: str) -> bytes:
    """A drawn head and shoulders on a plain ground, JPEG of 600 × 720; no real person's face."""
    noise = hashlib.sha256(seed.encode()).digest()
    skins = ("#f1c9a5", "#e0ac7e", "#c68642", "#9c6a3c", "#f6d7b8", "#d8a47f")
    coats = ("#26323f", "#4a2530", "#2f4a3f", "#3d3a5c", "#5c4a32", "#20455a")
    hairs = ("#1d1a18", "#2b2320", "#4b3a30", "#8d8984", "#14161a")
    image = Image.new("RGB", (600, 720), ("#dfe5ea", "#e9e4da", "#dde6e0", "#e6e1ea")[noise[0] % 4])
    draw = ImageDraw.Draw(image)
    draw.ellipse((60, 500, 540, 1000), fill=coats[noise[1] % len(coats)])
    skin = skins[noise[2] % len(skins)]
    draw.polygon(((270, 500), (330, 500), (375, 560), (300, 640), (225, 560)), fill="#f7f6f2")
    draw.rounded_rectangle((255, 420, 345, 560), 40, fill=skin)
    hair = hairs[noise[3] % len(hairs)]
    if noise[4] % 2:
        draw.rounded_rectangle((165, 150, 435, 520), 130, fill=hair)
    draw.ellipse((180, 140, 420, 400), fill=hair)
    draw.ellipse((195, 185, 405, 470), fill=skin)
    draw.pieslice((190, 150, 410, 380), 180 + noise[5] % 20, 350, fill=hair)
    for x in (255, 345):
        draw.ellipse((x - 9, 318, x + 9, 336), fill="#2b2320")
    draw.arc((260, 370, 340, 420), 20, 160, fill="#9a4b45", width=6)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=88)
    return out.getvalue()
