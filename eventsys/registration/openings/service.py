"""Registration is opened for a category, published, closed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.exc import IntegrityError

from eventsys.conferences.categories.models import Category
from eventsys.conferences.editions.models import Conference
from eventsys.core import audit
from eventsys.core.actor import Actor
from eventsys.core.db import db
from eventsys.core.words.text import Localized, folded
from eventsys.networks.bodies import queries as bodies_queries
from eventsys.networks.bodies import service as bodies
from eventsys.networks.bodies.models import Body, BodyKind
from eventsys.networks.registry import queries as registry_queries
from eventsys.registration.composer import queries as composer_queries
from eventsys.registration.composer import service as composer
from eventsys.registration.composer.models import FormQuestion, QuestionKind
from eventsys.registration.delegations import queries as delegations_queries
from eventsys.registration.delegations.models import Delegation, DelegationState
from eventsys.registration.openings import queries, rules
from eventsys.registration.openings.errors import (
    CategoryElsewhere,
    HasPeople,
    NotForHeads,
    NoWelcome,
    OpenedAlready,
)
from eventsys.registration.openings.models import Opening


def make_opening(
    conference: Conference,
    category: Category,
    *,
    by: Actor,
    opens_at: datetime | None = None,
    closes_at: datetime | None = None,
    welcome: Mapping[str, str] | None = None,
    places: int | None = None,
) -> Opening:
    """Not published yet. Its delegation is of a body called as the category; the one of a former edition is taken again.

    Raises :class:`OpenedAlready`, :class:`NotForHeads`, :class:`CategoryElsewhere`, :class:`OpeningReversed`,
    :class:`PlacesZero`, and :class:`BodyTaken` where something else of the network is called so.
    """
    if category.conference_id != conference.id:
        raise CategoryElsewhere
    if category.is_head:
        raise NotForHeads
    rules.check_moments(opens_at, closes_at)
    rules.check_places(places)
    registry_queries.lock_network(conference.network)
    if queries.opening_for(category) is not None:
        raise OpenedAlready
    delegation = _delegation(conference, category, by=by)
    row = Opening(
        conference_id=conference.id,
        category_id=category.id,
        delegation_id=delegation.id,
        opens_at=opens_at,
        closes_at=closes_at,
        welcome=Localized(welcome or {}),
        places=places,
    )
    row.conference, row.category, row.delegation = conference, category, delegation
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except IntegrityError as error:
        raise OpenedAlready from error
    audit.record(by, verb="opening.made", thing=row, after=_told(row))
    return row


def _delegation(conference: Conference, category: Category, *, by: Actor) -> Delegation:
    body = _body(conference, category, by=by)
    known = delegations_queries.delegation_of(conference, body)
    if known is not None:
        return known
    row = Delegation(
        conference_id=conference.id,
        body_id=body.id,
        standing=str(BodyKind.INDIVIDUALS),
        state=DelegationState.ACCEPTED,
    )
    row.conference, row.body = conference, body
    db.session.add(row)
    db.session.flush()
    audit.record(by, verb="delegation.added", thing=row, after={"body": body.code, "standing": row.standing})
    return row


def _body(conference: Conference, category: Category, *, by: Actor) -> Body:
    names = {folded(text) for text in category.name.values()}
    for one in bodies_queries.bodies(conference.network):
        called = {folded(text) for text in one.name.values()}
        if one.kind == BodyKind.INDIVIDUALS and names & called and not _is_taken(conference, one):
            return one
    return bodies.create_body(conference.network, kind=BodyKind.INDIVIDUALS, name=category.name, by=by)


def _is_taken(conference: Conference, body: Body) -> bool:
    known = delegations_queries.delegation_of(conference, body)
    return known is not None and queries.opening_of(known) is not None


def change_opening(
    opening: Opening,
    *,
    opens_at: datetime | None,
    closes_at: datetime | None,
    welcome: Mapping[str, str],
    places: int | None,
    by: Actor,
) -> None:
    """Nobody who is accredited loses the place where fewer are left than are taken. Raises :class:`OpeningReversed`,
    :class:`PlacesZero`, and :class:`NoWelcome` for one that is published."""
    rules.check_moments(opens_at, closes_at)
    rules.check_places(places)
    _hold(opening)
    if opening.published_at is not None and not welcome:
        raise NoWelcome
    before = _told(opening)
    opening.opens_at, opening.closes_at = opens_at, closes_at
    opening.welcome, opening.places = Localized(welcome), places
    _record(opening, "opening.changed", before, by=by)


def publish_opening(opening: Opening, *, by: Actor, now: datetime) -> None:
    """Everybody may read it, and register in its time; one that was closed is open again. Raises :class:`NoWelcome`."""
    _hold(opening)
    if not opening.welcome:
        raise NoWelcome
    before = _told(opening)
    opening.published_at, opening.closed_at = opening.published_at or now, None
    _record(opening, "opening.published", before, by=by)


def close_opening(opening: Opening, *, by: Actor, now: datetime) -> None:
    """Nobody can register or fill in there any more; the page says so. Closed already, it stays closed since then."""
    _hold(opening)
    before = _told(opening)
    opening.closed_at = opening.closed_at or now
    _record(opening, "opening.closed", before, by=by)


def remove_opening(opening: Opening, *, people: int, by: Actor) -> None:
    """With its delegation. Raises :class:`HasPeople` where it has any."""
    _hold(opening)
    if people:
        raise HasPeople
    audit.record(by, verb="opening.removed", thing=opening, before=_told(opening))
    try:
        with db.session.begin_nested():
            delegation = opening.delegation
            db.session.delete(opening)
            db.session.flush()
            db.session.delete(delegation)
    except IntegrityError as error:  # somebody came meanwhile
        raise HasPeople from error


def ask_for_papers(opening: Opening, *, by: Actor) -> list[FormQuestion]:
    """What is usually asked of the press is put on the form of the category, where it is not there yet; what was added."""
    conference = opening.conference
    form = composer_queries.locked_questions(conference)
    return [
        composer.add_question(
            conference,
            QuestionKind.FILE,
            label=label,
            help=words,
            required=True,
            categories=[opening.category],
            by=by,
        )
        for label, words in rules.papers_lacking([one.label for one in form])
    ]


def keep_clock_times(conference: Conference, moved: Callable[[datetime], datetime], *, by: Actor) -> None:
    """Every opening begins and ends at its hour of the clock in a new time zone. ``moved``: an old moment to the new one."""
    for opening in queries.openings(conference):
        before = _told(opening)
        opening.opens_at = moved(opening.opens_at) if opening.opens_at else None
        opening.closes_at = moved(opening.closes_at) if opening.closes_at else None
        _record(opening, "opening.changed", before, by=by)


def _hold(opening: Opening) -> None:
    """Its delegation's row, as whoever accredits there does; then the opening as it is by now."""
    delegations_queries.locked_delegation(opening.delegation_id)
    db.session.refresh(opening, with_for_update={"of": Opening})


def _record(opening: Opening, verb: str, before: dict[str, Any], *, by: Actor) -> None:
    db.session.flush()
    after = _told(opening)
    changed = [name for name in after if after[name] != before[name]]
    if changed:
        audit.record(
            by,
            verb=verb,
            thing=opening,
            before={name: before[name] for name in changed},
            after={name: after[name] for name in changed},
        )
        db.session.flush()


def _told(opening: Opening) -> dict[str, Any]:
    """What the trail keeps of it."""
    moments = ("opens_at", "closes_at", "published_at", "closed_at")
    return {
        "category": opening.category.code,
        **{name: moment.isoformat() if (moment := getattr(opening, name)) else None for name in moments},
        "welcome": dict(opening.welcome),
        "places": opening.places,
    }
