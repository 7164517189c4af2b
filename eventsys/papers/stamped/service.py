"""Choosing for whom a paper is, and having it printed. Nothing is changed by it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from eventsys.conferences.categories.models import Category
from eventsys.conferences.editions.models import Conference
from eventsys.core import clock
from eventsys.core.words.collation import sort_key
from eventsys.core.words.languages import fallbacks
from eventsys.core.words.tags import language_of, language_of_name
from eventsys.papers.stamped import queries
from eventsys.papers.stamped.documents import MOST, Paper, Subject, print_papers, stamp_papers
from eventsys.papers.stamped.errors import NobodyChosen, NobodyPrintable, TooManyPapers
from eventsys.pdf.sheets.impose import Printed, Sides
from eventsys.programme.sessions.models import Session
from eventsys.registration.delegations import queries as delegations_queries
from eventsys.registration.delegations.models import Delegation
from eventsys.registration.names.service import why_not_printed
from eventsys.registration.people.models import Delegate

__all__ = [
    "MOST",
    "Paper",
    "Subject",
    "of_cities",
    "ReadyPapers",
    "of_panel",
    "of_people",
    "prepare",
    "print_ready",
]


class _Names:
    """Cities as they are called at this edition, in one language."""

    def __init__(self, conference: Conference, language: str) -> None:
        self.order = fallbacks(language, conference.languages)

    def of(self, delegation: Delegation) -> tuple[str, str, str]:
        """Name, name in its own script where it differs, and the language of that."""
        city = delegation.party
        shown = delegation.city_name.get_in(self.order)
        native = city.native_name if city.native_name != shown else ""
        return shown, native, language_of(city.country)


def of_people(
    conference: Conference,
    *,
    language: str,
    category: Category | None = None,
    city: Delegation | None = None,
    heads: bool = False,
    came: bool = False,
) -> list[Subject]:
    """The approved, by city and name: those of a category or city, ``heads`` alone, or those who ``came``
    (were handed a badge)."""
    names = _Names(conference, language)
    received = set(queries.received_badge(conference)) if came else set()
    chosen = queries.people(conference, category=category, city=city, language=language)
    return [
        _person(one, names)
        for one in chosen
        if (one.is_head or not heads) and (one.id in received or not came)
    ]


def _person(delegate: Delegate, names: _Names) -> Subject:
    city, native_city, city_language = names.of(delegate.delegation)
    native = delegate.native_name if delegate.native_name != delegate.full_name else ""
    spoken = language_of_name(native, delegate.native_language, delegate.delegation.party.country)
    return Subject(
        delegate.full_name,
        native,
        spoken,
        delegate.office.get_in(names.order),
        city,
        native_city,
        city_language,
    )


def of_cities(conference: Conference, *, language: str) -> list[Subject]:
    """The cities expected, in alphabetical order."""
    names = _Names(conference, language)
    seated = [d for d in delegations_queries.delegations_of_cities(conference) if d.expected]
    found = sorted(
        (names.of(delegation) for delegation in seated), key=lambda one: sort_key(one[0], language)
    )
    return [Subject(name, native, spoken) for name, native, spoken in found]


def of_panel(session: Session, *, language: str) -> list[Subject]:
    """Those on the panel of a session, in the order of the panel; people without a delegation too."""
    names = _Names(session.conference, language)
    found = []
    for seat in session.panel:
        if seat.delegate is not None:
            found.append(_person(seat.delegate, names))
        else:
            organisation = seat.organisation.get_in(names.order)
            found.append(Subject(seat.name, office=seat.office.get_in(names.order), city=organisation))
    return found


@dataclass(frozen=True, slots=True)
class ReadyPapers:
    """Papers that can be printed, and who is not among them and why: (name, sentence)."""

    sides: Sequence[Sides]
    missing: Sequence[tuple[str, str]]


def prepare(
    paper: Paper, subjects: Iterable[Subject], *, conference: Conference, language: str
) -> ReadyPapers:
    """Set the papers of ``subjects``, ready for :func:`print_ready`; one that cannot be set stops no other. The
    reasons are in the language in force. Raises :class:`NobodyChosen`, :class:`TooManyPapers` or
    :class:`NobodyPrintable`."""
    chosen = list(subjects)
    if not chosen:
        raise NobodyChosen
    if len(chosen) > MOST:
        raise TooManyPapers(most=MOST)
    missing: list[tuple[str, str]] = []
    sides = stamp_papers(
        paper,
        chosen,
        conference=conference,
        language=language,
        refused=lambda subject, why: missing.append((subject.name, why_not_printed(why))),
    )
    if not sides:
        raise NobodyPrintable(who=": ".join(missing[0]))
    return ReadyPapers(sides, missing)


def print_ready(
    target: Path, paper: Paper, ready: ReadyPapers, *, conference: Conference, language: str
) -> Printed:
    """Write those of ``ready`` to ``target``."""
    return print_papers(
        target, paper, ready.sides, conference=conference, language=language, created=clock.now()
    )
