"""Finding networks and cities; in which order cities are listed, and in which of their words they are sought."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, false, select, true

from eventsys.core.db import db
from eventsys.core.errors import NotFound
from eventsys.core.words.languages import current
from eventsys.core.words.text import sought
from eventsys.networks.registry.models import City, Network


def by_name() -> tuple[Any, Any]:
    """Columns to order cities by: their names in the page's language, then who came first."""
    return getattr(City, f"order_{current()}", City.order_en), City.id


def with_words(text: str) -> ColumnElement[bool]:
    """Cities in whose names (all of them) and code every word of ``text`` is found, in any order."""
    known = [City.search_text.contains(word, autoescape=True) for word in sought(text)]
    return and_(true(), *known) if known else false()


def find_network(code: str) -> Network | None:
    return db.session.scalars(select(Network).where(Network.code == code)).one_or_none()


def network_by_code(code: str) -> Network:
    """The network with this code, in capitals. Raises :class:`NotFound`."""
    found = find_network(code)
    if found is None:
        raise NotFound
    return found


def lock_networks() -> None:
    """Imports follow one another: the second sees what the first has written."""
    db.session.execute(select(Network.id).order_by(Network.id).with_for_update())


def lock_network(network: Network) -> None:
    """The row, read anew and held until the transaction ends."""
    db.session.refresh(network, with_for_update=True)


def find_city(code: str) -> City | None:
    return db.session.scalars(select(City).where(City.code == code)).one_or_none()


def city_by_code(code: str) -> City:
    """The city with this code, in capitals. Raises :class:`NotFound`."""
    found = find_city(code)
    if found is None:
        raise NotFound
    return found


def cities_by_code(codes: Iterable[str] | None = None) -> dict[str, City]:
    """Cities of the registry by code; all of them without ``codes``."""
    statement = select(City).order_by(*by_name())
    if codes is not None:
        statement = statement.where(City.code.in_(list(codes)))
    return {city.code: city for city in db.session.scalars(statement)}


def cities_by_id(ids: Iterable[int]) -> dict[int, City]:
    """These cities of the registry by id, in one query."""
    statement = select(City).where(City.id.in_(list(ids))).order_by(*by_name())
    return {city.id: city for city in db.session.scalars(statement)}


def every_city() -> Sequence[City]:
    """The whole registry, by id."""
    return db.session.scalars(select(City).order_by(City.id)).all()
