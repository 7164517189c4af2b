"""A house with everything in it, for walks through all of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask

from eventsys.core.db import db, reading
from tests.support.databases import application
from tests.support.world import World, make_world

__all__ = ["everything"]


@contextmanager
def everything(folder: Path, name: str) -> Iterator[tuple[Flask, World]]:
    """An application of its own with everything in it."""
    with application(folder, name) as app, reading(False):
        db.create_all()
        world = make_world(app)
        db.session.remove()
        yield app, world
