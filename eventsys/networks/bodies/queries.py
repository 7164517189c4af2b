"""The bodies of a network: all, one by its code."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, and_, false, select, true
from sqlalchemy.orm import joinedload

from eventsys.core.db import db
from eventsys.core.errors import NotFound
from eventsys.core.words.collation import local_key
from eventsys.core.words.text import sought
from eventsys.networks.bodies import rules
from eventsys.networks.bodies.models import Body
from eventsys.networks.registry.models import Network


def bodies(network: Network) -> Sequence[Body]:
    """All of a network, with what they are part of, by name in the page's language."""
    found = db.session.scalars(
        select(Body).where(Body.network_id == network.id).options(joinedload(Body.parent)).order_by(Body.id)
    )
    return sorted(found, key=lambda body: local_key(body.name))


def bodies_by_id(ids: Iterable[int]) -> dict[int, Body]:
    """These bodies by id, in one query."""
    statement = select(Body).where(Body.id.in_(list(ids))).order_by(Body.id)
    return {body.id: body for body in db.session.scalars(statement)}


def possible_parents(network: Network, body: Body | None) -> list[Body]:
    """What ``body`` (``None``: a new one) may be part of: neither itself nor what is part of it."""
    every = bodies(network)
    closed = rules.parts_of(body, every) if body else set()
    return [one for one in every if one.id not in closed]


def find_body(network: Network, code: str) -> Body | None:
    statement = select(Body).where(Body.network_id == network.id, Body.code == code)
    return db.session.scalars(statement).one_or_none()


def body_by_code(network: Network, code: str) -> Body:
    """The body with this code. Raises :class:`NotFound`."""
    found = find_body(network, code)
    if found is None:
        raise NotFound
    return found


def get_body(public_id: UUID) -> Body:
    """The body with this public id. Raises :class:`NotFound`."""
    found = db.session.scalars(select(Body).where(Body.public_id == public_id)).one_or_none()
    if found is None:
        raise NotFound
    return found


def with_words(text: str) -> ColumnElement[bool]:
    """Bodies in whose names (all of them) and code every word of ``text`` is found, in any order."""
    known = [Body.search_text.contains(word, autoescape=True) for word in sought(text)]
    return and_(true(), *known) if known else false()
