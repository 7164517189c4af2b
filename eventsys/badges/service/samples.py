"""On whom a design is tried: names that are hard to print, made up or of the conference."""

from __future__ import annotations

import io
from functools import lru_cache
from typing import Any
from uuid import UUID

from PIL import Image, ImageDraw

from eventsys.badges import documents
from eventsys.badges.queries.samples import hard_to_print
from eventsys.badges.service.facts import back_words
from eventsys.badges.service.words import Words, event_words
from eventsys.conferences import queries as conference_queries
from eventsys.conferences.models import Category, Conference
from eventsys.core.languages import gettext as _
from eventsys.core.languages import in_language
from eventsys.files import service as files
from eventsys.registration.models import Delegate

__all__ = ["REAL", "portrait", "sample_copies", "sample_people"]

REAL = "real"
_CODE = "A" * 20  # reads as a forged code
_LONG = "Maximiliana-Konstantina von Hohenzollern-Sigmaringen zu Lippe"
_NATIVE = (
    ("Naoki", "Naoki Inose", "猪瀬 直樹", "ja", "Tokyo", "東京都"),
    ("Won-soon", "Won-soon Park", "박원순", "ko", "Seoul", "서울특별시"),
    ("Ivan", "Ivan Klein", "Иван Григорьевич Кляйн", "ru", "Tomsk", "Томск"),
    ("Sukhumbhand", "Sukhumbhand Paribatra", "สุขุมพันธุ์ บริพัตร", "th", "Bangkok", "กรุงเทพมหานคร"),
    ("Ei Ei", "Ei Ei Khaing", "အိအိခိုင်", "my", "Yangon", "ရန်ကုန်"),
    ("Sinlavong", "Sinlavong Khoutphaythoune", "ສິນລະວົງ ຄຸດໄພທູນ", "lo", "Vientiane", "ວຽງຈັນ"),
    ("Chuktema", "Chuktema Kep", "កែប ជុតិមា", "km", "Phnom Penh", "ភ្នំពេញ"),
    ("Sheila", "Sheila Dikshit", "शीला दीक्षित", "hi", "Delhi", "दिल्ली"),
    ("Mohammad-Bagher", "Mohammad-Bagher Ghalibaf", "محمدباقر قالیباف", "fa", "Tehran", "تهران"),
)


def sample_people(conference: Conference) -> list[Delegate]:
    """The people of ``conference`` whose names are hard to print."""
    return hard_to_print(conference)


def sample_copies(conference: Conference, category: Category | None, people: str) -> list[documents.Copy]:
    """What a preview shows: see :func:`eventsys.badges.service.designs.sample_pdf`. A conference without people
    is shown on samples."""
    chosen = _chosen(conference, people)
    back = back_words(conference)
    if not chosen:
        base = {**_base(conference, category), **back}
        return [
            documents.Copy({**base, **person}, _CODE, portrait() if number != 1 else None)
            for number, person in enumerate(_samples())
        ]
    words = Words(conference, chosen)
    return [documents.Copy({**words.of(person), **back}, _CODE, _photo(person)) for person in chosen]


def _chosen(conference: Conference, people: str) -> list[Delegate]:
    if people == REAL:
        return hard_to_print(conference)
    try:
        wanted = UUID(people)
    except ValueError:
        return []
    return [person for person in hard_to_print(conference) if person.public_id == wanted]


def _photo(person: Delegate) -> bytes | None:
    return files.read(person.photo_digest) if person.photo_digest else None


def _base(conference: Conference, category: Category | None) -> dict[str, Any]:
    shown = category or next(iter(conference_queries.categories(conference)), None)
    language = conference.languages[0]
    with in_language(language):
        zones = {"zones": "A B", "zone_words": f"A {_('Hall')}\nB {_('Lounge')}", "number": "SAMPLE"}
        return {
            "category": shown.name.get_in([language]) if shown else _("Delegate"),
            "category_code": shown.code if shown else "delegate",
            "colour": shown.colour if shown else "#8c1d2f",
            **zones, **event_words(conference, language),
        }  # fmt: skip


def _samples() -> list[dict[str, str]]:
    usual = {"first": "Thế Thảo", "rest": "Nguyễn Thế Thảo", "name": "Nguyễn Thế Thảo", "city": "Hà Nội"}
    office = "Chairman of the People's Committee"
    long_office = "Deputy Director-General for International Cooperation and Intergovernmental Affairs"
    scripts = [
        {
            "first": first, "rest": name, "name": name, "native_name": native, "native_name_lang": language,
            "city": city, "native_city": own, "native_city_lang": language, "office": "Governor",
        }
        for first, name, native, language, city, own in _NATIVE
    ]  # fmt: skip
    return [
        {**usual, "office": office, "organisation": "Hà Nội People's Committee"},
        {
            "first": "Maximiliana-Konstantina", "rest": _LONG, "name": _LONG, "city": "Metropolitan Manila",
            "office": long_office, "organisation": "Metropolitan Manila Development Authority",
        },
        *scripts,
        {"first": "O", "name": "O", "city": "Jakarta"},
    ]  # fmt: skip


@lru_cache(maxsize=1)
def portrait() -> bytes:
    """Nobody: a head and shoulders in grey, as a JPEG."""
    image = Image.new("RGB", (300, 360), "#dcdfe3")
    draw = ImageDraw.Draw(image)
    draw.ellipse((95, 70, 205, 210), fill="#9aa3ae")
    draw.ellipse((35, 235, 265, 520), fill="#9aa3ae")
    out = io.BytesIO()
    image.save(out, "JPEG", quality=85)
    return out.getvalue()
