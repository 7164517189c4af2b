"""The order of names in the alphabet of a language, and how the texts are bound."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from eventsys.core.collation import sort_key
from eventsys.declarations.models import Order, Volumes

__all__ = ["Place", "bound", "collation_key", "holder_first", "in_order"]


def collation_key(text: str, language: str) -> tuple[bytes, str]:
    """A sort key in the alphabet of ``language``; never the same for two texts."""
    return sort_key(text, language), text


@dataclass(frozen=True, slots=True)
class Place:
    """A city among the signatories: its name in the language of the order, its rank if it was given one."""

    key: int
    name: str
    rank: int | None = None
    host: bool = False


def in_order(places: Sequence[Place], order: Order, language: str) -> list[int]:
    """The keys in the order of signing. Cities without a rank follow those that have one."""

    def wanted(place: Place) -> tuple[object, ...]:
        alphabet = collation_key(place.name, language)
        if order == Order.PRECEDENCE:
            return place.rank is None, place.rank or 0, alphabet, place.key
        if order == Order.ALTERNAT:
            return not place.host, 0, alphabet, place.key
        return False, 0, alphabet, place.key

    return [place.key for place in sorted(places, key=wanted)]


def bound(volumes: str, languages: Sequence[str]) -> list[str]:
    """The languages of the originals, "" for one that holds all of them.

    >>> bound("each", ["en", "vi"]), bound("one", ["en", "vi"]), bound("each", ["en"])
    (['en', 'vi'], [''], [''])
    """
    return list(languages) if volumes == Volumes.EACH and len(languages) > 1 else [""]


def holder_first(parties: Sequence[int], holder: int | None) -> list[int]:
    """The alternat: an original names its holder first, the others keep their order.

    >>> holder_first([1, 2, 3], 3)
    [3, 1, 2]
    """
    return sorted(parties, key=lambda party: party != holder)
