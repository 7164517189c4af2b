"""The list of registrations as a table; no passports."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from eventsys.core.languages import SUPPORTED
from eventsys.registration.people import models as people_models
from eventsys.registration.people.models import Delegate


def delegate_table(delegates: Iterable[Delegate], order: Sequence[str]) -> tuple[list[str], list[list[Any]]]:
    """Headings in the reader's language and rows; no passports. What it says, a table of people may bring."""
    cells = [_cells(delegate, order) for delegate in delegates]
    heads = [str(people_models.COLUMN_WORDS[key]) for key in LISTED]
    return heads, [[row[key] for key in LISTED] for row in cells]


def _cells(d: Delegate, order: Sequence[str]) -> dict[str, Any]:
    plain = {key: getattr(d, key) for key in LISTED if hasattr(d, key)}
    texts = {
        f"{key}_{code}": text.get(code, "")
        for key, text in (("office", d.office), ("organisation", d.organisation))
        for code in SUPPORTED
    }
    return plain | texts | {
        "city": d.delegation.city_name.get_in(order), "country": d.conference.country_line(d.delegation.city),
        "category": d.category.name.get_in(order), "state": str(people_models.STATE_WORDS[d.state]),
        "reference": people_models.reference(d),
    }  # fmt: skip


#: The columns of the list that is given out, in their order: all that a table may bring, each language of an office by
#: itself, so that a list that was given out can come in again; no passports.
LISTED = (
    "family_name", "given_name", "full_name", "name_order", "native_name", "native_language", "honorific", "office_en",
    "office_fr", "office_vi", "organisation_en", "organisation_fr", "organisation_vi", "city", "country", "category",
    "state", "email", "phone", "language", "arrives_on", "departs_on", "flight", "hotel", "diet", "access_needs",
    "reference",
)  # fmt: skip
