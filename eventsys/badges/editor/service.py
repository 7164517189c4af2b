"""A design is tried on names that are hard to print, made up or of the conference, and saved as the newest version."""

from __future__ import annotations

import io
from functools import lru_cache
from typing import Any
from uuid import UUID

from PIL import Image, ImageDraw

from eventsys.badges.copies import documents as copies_documents
from eventsys.badges.designs import documents as designs_documents
from eventsys.badges.designs import queries as designs_queries
from eventsys.badges.designs.models import BadgeDesign
from eventsys.badges.designs.rules import DesignText
from eventsys.badges.designs.service import _keep, text_of
from eventsys.badges.editor.queries import hard_to_print
from eventsys.badges.words.service import Words, back_words, event_words
from eventsys.conferences.categories import queries as categories_queries
from eventsys.conferences.categories.models import Category
from eventsys.conferences.editions.models import HOUSE_ACCENT, Conference
from eventsys.core.actor import Actor
from eventsys.core.words.languages import gettext as _
from eventsys.core.words.languages import in_language
from eventsys.files import service as files
from eventsys.registration.people.models import Delegate


def save_design(
    conference: Conference,
    category: Category | None,
    *,
    html: str,
    css: str,
    size: tuple[float, float],
    by: Actor,
    back: str = "",
    tried: bool = False,
) -> BadgeDesign:
    """A new version of the category's design (``None``: of all without one of their own); sizes in mm.

    Raises :class:`UnsafeDesign` and what :mod:`eventsys.pdf` refuses: slots that do not exist or have no place,
    unsafe or broken styles, pictures from elsewhere, more than a page; and :class:`TookTooMuch`. What is refused
    never reaches a run: sample pages are laid out before anything is kept, unless the caller has just ``tried``.
    """
    text = designs_documents.clean(DesignText(html, back, css, *size))
    if not tried:
        try_design(conference, category, text)
    return _keep(conference, category, text, by=by)


def try_design(conference: Conference, category: Category | None, text: DesignText) -> bytes:
    """Samples, after ``text`` was laid out in all looks it will serve in: each category's, with and
    without photo, with and without gaps. Raises as :func:`save_design`."""
    clean = designs_documents.clean(text)
    own = {design.category_key for design in designs_queries.designs(conference)}
    served = [
        (one.code, one.colour)
        for one in categories_queries.categories(conference)
        if (one.id == category.id if category else one.id not in own)
    ]
    designs_documents.try_looks(clean, served, language=conference.languages[0])
    return sample_pdf(conference, category, text)


def go_back(conference: Conference, design: BadgeDesign, *, by: Actor) -> BadgeDesign:
    """An old version once more, as the newest one."""
    text = designs_documents.clean(text_of(design))
    return _keep(conference, design.category, text, origin=str(design.version), by=by)


def sample_pdf(
    conference: Conference,
    category: Category | None,
    text: DesignText,
    *,
    people: str = "",
    known: bool = False,
    in_process: bool = False,
) -> bytes:
    """``text`` on names that are hard to print, front and back of each, as ``category``.

    ``known``: it was tried when it was saved; ``in_process``: as :func:`copies.badges_pdf` has it. Else refusals name the line.
    ``people``: ``"real"`` for those of the conference, a delegate's public id for one alone, else samples.
    Raises as :func:`save_design`.
    """
    copies = sample_copies(conference, category, people)
    language = conference.languages[0]
    with in_language(language):
        title = _("Preview")
    if known:
        return copies_documents.badges_pdf(
            text, copies, title=title, language=language, backs=True, in_process=in_process
        )
    return copies_documents.trial_pdf(designs_documents.clean(text), copies, title=title, language=language)


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


def sample_copies(
    conference: Conference, category: Category | None, people: str
) -> list[copies_documents.Copy]:
    """What a preview shows: see :func:`eventsys.badges.editor.service.sample_pdf`. A conference without people
    is shown on samples."""
    chosen = _chosen(conference, people)
    back = back_words(conference)
    if not chosen:
        base = {**_base(conference, category), **back}
        return [
            copies_documents.Copy({**base, **person}, _CODE, portrait() if number != 1 else None)
            for number, person in enumerate(_samples())
        ]
    words = Words(conference, chosen)
    return [copies_documents.Copy({**words.of(person), **back}, _CODE, _photo(person)) for person in chosen]


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
    shown = category or next(iter(categories_queries.categories(conference)), None)
    language = conference.languages[0]
    with in_language(language):
        zones = {"zones": "A B", "zone_words": f"A {_('Hall')}\nB {_('Lounge')}", "number": "SAMPLE"}
        return {
            "category": shown.name.get_in([language]) if shown else _("Delegate"),
            "category_code": shown.code if shown else "delegate",
            "colour": shown.colour if shown else HOUSE_ACCENT,
            **zones,
            **event_words(conference, language),
        }


def _samples() -> list[dict[str, str]]:
    usual = {"first": "Thế Thảo", "rest": "Nguyễn Thế Thảo", "name": "Nguyễn Thế Thảo", "city": "Hà Nội"}
    office = "Chairman of the People's Committee"
    long_office = "Deputy Director-General for International Cooperation and Intergovernmental Affairs"
    scripts = [
        {
            "first": first,
            "rest": name,
            "name": name,
            "native_name": native,
            "native_name_lang": language,
            "city": city,
            "native_city": own,
            "native_city_lang": language,
            "office": "Governor",
        }
        for first, name, native, language, city, own in _NATIVE
    ]
    return [
        {**usual, "office": office, "organisation": "Hà Nội People's Committee"},
        {
            "first": "Maximiliana-Konstantina",
            "rest": _LONG,
            "name": _LONG,
            "city": "Metropolitan Manila",
            "office": long_office,
            "organisation": "Metropolitan Manila Development Authority",
        },
        *scripts,
        {"first": "O", "name": "O", "city": "Jakarta"},
    ]


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
