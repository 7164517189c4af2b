"""The list of registrations as a table; no passports."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from eventsys.core.words.languages import SUPPORTED
from eventsys.registration.fields.models import COLUMN_WORDS, by_reader, of_kind
from eventsys.registration.kinds.models import Data, Field, FieldKind
from eventsys.registration.people import models as people_models
from eventsys.registration.people.models import Delegate


def delegate_table(delegates: Iterable[Delegate], order: Sequence[str]) -> tuple[list[str], list[list[Any]]]:
    """Headings in the reader's language and rows; no passports. What it says, a table of people may bring."""
    cells = [_cells(delegate, order) for delegate in delegates]
    heads = [str(COLUMN_WORDS[key]) for key in LISTED]
    return heads, [[row[key] for key in LISTED] for row in cells]


def _cells(d: Delegate, order: Sequence[str]) -> dict[str, Any]:
    plain = {key: getattr(d, key) for key in LISTED if hasattr(d, key)}
    texts = {
        f"{key}_{code}": getattr(d, key).get(code, "")
        for key in of_kind(FieldKind.OFFICE)
        for code in SUPPORTED
    }
    return (
        plain
        | texts
        | {
            "city": d.delegation.city_name.get_in(order),
            "country": d.conference.country_line(d.delegation.city),
            "category": d.category.name.get_in(order),
            "state": str(people_models.STATE_WORDS[d.state]),
            "reference": people_models.reference(d),
        }
    )


def _listed(field: Field) -> tuple[str, ...]:
    """Its columns: each language of an office by itself; the whole name stands behind its parts."""
    if field.label_in:
        return tuple(f"{field.name}_{code}" for code in field.label_in)
    return (field.name, "full_name") if field.name == "given_name" else (field.name,)


_NAMES = tuple(key for field in by_reader() if field.seen_as == Data.NAME for key in _listed(field))
_REST = tuple(key for field in by_reader() if field.seen_as != Data.NAME for key in _listed(field))
#: The columns of the list that is given out, in their order: all that a table may bring, each language of an office by
#: itself, so that a list that was given out can come in again; no passports.
LISTED = (*_NAMES, "city", "country", "category", "state", *_REST, "reference")
