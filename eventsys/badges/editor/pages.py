"""What pages of designs have in common: the design as PDF, its size in words, and whose it is."""

from __future__ import annotations

from typing import Any

from babel.numbers import format_decimal
from flask import Response
from flask_babel import gettext as _

from eventsys.badges.designs.rules import DesignText
from eventsys.badges.editor import service
from eventsys.badges.record.pages import pdf_answer
from eventsys.conferences.categories import queries as categories_queries
from eventsys.conferences.categories.models import Category
from eventsys.conferences.editions.models import Conference
from eventsys.core.words.bcp47 import locale_of
from eventsys.core.words.languages import current


def pdf_of(
    conference: Conference, category: Category | None, text: DesignText, *, in_process: bool = False
) -> Response:
    """A design that was tried when it was saved, on samples; ``in_process`` for one of the library."""
    return pdf_answer(service.sample_pdf(conference, category, text, known=True, in_process=in_process))


def size_words(design: Any) -> str:
    """A design's size, with the language's decimal sign."""
    width, height = (
        format_decimal(round(side, 2), locale=locale_of(current()))
        for side in (design.width_mm, design.height_mm)
    )
    return str(_("%(w)s × %(h)s mm", w=width, h=height))


def category_in(conference: Conference, code: str) -> Category | None:
    """``code`` is a category's code, or ``all`` for the design of all that have none of their own."""
    return None if code == "all" else categories_queries.category_by_code(conference, code)
