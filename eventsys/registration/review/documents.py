"""The list of registrations as a table; no passports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from eventsys.core.words.languages import SUPPORTED
from eventsys.registration.fields.models import COLUMN_WORDS, SPOKEN, by_reader
from eventsys.registration.kinds.models import Data, Field
from eventsys.registration.people import models as people_models
from eventsys.registration.people.models import Delegate


def delegate_table(delegates: Iterable[Delegate], order: Sequence[str]) -> tuple[list[str], list[list[Any]]]:
    """Headings in the reader's language and rows; no passports. What it says, a table of people may bring: there is a
    column for each language that an office is in."""
    listed = list(delegates)
    cells = [_cells(delegate, order) for delegate in listed]
    heads = dict(_heads(listed))
    return [str(label) for label in heads.values()], [[row.get(key, "") for key in heads] for row in cells]


def _heads(delegates: Sequence[Delegate]) -> Iterator[tuple[str, Any]]:
    for key in LISTED:
        if key not in SPOKEN:
            yield key, COLUMN_WORDS[key]
            continue
        more = {tag for delegate in delegates for tag in getattr(delegate, key)} - set(SUPPORTED)
        for tag in (*SUPPORTED, *sorted(more)):
            column = SPOKEN[key].column(tag)
            yield column.key, column.label


def _cells(d: Delegate, order: Sequence[str]) -> dict[str, Any]:
    plain = {key: getattr(d, key) for key in LISTED if hasattr(d, key) and key not in SPOKEN}
    texts = {f"{key}_{tag}": text for key in SPOKEN for tag, text in getattr(d, key).items()}
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
    """Its columns: the whole name stands behind its parts."""
    return (field.name, "full_name") if field.name == "given_name" else (field.name,)


_NAMES = tuple(key for field in by_reader() if field.seen_as == Data.NAME for key in _listed(field))
_REST = tuple(key for field in by_reader() if field.seen_as != Data.NAME for key in _listed(field))
#: The columns of the list that is given out, in their order: all that a table may bring, each language of an office by
#: itself, so that a list that was given out can come in again; no passports.
LISTED = (*_NAMES, "city", "country", "category", "state", *_REST, "reference")
