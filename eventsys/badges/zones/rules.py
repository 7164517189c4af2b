"""Which zones a badge opens, and how they are written on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from eventsys.conferences.venue.models import Zone


def opened_zones(
    every: Iterable[Zone], of_category: Iterable[int], changes: Mapping[int, bool]
) -> list[Zone]:
    """Of ``every`` zone, in order: those of the category, with the person's own ``changes`` (zone id to
    whether it opens)."""
    usual = set(of_category)
    return [zone for zone in every if changes.get(zone.id, zone.id in usual)]


def zone_letters(zones: Iterable[Zone]) -> str:
    """The letters of all zones with a space between them: ``A B C``."""
    return " ".join(zone.letters for zone in zones)


def zone_lines(zones: Iterable[Zone], order: Sequence[str]) -> str:
    """A line for each: its letters and its name in the first of the languages ``order`` that has one."""
    return "\n".join(f"{zone.letters} {zone.name.get_in(order)}" for zone in zones)
