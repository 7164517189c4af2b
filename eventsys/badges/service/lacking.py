"""Who cannot be printed, and why: told before a run is asked for, and of each badge that a run leaves out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from eventsys.badges import queries
from eventsys.badges.models import PrintRun
from eventsys.conferences.models import Conference
from eventsys.core.errors import Refusal
from eventsys.core.languages import fallbacks, in_language
from eventsys.networks import queries as network_queries
from eventsys.registration.service import lacking_words, why_not_printed

__all__ = ["Lacking", "lacking", "why_not"]


@dataclass(frozen=True, slots=True)
class Lacking:
    """Somebody with words that no font draws; ``why``: a sentence for each field, in the language in force."""

    delegate_id: UUID
    name: str
    why: list[str]


def lacking(conference: Conference, only: Iterable[UUID] | None = None) -> list[Lacking]:
    """Those who wait for a badge and would be left out of a run, by name; ``only`` these, if given."""
    order = fallbacks(conference.languages[0], conference.languages)
    wanted = None if only is None else set(only)
    found = []
    waiting = list(queries.words_of_unprinted(conference))
    cities = network_queries.cities_by_id({one.city_id for one in waiting})
    for one in waiting:
        if wanted is not None and one.public_id not in wanted:
            continue
        texts = {
            "name": one.full_name,
            "native_name": one.native_name,
            "office": one.office.get_in(order),
            "organisation": one.organisation.get_in(order),
            "city": conference.city_name(cities[one.city_id]).get_in(order),
            "native_city": one.native_city,
        }
        why = lacking_words(texts)
        if why:
            found.append(Lacking(one.public_id, one.full_name, why))
    return found


def why_not(run: PrintRun, refusal: Refusal) -> str:
    """Why a badge of ``run`` could not be printed, in the conference's first language: it is kept with the run."""
    with in_language(run.conference.languages[0]):
        return why_not_printed(refusal)
