"""Addresses of a conference's pages, and reading what was stored."""

from __future__ import annotations

from eventsys.conferences.editions import queries as editions_queries
from eventsys.core.db import db

__all__ = ["NEW", "fresh", "url"]

#: What a new edition's form sends.
NEW = {
    "edition": "12",
    "title-en": "12th Plenary Meeting",
    "title-fr": "12e réunion plénière",
    "host_city": "HAN",
    "starts": "2013-11-18",
    "ends": "2013-11-19",
    "timezone": "Asia/Ho_Chi_Minh",
    "languages": ["en", "fr"],
    "themes-en": "low carbon\nAgenda 2030",
    "venue-en": "Hanoi Daewoo Hotel",
    "accent": "#0e5a6b",
}


def url(conference, part: str = "") -> str:
    return f"/o/{conference.slug}/{part}"


def fresh(conference):
    db.session.rollback()
    db.session.expire_all()
    return editions_queries.by_slug(conference.slug)
