"""Which city of the registry a row without its code, or with a new one, may mean; what the row would change. Empty cells
take nothing away.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from typing import Any

from eventsys.core.words.collation import local_key
from eventsys.core.words.dates import ImpreciseDate
from eventsys.core.words.languages import gettext as _
from eventsys.core.words.text import Localized, folded
from eventsys.networks.registry.models import City
from eventsys.networks.sheets.rules import CityRow
from eventsys.networks.standing.errors import ChangeBeforeStart
from eventsys.networks.standing.models import MembershipStatus
from eventsys.networks.standing.rules import Stretch, check_stretch, history_with

#: Words that stand before or behind the names of cities, folded.
_GENERIC = frozenset(
    {
        "city",
        "metropolitan",
        "metropolis",
        "metro",
        "greater",
        "municipality",
        "municipal",
        "prefecture",
        "capital",
        "special",
        "province",
        "district",
        "of",
        "the",
        "town",
        "ville",
        "de",
        "du",
        "la",
        "le",
        "grand",
        "metropole",
        "municipalite",
        "commune",
        "thanh",
        "pho",
        "tp",
        "tinh",
        "shi",
        "si",
    }
)
_ALIKE = 0.8
_FIGURES = re.compile(r"\d+")


def names_of(name: Mapping[str, str], native: str) -> set[str]:
    """All names of a city, in every language and its own script, folded for comparing."""
    return {folded(text) for text in (*name.values(), native) if text}


def _core(name: str) -> str:
    """Without the words that do not tell one city from another, and without spaces: ``ha noi`` is ``hanoi``."""
    words = re.sub(r"[^\w\s]", " ", name).split()
    return "".join([word for word in words if word not in _GENERIC] or words)


@dataclass(frozen=True, slots=True)
class Registry:
    """The known cities, by their names."""

    by_name: dict[str, list[City]] = field(default_factory=lambda: defaultdict(list))
    by_core: dict[str, list[City]] = field(default_factory=lambda: defaultdict(list))
    by_country: dict[str, list[tuple[str, City]]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, cities: Iterable[City]) -> Registry:
        found = cls()
        for city in cities:
            for name in names_of(city.name, city.native_name):
                found.by_name[name].append(city)
                core = _core(name)
                found.by_core[core].append(city)
                found.by_country[city.country].append((core, city))
        return found

    def same(self, name: Mapping[str, str], native: str, country: str) -> City | None:
        """The one city with this very name in this country."""
        found = {
            c.id: c
            for text in names_of(name, native)
            for c in self.by_name.get(text, ())
            if country in ("", c.country)
        }
        return next(iter(found.values())) if len(found) == 1 else None

    def near(self, name: Mapping[str, str], native: str, country: str, *, alike: bool) -> list[City]:
        """Cities of the same name, or of one that differs by words like "City" and "Metropolitan"; with ``alike``
        also of one that is spelled nearly so, in the same country."""
        found: dict[int, City] = {}
        for text in names_of(name, native):
            core = _core(text)
            found |= {c.id: c for c in self.by_name.get(text, ())}
            found |= {c.id: c for c in self.by_core.get(core, ()) if country in ("", c.country)}
            if alike:
                found |= {c.id: c for other, c in self.by_country.get(country, ()) if _alike(core, other)}
        return sorted(found.values(), key=lambda city: (local_key(city.name), city.id))


def _alike(one: str, other: str) -> bool:
    if abs(len(one) - len(other)) > 2 or len(one) < 4 or _FIGURES.findall(one) != _FIGURES.findall(other):
        return False
    if one[:1] != other[:1] and one[-2:] != other[-2:]:
        return False
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _ALIKE


FORMER, MEMBER = MembershipStatus.FORMER, MembershipStatus.MEMBER


class CellWrong(Exception):
    """``column`` of the row cannot be; the text says why."""

    def __init__(self, column: str, message: object) -> None:
        super().__init__(str(message))
        self.column = column


@dataclass(frozen=True, slots=True)
class ValueChange:
    """One value before and after; ``key`` is the column."""

    key: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Planned:
    """``kind`` is new, changed or unchanged; ``city`` are the values to write, ``fields`` code to date."""

    row: CityRow
    kind: str
    changes: tuple[ValueChange, ...]
    city: dict[str, Any]
    history: tuple[Stretch, ...]
    fields: dict[str, ImpreciseDate | None] = field(default_factory=dict)


def planned(
    row: CityRow,
    city: City | None,
    history: tuple[Stretch, ...],
    fields: Mapping[str, ImpreciseDate | None],
    known_fields: Mapping[str, str],
) -> Planned:
    """``fields``: the city's present ones, code to date; ``known_fields``: the row's words to codes. Nothing of the row is
    :func:`missing`.

    Raises :class:`CellWrong`.
    """
    values = _values(row, city)
    after = history_after(history, row)
    wanted = {code: _since(code, row, history, fields) for code in map(known_fields.__getitem__, row.fields)}
    changes = (
        []
        if city is None
        else [ValueChange(k, getattr(city, k), v) for k, v in values.items() if getattr(city, k) != v]
    )
    if history != after:
        changes.append(ValueChange("standing", history, after))
    changes += [
        ValueChange("field", None, code)
        for code, since in wanted.items()
        if code not in fields or fields[code] != since
    ]
    kind = "new" if city is None else "changed" if changes else "unchanged"
    return Planned(row, kind, tuple(changes), values, after, wanted)


def missing(row: CityRow, city: City | None) -> Iterator[tuple[str, str]]:
    """Columns that the row or the city must fill, each with what is said of it."""
    values = _values(row, city)
    if not values["name"]:
        yield "name_en", _("The name is missing.")
    if not values["country"]:
        yield "country", _("The country is missing.")


def _since(
    code: str, row: CityRow, history: tuple[Stretch, ...], fields: Mapping[str, ImpreciseDate | None]
) -> ImpreciseDate | None:
    """A field begins when the city joined, and moves with that date unless it has a date of its own."""
    present = fields.get(code)
    own = present is not None and (not history or history[-1].since != present)
    return present if own or row.joined is None else row.joined


def _values(row: CityRow, city: City | None) -> dict[str, Any]:
    """The city as it would be."""
    name, office = (city.name, city.leader_office) if city else ({}, {})
    return {
        "name": Localized({**name, **row.name}),
        "native_name": row.native_name or (city.native_name if city else ""),
        "country": row.country or (city.country if city else ""),
        "timezone": row.timezone or (city.timezone if city else ""),
        "leader_office": Localized({**office, **row.office}),
    }


def history_after(history: tuple[Stretch, ...], row: CityRow) -> tuple[Stretch, ...]:
    """The standing's history once the row is believed. Raises :class:`CellWrong`."""
    status = row.status or (FORMER if row.left else history[-1].status if history else MEMBER)
    if row.left and status is not FORMER:
        raise CellWrong("left", _("A city that has left is “former”, yet the status here is another one."))
    if row.joined and row.left and row.left.last_day() < row.joined.earliest_day():
        raise CellWrong("left", _("It left before it joined."))
    after = _left(history, row) if status is FORMER else _present(history, status, row)
    for stretch in after:
        check_stretch(stretch)
    return after


def _present(history: tuple[Stretch, ...], status: MembershipStatus, row: CityRow) -> tuple[Stretch, ...]:
    if not history or history[-1].closed:
        return (*history, Stretch(status, row.joined))
    last = history[-1]
    if last.status is status:
        return history if row.joined in (None, last.since) else _moved(history, row.joined)
    if row.joined is not None and last.since == row.joined:
        return (*history[:-1], replace(last, status=status))
    try:
        return history_with(history, status, row.joined, city=row.code)
    except ChangeBeforeStart as refusal:
        raise CellWrong("joined", refusal) from refusal


def _moved(history: tuple[Stretch, ...], since: ImpreciseDate | None) -> tuple[Stretch, ...]:
    """The last stretch begins at ``since``, and the one before it ends there."""
    last = replace(history[-1], since=since)
    if len(history) == 1:
        return (last,)
    before = replace(history[-2], until=since)
    if since and before.since and since.last_day() < before.since.earliest_day():
        raise CellWrong("joined", ChangeBeforeStart(since=since, began=before.since))
    return (*history[:-2], before, last)


def _left(history: tuple[Stretch, ...], row: CityRow) -> tuple[Stretch, ...]:
    """Former now: the time inside closes at ``left`` (unknown when empty)."""
    out = list(history)
    former = Stretch(FORMER, row.left)
    if out and out[-1].status is FORMER:
        former = replace(out.pop(), since=row.left or history[-1].since)
    if not out:
        inside = Stretch(MEMBER, row.joined, former.since, closed=True)
        return (inside, former) if row.joined else (former,)
    inside = out.pop()
    inside = replace(inside, since=row.joined or inside.since, until=former.since, closed=True)
    return (*out, inside, former)
