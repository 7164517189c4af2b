"""What two desks do at the same moment, each in a process of its own: ids in, a service's verb."""

from __future__ import annotations

from eventsys.badges import service
from eventsys.badges.models import Badge
from eventsys.conferences.models import Category, Conference
from eventsys.core.db import db
from eventsys.registration.models import Delegate
from tests.badges.factories import CLERK

__all__ = ["give", "issue", "make_floater", "print_at_desk", "reprint", "void"]


def reprint(badge: int) -> None:
    service.reprint(db.session.get_one(Badge, badge), "lost", by=CLERK, knowing=True)


def issue(badge: int) -> None:
    service.issue(db.session.get_one(Badge, badge), by=CLERK)


def void(badge: int) -> None:
    service.void(db.session.get_one(Badge, badge), "damaged", by=CLERK)


def give(badge: int, holder: str) -> None:
    service.hand_over(db.session.get_one(Badge, badge), holder=holder, by=CLERK)


def make_floater(category: int) -> None:
    found = db.session.get_one(Category, category)
    service.make_floaters(db.session.get_one(Conference, found.conference_id), found, 1, by=CLERK)


def print_at_desk(delegate: int) -> None:
    badge, _new = service.desk_badge(db.session.get_one(Delegate, delegate), by=CLERK)
    service.desk_printed(badge, "0" * 64, by=CLERK)
