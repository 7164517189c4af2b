"""The copy of one's own data: everything on record about a person, in the order of the register."""

from __future__ import annotations

from datetime import datetime

from eventsys.accounts.users.models import User
from eventsys.conferences.editions.policy import can_manage
from eventsys.core import audit
from eventsys.core.actor import Actor
from eventsys.core.db import db
from eventsys.core.words.languages import gettext as _
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.privacy import queries
from eventsys.privacy.models import Named, Subject
from eventsys.privacy.rules import Section
from eventsys.privacy.service.holdings import register_of
from eventsys.registration.decisions.service import PersonNote
from eventsys.registration.delegations.models import Delegation
from eventsys.registration.passports.service import look_at_passport
from eventsys.registration.people.models import Delegate
from eventsys.registration.people.service import OwnLink

__all__ = ["asked_note", "copy_of", "own_links", "staff_links"]


_KINDS = {Delegate: "delegate", Delegation: "delegation", User: "user"}


def copy_of(person: Subject, *, by: Actor, now: datetime) -> list[Section]:
    """Everything; tables that say nothing about the person are there too, empty. That it was made is written down, and
    with it that the passport was looked at."""
    if isinstance(person, Delegate):
        look_at_passport(person, by=by, now=now)
    if isinstance(person, Named):
        name = {"name": person.name}
        audit.record(by, verb="conference.name_copied", thing=person.conference, after=name)
    else:
        kind = _KINDS[type(person)]
        audit.record(by, verb=f"{kind}.copied", thing=person)
    db.session.flush()
    return [
        Section(one.table, one.words, [one.facts(row) for row in one.rows(person)], one.choices)
        for one in register_of(person)
    ]


def staff_links(delegate: Delegate) -> list[OwnLink]:
    """For the page that the organisers see."""
    return [OwnLink(_l("Erase the data of this person"), "privacy.decide")]


def asked_note(delegate: Delegate) -> list[PersonNote]:
    """For the same page, while a request waits."""
    if queries.asked_erasure(delegate) is None:
        return []
    values = {"delegate_id": delegate.public_id}
    text, label = _("This person asks to have the own data erased."), _("Decide")
    return [PersonNote(text, label, "privacy.decide", can_manage, values)]


def own_links(delegate: Delegate) -> list[OwnLink]:
    """For the own page."""
    return [OwnLink(_l("Your data, and who sees them"), "privacy.own")]
