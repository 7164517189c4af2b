"""The list of registrations as a table; no passports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from eventsys.conferences.editions.models import Conference
from eventsys.core.words.languages import SUPPORTED
from eventsys.core.words.languages import gettext as _
from eventsys.registration.answers import queries as answers_queries
from eventsys.registration.answers.rules import cell
from eventsys.registration.composer.models import FormQuestion
from eventsys.registration.fields.models import COLUMN_WORDS, SPOKEN, by_reader
from eventsys.registration.kinds.models import Data, Field
from eventsys.registration.people import models as people_models
from eventsys.registration.people.models import Delegate


@dataclass(frozen=True, slots=True)
class Answers:
    """The organisers' own questions that a list tells of, and the answers by person and question."""

    questions: Sequence[FormQuestion] = ()
    given: Mapping[int, Mapping[int, Any]] = field(default_factory=dict)

    def heads(self, order: Sequence[str]) -> dict[str, Any]:
        """One that is asked no longer says so."""
        return {one.key: _head(one, order) for one in self.questions}

    def cells(self, delegate: Delegate, order: Sequence[str]) -> dict[str, Any]:
        mine = self.given.get(delegate.id, {})
        return {one.key: cell(one, mine.get(one.id), order) for one in self.questions}


def answers_among(conference: Conference, people: Sequence[Delegate]) -> Answers:
    """What these people answered to the organisers' own questions."""
    asked = answers_queries.answered_questions(conference.id)
    given = answers_queries.values_of_many([person.id for person in people]) if asked else {}
    return Answers(asked, given)


def _head(question: FormQuestion, order: Sequence[str]) -> str:
    label = question.label.get_in(order)
    return label if question.withdrawn_at is None else _("%(label)s (no longer asked)", label=label)


def delegate_table(
    delegates: Iterable[Delegate], order: Sequence[str], answers: Answers | None = None
) -> tuple[list[str], list[list[Any]]]:
    """Headings in the reader's language and rows; no passports. What it says, a table of people may bring: there is a
    column for each language that an office is in, and for each of the organisers' own questions."""
    listed, own = list(delegates), answers or Answers()
    cells = [_cells(delegate, order) | own.cells(delegate, order) for delegate in listed]
    heads = dict(_heads(listed)) | own.heads(order)
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
            "country": d.delegation.country_line(),
            "category": d.category.name.get_in(order),
            "state": str(people_models.STATE_WORDS[d.state]),
            "reference": people_models.reference(d),
        }
    )


def _listed(one: Field) -> tuple[str, ...]:
    """Its columns: the whole name stands behind its parts."""
    return (one.name, "full_name") if one.name == "given_name" else (one.name,)


_NAMES = tuple(key for one in by_reader() if one.seen_as == Data.NAME for key in _listed(one))
_REST = tuple(key for one in by_reader() if one.seen_as != Data.NAME for key in _listed(one))
#: The columns of the list that is given out, in their order: all that a table may bring, each language of an office by
#: itself, so that a list that was given out can come in again; no passports.
LISTED = (*_NAMES, "city", "country", "category", "state", *_REST, "reference")
