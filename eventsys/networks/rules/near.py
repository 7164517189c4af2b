"""Which city of the registry a row without its code, or with a new one, may mean."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from eventsys.core.text import folded
from eventsys.networks.models import City

__all__ = ["Registry", "names_of"]

#: Words that stand before or behind the names of cities, folded.
_GENERIC = frozenset({
    "city", "metropolitan", "metropolis", "metro", "greater", "municipality", "municipal", "prefecture", "capital", "special",
    "province", "district", "of", "the", "town", "ville", "de", "du", "la", "le", "grand", "metropole", "municipalite",
    "commune", "thanh", "pho", "tp", "tinh", "shi", "si",
})  # fmt: skip
_ALIKE = 0.8
_FIGURES = re.compile(r"\d+")


def names_of(name: Mapping[str, str], native: str) -> set[str]:
    """All its names, folded."""
    return {folded(text) for text in (*name.values(), native) if text}


def _core(name: str) -> str:
    """Without the words that do not tell one city from another, and without spaces: ``ha noi`` is ``hanoi``."""
    words = re.sub(r"[^\w\s]", " ", name).split()
    return "".join([word for word in words if word not in _GENERIC] or words)


@dataclass(slots=True)
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
        return sorted(found.values(), key=lambda city: (city.sort_name, city.id))


def _alike(one: str, other: str) -> bool:
    if abs(len(one) - len(other)) > 2 or len(one) < 4 or _FIGURES.findall(one) != _FIGURES.findall(other):
        return False
    if one[:1] != other[:1] and one[-2:] != other[-2:]:
        return False
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _ALIKE
