"""The copy of one's own data: everything on record about a person, in the order of the register."""

from __future__ import annotations

from datetime import datetime

from eventsys.core import audit
from eventsys.core.actor import Actor
from eventsys.core.db import db
from eventsys.privacy.copies.rules import Section
from eventsys.privacy.register.service import register_of
from eventsys.privacy.subjects.models import Named, Subject
from eventsys.privacy.subjects.queries import KINDS
from eventsys.registration.passports.service import look_at_passport
from eventsys.registration.people.models import Delegate

__all__ = ["copy_of"]


def copy_of(person: Subject, *, by: Actor, now: datetime) -> list[Section]:
    """Everything; tables that say nothing about the person are there too, empty. That it was made is written down, and
    with it that the passport was looked at."""
    if isinstance(person, Delegate):
        look_at_passport(person, by=by, now=now)
    if isinstance(person, Named):
        name = {"name": person.name}
        audit.record(by, verb="conference.name_copied", thing=person.conference, after=name)
    else:
        kind = KINDS[type(person)]
        audit.record(by, verb=f"{kind}.copied", thing=person)
    db.session.flush()
    return [
        Section(one.table, one.words, [one.facts(row) for row in one.rows(person)], one.choices)
        for one in register_of(person)
    ]
