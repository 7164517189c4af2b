"""What two desks do at the same moment, each in a process of its own: ids in, a service's verb."""

from __future__ import annotations

from eventsys.badges.desk import service as desk
from eventsys.badges.passes import service as passes
from eventsys.badges.record import service as record
from eventsys.badges.record.models import Badge
from eventsys.badges.replacing import service as replacing
from eventsys.conferences.categories.models import Category
from eventsys.conferences.editions.models import Conference
from eventsys.core.db import db
from eventsys.registration.people.models import Delegate
from tests.badges.factories import CLERK

__all__ = ["give", "issue", "make_floater", "print_at_desk", "reprint", "void"]


def reprint(badge: int) -> None:
    replacing.reprint(db.session.get_one(Badge, badge), "lost", by=CLERK, knowing=True)


def issue(badge: int) -> None:
    record.issue(db.session.get_one(Badge, badge), by=CLERK)


def void(badge: int) -> None:
    record.void(db.session.get_one(Badge, badge), "damaged", by=CLERK)


def give(badge: int, holder: str) -> None:
    passes.hand_over(db.session.get_one(Badge, badge), holder=holder, by=CLERK)


def make_floater(category: int) -> None:
    found = db.session.get_one(Category, category)
    passes.make_floaters(db.session.get_one(Conference, found.conference_id), found, 1, by=CLERK)


def print_at_desk(delegate: int) -> None:
    badge, _new = desk.desk_badge(db.session.get_one(Delegate, delegate), by=CLERK)
    desk.desk_printed(badge, "0" * 64, by=CLERK)
