"""Badge designs, in versions."""

from __future__ import annotations

from eventsys.badges import documents, queries, rules
from eventsys.badges.models import BadgeDesign
from eventsys.badges.service.words import event_words
from eventsys.conferences import queries as conference_queries
from eventsys.conferences.models import Category, Conference
from eventsys.core import audit
from eventsys.core.actor import Actor
from eventsys.core.db import db
from eventsys.core.render import render
from eventsys.pdf.sanitize import check_css, clean_html

__all__ = ["A6", "ensure_design", "sample_pdf", "save_design"]

A6 = (105.0, 148.0)

#: People on a preview: a usual name, a long one, and two in scripts of their own.
_SAMPLES = (
    {
        "first": "Thế Thảo", "rest": "Nguyễn Thế Thảo", "name": "Nguyễn Thế Thảo", "city": "Hà Nội",
        "office": "Chairman of the People's Committee",
    },
    {
        "first": "Maximiliana-Konstantina", "rest": "Maximiliana-Konstantina von Hohenzollern-Sigmaringen",
        "name": "Maximiliana-Konstantina von Hohenzollern-Sigmaringen", "city": "Metropolitan Manila",
        "office": "Deputy Director-General for International Cooperation and Intergovernmental Affairs",
    },
    {
        "first": "Ei Ei", "rest": "Ei Ei Khaing", "name": "Ei Ei Khaing", "native_name": "အိအိခိုင်",
        "native_name_lang": "my", "city": "Yangon", "native_city": "ရန်ကုန်", "native_city_lang": "my",
    },
    {
        "first": "Naoki", "rest": "Naoki Inose", "name": "Naoki Inose", "native_name": "猪瀬 直樹",
        "native_name_lang": "ja", "city": "Tokyo", "native_city": "東京都", "native_city_lang": "ja",
        "office": "Governor",
    },
)  # fmt: skip


def ensure_design(conference: Conference, *, by: Actor) -> BadgeDesign:
    """The design for all categories; the house's A6 upright is taken when there is none yet."""
    found = queries.design_for(conference, None)
    if found is not None:
        return found
    html, css = render("badges/pdf/a6.html"), render("badges/pdf/a6.css")
    return _keep(conference, _draft_design(conference, None, html=html, css=css, size=A6), by=by)


def save_design(
    conference: Conference, category: Category | None, *, html: str, css: str, size: tuple[float, float],
    by: Actor, tried: bool = False,
) -> BadgeDesign:  # fmt: skip
    """A new version of the category's design (``None``: of all without one of their own); sizes in mm.

    Raises :class:`UnsafeDesign`, :class:`BadSlot`, :class:`BadFit`, and what :mod:`eventsys.pdf` refuses:
    unsafe or broken styles, pictures from elsewhere, and :class:`TookTooMuch`. What is refused never reaches a
    run: a sample page is laid out before anything is kept, unless the caller has just ``tried`` it.
    """
    design = _draft_design(conference, category, html=html, css=css, size=size)
    if not tried:
        sample_pdf(conference, design)
    return _keep(conference, design, by=by)


def _keep(conference: Conference, design: BadgeDesign, *, by: Actor) -> BadgeDesign:
    queries.lock_conference(conference)  # two who save at once get two versions
    former = queries.newest_version(conference, design.category_key)
    design.version = former + 1
    design.created_by = by.label
    db.session.add(design)
    db.session.flush()
    audit.record(by, verb="badge_design.saved", thing=design, after={"version": design.version})
    return design


def _draft_design(
    conference: Conference, category: Category | None, *, html: str, css: str, size: tuple[float, float]
) -> BadgeDesign:
    clean = clean_html(html)
    rules.check_kept(html, clean)
    documents.check_slots(clean)
    return BadgeDesign(
        conference_id=conference.id, category_id=category.id if category else None,
        category_key=category.id if category else 0, width_mm=size[0], height_mm=size[1],
        html=clean, css=check_css(css),
    )  # fmt: skip


def sample_pdf(
    conference: Conference, design: BadgeDesign | None = None, *, category: Category | None = None,
    html: str = "", css: str = "", size: tuple[float, float] = A6,
) -> bytes:  # fmt: skip
    """A preview of ``design`` (or of unsaved ``html`` and ``css``) on real and on difficult names, as
    ``category``. Raises as :func:`save_design`."""
    design = design or _draft_design(conference, category, html=html, css=css, size=size)
    categories = conference_queries.categories(conference)
    chosen = category or next((c for c in categories if c.id == design.category_id), None)
    shown = chosen or next(iter(categories), None)
    language = conference.languages[0]
    base = {
        "category": shown.name.get_in([language]) if shown else "Delegate",
        "category_code": shown.code if shown else "delegate",
        "colour": shown.colour if shown else "#8c1d2f",
        **event_words(conference, language),
    }
    copies = [documents.Copy({**base, **person}, "EV1" + "A" * 32) for person in _SAMPLES]
    return documents.badges_pdf(design, copies, title="Preview", language=language, trial=True)
