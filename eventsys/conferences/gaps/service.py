"""What is missing in each language of a conference: its own texts, and those that later rooms lay here. It changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from eventsys.conferences.categories import queries as categories_queries
from eventsys.conferences.editions.models import Conference
from eventsys.conferences.organisers import queries as organisers_queries
from eventsys.conferences.venue import queries as venue_queries
from eventsys.core.wings import Offers
from eventsys.core.words.languages import lazy_gettext as _l

__all__ = ["TEXTS", "Gaps", "Said", "gaps", "missing_in"]


@dataclass(frozen=True, slots=True)
class Said:
    """Something that is said in several languages: of which ``kind``, what it is called in a list, and in which languages it
    is said. ``endpoint`` and ``values`` lead to where it is written; the conference's slug is added. ``wanted``: the
    languages it is to be said in, where these are not the conference's."""

    kind: Any
    name: Any
    text: Mapping[str, Any]
    endpoint: str
    values: Mapping[str, Any] = field(default_factory=dict)
    wanted: Sequence[str] | None = None


@dataclass(frozen=True, slots=True)
class Gaps:
    """What one language lacks: by kind."""

    language: str
    groups: tuple[tuple[Any, tuple[Said, ...]], ...]

    @property
    def number(self) -> int:
        return sum(len(said) for _kind, said in self.groups)


#: What later rooms say in languages, in the order in which it is shown.
TEXTS: Offers[Callable[[Conference], Iterable[Said]]] = Offers()


def gaps(conference: Conference) -> list[Gaps]:
    """Each language of the conference, and of what is to be said in a further one, with what it lacks; the number of queries
    does not grow with what there is."""
    return missing_in(conference.languages, [*_own(conference), *_offered(conference)])


def missing_in(languages: Sequence[str], texts: Sequence[Said]) -> list[Gaps]:
    """The same of ``texts`` that are to be said in ``languages``. What is said in no language is no gap: nobody misses it."""
    more = (tag for said in texts for tag in said.wanted or ())
    found = []
    for tag in dict.fromkeys([*languages, *more]):
        lacking = [
            said
            for said in texts
            if tag in (languages if said.wanted is None else said.wanted)
            and said.text
            and not said.text.get(tag)
        ]
        grouped = groupby(lacking, key=lambda said: said.kind)
        found.append(Gaps(tag, tuple((kind, tuple(those)) for kind, those in grouped)))
    return found


def _offered(conference: Conference) -> Iterator[Said]:
    for offered in TEXTS:
        yield from offered(conference)


_FACTS, _ORGANISERS, _ROOMS, _CATEGORIES = _l("Facts"), _l("Organisers"), _l("Rooms"), _l("Categories")


def _own(conference: Conference) -> Iterator[Said]:
    for name, text in (
        (_l("Title"), conference.title),
        (_l("Summary"), conference.summary),
        (_l("Venue"), conference.venue),
        (_l("Address"), conference.address),
    ):
        yield Said(_FACTS, name, text, "conferences.setup")
    cities = {"city": conference.host_city.code}
    yield Said(_FACTS, _l("Host city"), conference.host_name, "conferences.city_names", cities)
    for organiser in organisers_queries.organisers(conference):
        for text in (organiser.role, organiser.name):
            yield Said(_ORGANISERS, text, text, "conferences.organisers")
    for room in venue_queries.rooms(conference):
        yield Said(_ROOMS, room.name, room.name, "conferences.rooms")
    for category in categories_queries.categories(conference):
        yield Said(_CATEGORIES, category.name, category.name, "conferences.categories")
