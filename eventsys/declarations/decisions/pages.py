"""Where the page of an amendment is."""

from __future__ import annotations

from flask import url_for

from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.amendments.models import Amendment


def amendment_page(amendment: Amendment, declaration: Declaration, anchor: str | None = None) -> str:
    return url_for(
        "declarations.amendment",
        slug=declaration.conference.slug,
        declaration_id=declaration.public_id,
        amendment_id=amendment.public_id,
        _anchor=anchor,
    )
