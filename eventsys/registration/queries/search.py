"""Finding people by what is known of them, and by the codes that they carry."""

from __future__ import annotations

import re
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, and_, false, true

from eventsys.conferences.editions.models import Conference
from eventsys.core.db import db
from eventsys.core.text import folded, sought
from eventsys.registration.models import Delegate
from eventsys.registration.queries.order import by_name
from eventsys.registration.queries.people import full_rows

__all__ = ["is_own_page", "people_told_by", "with_words"]

_OWN_PAGE = re.compile(r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b", re.IGNORECASE)
_REFERENCE = re.compile(r"r[- ]?([0-9a-f]{4})[- ]?([0-9a-f]{4})")
_TELEPHONE = re.compile(r"[+\d][\d ()./-]{5,}\d")
_MOST = 25


def is_own_page(text: str) -> bool:
    """Is it, or does it hold, the address of a person's own page?"""
    return _OWN_PAGE.search(text) is not None


def with_words(text: str) -> ColumnElement[bool]:
    """People of whom every word of ``text`` is known, in any order: of their names in both scripts, of the mail
    address, the telephone number, the reference; nobody for no word at all. The address that the QR code of one's
    own page holds names that person."""
    page = _OWN_PAGE.search(text)
    if page:
        return Delegate.public_id == UUID(page[0])
    known = [Delegate.search_text.contains(word, autoescape=True) for word in sought(text)]
    return and_(true(), *known) if known else false()


def people_told_by(conference: Conference, code: str) -> Sequence[Delegate]:
    """Whom a code names at the conference, whatever became of their registration: the one of their own page, their
    reference or their telephone number (families share one). Nobody for what is none of these."""
    condition = _named_by(code)
    if condition is None:
        return []
    wanted = full_rows().where(Delegate.conference_id == conference.id, condition)
    return db.session.scalars(wanted.order_by(*by_name()).limit(_MOST)).unique().all()


def _named_by(code: str) -> ColumnElement[bool] | None:
    if _OWN_PAGE.search(code):
        return with_words(code)
    plain = folded(code)
    if reference := _REFERENCE.fullmatch(plain):
        return Delegate.search_text.contains("r" + reference[1] + reference[2])
    if _TELEPHONE.fullmatch(plain):
        digits = "".join(filter(str.isdigit, plain))
        return Delegate.search_text.contains(digits.removeprefix("00"))
    return None
