"""What later rooms show on a conference's home, and lay on its list of things to do.

Values only: the page turns endpoints into addresses (with the conference's slug) and points into SVG. It changes nothing:
a service, as who may follow a number is asked of the policy, which no query knows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from eventsys.conferences.categories import queries as categories_queries
from eventsys.conferences.dates import queries as dates_queries
from eventsys.conferences.editions.models import Conference
from eventsys.conferences.editions.policy import can_see
from eventsys.conferences.gaps import service as gaps_service
from eventsys.conferences.organisers import queries as organisers_queries
from eventsys.conferences.venue import queries as venue_queries
from eventsys.core.actor import Actor
from eventsys.core.wings import Offers
from eventsys.core.words.languages import gettext as _
from eventsys.core.words.languages import list_words, ngettext
from eventsys.core.words.tags import own_name
from eventsys.mail.fates import queries as fates_queries
from eventsys.mail.record.models import LetterState


@dataclass(frozen=True, slots=True)
class Leads:
    """Where a number leads: to the list of exactly those whom it counts. Shown as a link to whom ``may`` lets in."""

    endpoint: str
    values: Mapping[str, Any] = field(default_factory=dict)
    may: Callable[[Actor, Any], bool] = can_see


@dataclass(frozen=True, slots=True)
class Figure:
    """``value`` (of ``of``) under ``label``; each of the two numbers leads to its own list."""

    label: Any
    value: int | str
    leads: Leads | None = None
    of: int | None = None
    of_leads: Leads | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """``kind``: "days" (columns in time; points are (date, number)) or "bars" (rows; (label, number)).

    ``leads`` is where the total leads (of the points, unless ``total`` is given because not all are shown, which
    ``note`` says), ``each`` where the points' own numbers do, in their order.
    """

    title: Any
    points: tuple[tuple[Any, int], ...]
    kind: str = "bars"
    empty: Any = ""
    leads: Leads | None = None
    each: tuple[Leads, ...] = ()
    total: int | None = None
    note: Any = ""

    @property
    def whole(self) -> int:
        return sum(number for _point, number in self.points) if self.total is None else self.total


@dataclass(frozen=True, slots=True)
class HomePart:
    figures: tuple[Figure, ...] = ()
    charts: tuple[Chart, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckItem:
    """One thing to do. ``endpoint`` and ``values`` lead to the very place; the slug is added."""

    label: Any
    done: bool
    endpoint: str | None = None
    values: Mapping[str, Any] = field(default_factory=dict)
    anchor: str | None = None
    hint: Any = ""


HOME_PARTS: Offers[Callable[[Conference], HomePart]] = Offers()
CHECKS: Offers[Callable[[Conference], Iterable[CheckItem]]] = Offers()
"""They follow the set-up's own."""


def home_parts(conference: Conference) -> HomePart:
    """What all wings offer for a conference's home, in one: their figures, then their charts."""
    parts = [part(conference) for part in HOME_PARTS]
    return HomePart(
        tuple(figure for part in parts for figure in part.figures),
        tuple(chart for part in parts for chart in part.charts),
    )


def extra_checks(conference: Conference) -> list[CheckItem]:
    return [item for checks in CHECKS for item in checks(conference)]


def to_do(conference: Conference) -> list[CheckItem]:
    """Letters that did not arrive, what setting up takes, and after it what later rooms add."""
    return [*_letter_checks(conference), *_own_checks(conference), *extra_checks(conference)]


def _letter_checks(conference: Conference) -> Iterable[CheckItem]:
    """Silent while every letter goes out."""
    failed = fates_queries.counts(conference.id).get(LetterState.FAILED, 0)
    if failed:
        said = ngettext("%(num)d letter was not delivered", "%(num)d letters were not delivered", failed)
        hint = _("Correct the address, or send it again.")
        yield CheckItem(said, False, "conferences.outbox", {"state": str(LetterState.FAILED)}, hint=hint)


def _own_checks(conference: Conference) -> Iterable[CheckItem]:
    window = dates_queries.registration_window(conference)
    setup, categories = "conferences.setup", "conferences.categories"
    missing = conference.title.missing(conference.languages)
    yield CheckItem(
        _("Give the title in every language of the conference"), not missing, setup, anchor="title"
    )
    lacking = [one for one in gaps_service.gaps(conference) if one.number]
    if lacking:  # silent while all is said
        told = list_words([f"{own_name(one.language)} ({one.number})" for one in lacking])
        said = _("Say all of it in every language of the conference")
        yield CheckItem(said, False, "conferences.gaps", hint=_("Missing: %(languages)s", languages=told))
    yield CheckItem(_("Say where it takes place"), bool(conference.venue), setup, anchor="venue")
    yield CheckItem(
        _("Name the organisers in their order"),
        bool(organisers_queries.organisers(conference)),
        "conferences.organisers",
    )
    yield CheckItem(
        _("List the rooms and how many people they hold"),
        bool(venue_queries.rooms(conference)),
        "conferences.rooms",
    )
    yield CheckItem(
        _("Choose the categories of participants"),
        bool(categories_queries.categories(conference)),
        categories,
    )
    yield CheckItem(
        _("Set the quotas"), bool(categories_queries.quotas(conference)), categories, anchor="quotas"
    )
    opens = window.opens is not None and window.closes is not None
    yield CheckItem(_("Say when registration opens and closes"), opens, "conferences.milestones")
    yield CheckItem(_("Publish the conference"), conference.published_at is not None, setup, anchor="publish")
