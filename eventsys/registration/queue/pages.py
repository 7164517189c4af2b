"""What the queue shows of one registration: its place, what changed, the papers, what may be decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from flask import make_response, render_template, request, url_for
from flask_babel import gettext as _

from eventsys.conferences.categories import queries as categories_queries
from eventsys.conferences.editions.models import Conference
from eventsys.conferences.editions.policy import can_run
from eventsys.core.web.access import current_actor
from eventsys.core.web.chips import Chip
from eventsys.core.web.filters import shown
from eventsys.core.words.text import Localized
from eventsys.registration.changes import queries as changes_queries
from eventsys.registration.changes.pages import diff_of
from eventsys.registration.composer.models import FormQuestion
from eventsys.registration.credentials import queries as credentials_queries
from eventsys.registration.credentials import service as credentials
from eventsys.registration.credentials.policy import can_see_letter
from eventsys.registration.decisions import service as decisions
from eventsys.registration.delegations import queries as delegations_queries
from eventsys.registration.fields.models import COLUMN_WORDS
from eventsys.registration.further.pages import answers_told, documents_given
from eventsys.registration.kinds.models import Data
from eventsys.registration.passports import queries as passports_queries
from eventsys.registration.people import models as people_models
from eventsys.registration.people import policy as people_policy
from eventsys.registration.people import rules as people_rules
from eventsys.registration.people.models import Delegate
from eventsys.registration.people.pages import field_words, photo_url
from eventsys.registration.questions import queries as questions_queries
from eventsys.registration.queue import queries, rules
from eventsys.registration.queue.rules import FieldChange, SinceDecided
from eventsys.registration.review.pages import filters_asked
from eventsys.registration.review.queries import PeopleFilters

#: What of the list's address the queue keeps.
KEPT = ("q", "state", "city", "category", "choice", "waits")


@dataclass(frozen=True, slots=True)
class ToldChange:
    """A field that changed, in words; ``kept``: what stood there before is known."""

    label: Any
    before: Any
    after: Any
    kept: bool


def filters_of(conference: Conference) -> PeopleFilters:
    """As the list is narrowed, to those who wait."""
    asked = filters_asked(conference, list(delegations_queries.delegations(conference)))
    return replace(asked, state=rules.narrowed(request.args.get("state", "")))


def address(endpoint: str, conference: Conference, delegate_id: UUID | None = None, **changed: str) -> str:
    """A page of this queue, narrowed as it is now but for what is ``changed``."""
    kept = {name: request.args.get(name) for name in KEPT} | changed
    values: dict[str, Any] = {name: value for name, value in kept.items() if value}
    if delegate_id is not None:
        values["delegate_id"] = delegate_id
    return url_for(endpoint, slug=conference.slug, **values)


def state_chips(conference: Conference, filters: PeopleFilters) -> list[Chip]:
    """All who wait, and by what waits, each with how many."""
    states = {str(state): people_models.STATE_WORDS[state] for state in sorted(people_rules.WAITING_STATES)}
    words: dict[str, Any] = {
        "waiting": people_rules.PEOPLE_WORDS["waiting"],
        **states,
        rules.CHANGES: _("Changes"),
    }
    counts = {word: queries.count_waiting(conference, replace(filters, state=word)) for word in words}
    return [
        Chip(
            label,
            address("registration.queue", conference, state="" if word == "waiting" else word),
            filters.state == word,
            counts[word],
        )
        for word, label in words.items()
        if filters.state == word or counts[word]
    ]


def changes_told(delegate: Delegate, since: SinceDecided | None) -> list[ToldChange]:
    """Fields by their words, before and after; of those whose former value is not kept, what is on record now."""
    if since is None:
        return []
    names = {one.code: one.name for one in categories_queries.categories(delegate.conference)}
    return [_told(delegate, one, names) for one in since.fields]


def _told(delegate: Delegate, one: FieldChange, names: Mapping[str, Localized]) -> ToldChange:
    label = COLUMN_WORDS[one.name]
    if one.name == "category":
        before, after = (shown(names.get(code) or code) for code in (one.before, one.after))
        return ToldChange(label, before, after, True)
    if one.kept:
        return ToldChange(label, field_words(one.name, one.before), field_words(one.name, one.after), True)
    return ToldChange(
        label,
        "",
        "" if one.name == "photo_digest" else field_words(one.name, getattr(delegate, one.name)),
        False,
    )


def page(
    person: Delegate, *, refusal: str = "", refused: str = "", reason: str = "", status: int = 200
) -> Any:
    """The whole page; after a refusal with what was typed, where it was typed."""
    actor, conference = current_actor(), person.conference
    filters = filters_of(conference)
    entries = queries.entries_about(person)
    since, place = rules.since_decided(entries), queries.place_of(person, filters)
    change = changes_queries.waiting_of(person)
    html = render_template(
        "registration/queue/queue.html",
        delegate=person,
        conference=conference,
        city=person.delegation.city_name,
        reference=people_models.reference(person),
        place=place,
        chips=state_chips(conference, filters),
        here=address("registration.queued", conference, person.public_id),
        before=place.before and address("registration.queued", conference, place.before),
        after=address("registration.queued", conference, place.after)
        if place.after
        else address("registration.queue", conference, passed="1"),
        choices=rules.choices(person.state, change_waits=change is not None),
        change=change,
        diff=diff_of(person, change) if change else [],
        since=since,
        changes=changes_told(person, since),
        steps=rules.steps(entries),
        left=questions_queries.left_of(person),
        refusal=refusal,
        refused=refused,
        reason=reason,
        photo_url=photo_url(person),
        shown=people_policy.shown(actor, person),
        answers=answers_told(person) if people_policy.sees(actor, person, Data.ANSWERS) else [],
        has_passport=passports_queries.passport_of(person) is not None,
        notes=[
            (note, note.may(actor, person))
            for note in decisions.person_notes(person)
            if note.endpoint != "registration.queued"
        ],
        **papers_of(person),
    )
    return make_response(html, status)


def papers_of(person: Delegate) -> dict[str, Any]:
    """The documents that the person gave, and where the city's letter is asked for, how that stands; the letter itself for
    whoever may read it."""
    actor, delegation = current_actor(), person.delegation
    asked = delegation.is_of_city and credentials.are_asked(person.conference)
    standing = credentials_queries.standing_of(delegation) if asked else None
    letter = standing.letter if standing else None
    readable = letter is not None and bool(letter.digest) and can_see_letter(actor, letter)
    documents: Sequence[tuple[FormQuestion, str, str]] = (
        documents_given(person) if people_policy.sees(actor, person, Data.ANSWERS) else []
    )
    return {
        "documents": documents,
        "credentials": standing,
        "letter": letter if readable else None,
        "may_examine": can_run(actor, person),
    }


def done_words(verb: str, person: Delegate) -> Any:
    """What a decision came to."""
    words = {"approve_change": _("The change is approved"), "decline_change": _("The change is declined")}
    return words.get(verb) or people_models.STATE_WORDS[person.state]
