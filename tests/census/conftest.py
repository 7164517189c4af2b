"""One house with everything in it, walked once for all questions of the census."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from flask import Flask

from eventsys.core import clock
from eventsys.core.db import db, reading
from tests.census.places import pages_of_places
from tests.census.texts import pages_of_texts
from tests.census.walk import NOW, Page, Seen, everywhere, look
from tests.networks.factories import make_network
from tests.support.databases import application
from tests.support.world import World, make_world


@dataclass(frozen=True)
class House:
    app: Flask
    world: World
    #: what differs from the world's own addresses
    pages: list[Page]


@pytest.fixture(scope="package")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with application(tmp_path_factory.mktemp("census"), "census") as app, clock.at(NOW), reading(False):
        db.create_all()
        world = make_world(app)
        pages = [*pages_of_texts(app, world), *pages_of_places(app, world)]
        db.session.commit()
        db.session.remove()
        yield House(app, world, pages)


@pytest.fixture(scope="package")
def seen(house: House) -> list[Seen]:
    """Every page there is. What looking at it writes is never committed."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(db.session, "commit", db.session.flush)
        everything = [*everywhere(house.app), *house.pages]
        assert len({page.title for page in everything}) == len(everything), "a title stands twice"
        found = [look(house.app, house.world, page) for page in everything]
    return [one for one in found if one is not None]


@pytest.fixture(scope="package")
def fresh(house: House, seen: object) -> House:
    """The house after everybody has looked at it, with a network in which nothing is under way."""
    make_network("FRESH", name={"en": "Fresh"})
    db.session.commit()
    db.session.remove()
    return house
