"""Where the pages of a city begin."""

from __future__ import annotations

from flask import url_for

from eventsys.core.words.text import Localized
from eventsys.declarations.remarks import queries

CITY = "/r/<slug>/delegation/<uuid:delegation_id>/declarations"


def city_of(seat: queries.CitySeat) -> Localized:
    """Its name as this conference says it."""
    return seat.delegation.city_name


def city_page(seat: queries.CitySeat, anchor: str | None = None) -> str:
    return url_for(
        "declarations.city_text",
        slug=seat.delegation.conference.slug,
        delegation_id=seat.delegation.public_id,
        declaration_id=seat.text.public_id,
        _anchor=anchor,
    )
