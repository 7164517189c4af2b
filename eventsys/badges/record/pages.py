"""The blueprint and what the room's pages share."""

from __future__ import annotations

import re
from collections.abc import Sequence
from uuid import UUID

from flask import Blueprint, Response

from eventsys.conferences.categories.models import Category
from eventsys.conferences.editions.models import Conference
from eventsys.core.web.filters import loc
from eventsys.core.web.sending import send_blob
from eventsys.registration.delegations import queries as delegations_queries

bp = Blueprint("badges", __name__)

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def uuid_in(text: str | None) -> UUID | None:
    """``text`` as a UUID where it is one."""
    return UUID(text) if text and _UUID.fullmatch(text) else None


def pdf_answer(pdf: bytes) -> Response:
    """``pdf``, opened in the browser."""
    return send_blob(pdf, "application/pdf")


def category_choices(categories: Sequence[Category], first: str = "") -> list[tuple[str, str]]:
    """Codes and words, after an empty choice if ``first`` names it."""
    return [*([("", first)] if first else []), *((c.code, loc(c.name)) for c in categories)]


def city_choices(conference: Conference, first: str) -> list[tuple[str, str]]:
    """Public ids and city names of the delegations, after an empty choice called ``first``."""
    return [("", first)] + [
        (str(d.public_id), loc(d.city_name)) for d in delegations_queries.delegations(conference)
    ]
