"""Addresses of a conference's pages, and reading what was stored."""

from __future__ import annotations

from eventsys.conferences import queries
from eventsys.core.db import db

__all__ = ["fresh", "url"]


def url(conference, part: str = "") -> str:
    return f"/o/{conference.slug}/{part}"


def fresh(conference):
    db.session.rollback()
    db.session.expire_all()
    return queries.by_slug(conference.slug)
