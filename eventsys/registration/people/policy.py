"""Who sees which of a person's data: the one table, which policies, pages, lists and searches ask."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from eventsys.conferences.editions.models import Conference
from eventsys.conferences.editions.policy import can_see_people
from eventsys.core.actor import Actor
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.core.words.languages import lazy_pgettext
from eventsys.registration.delegations.policy import is_focal
from eventsys.registration.kinds.models import Data
from eventsys.registration.people.models import Delegate


class Reader(StrEnum):
    """Who may look at a registration, in the order of the table's columns."""

    PERSON = "person"
    FOCAL_POINT = "focal_point"
    ORGANISER = "organiser"
    SECRETARIAT = "secretariat"
    REVIEWER = "reviewer"
    DESK = "desk"
    VIEWER = "viewer"
    PRESS = "press"
    ADMINISTRATOR = "administrator"
    PUBLIC = "public"


READER_WORDS: Mapping[Reader, Any] = {
    Reader.PERSON: _l("The person"), Reader.FOCAL_POINT: _l("Focal point of the city"), Reader.ORGANISER: _l("Organiser"),
    Reader.SECRETARIAT: _l("Secretariat"), Reader.REVIEWER: _l("Reviewer"), Reader.DESK: _l("Registration desk"),
    Reader.VIEWER: _l("Viewer"), Reader.PRESS: _l("Press officer"), Reader.ADMINISTRATOR: _l("Administrator"),
    Reader.PUBLIC: lazy_pgettext("readers", "Everybody"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Datum:
    """A row of the table; which fields are such data they say themselves (``seen_as``). ``note`` says what else is to be
    known, "" for nothing."""

    words: Any
    readers: frozenset[Reader]
    note: Any = ""


_OWN_CITY = frozenset({Reader.PERSON, Reader.FOCAL_POINT})
_OFFICE = frozenset({Reader.ORGANISER, Reader.SECRETARIAT, Reader.ADMINISTRATOR})
_REVIEW = _OFFICE | {Reader.REVIEWER}

DATA: Mapping[Data, Datum] = {
    Data.NAME: Datum(
        _l("Name, form of address, office, organisation, category"),
        _OWN_CITY | _REVIEW | {Reader.DESK, Reader.VIEWER},
        _l(
            "Stands on the badge. Everybody reads it of who speaks in the published programme or signs a declaration."
        ),
    ),
    Data.PHOTO: Datum(_l("Photo"), _OWN_CITY | _REVIEW | {Reader.DESK}, _l("Stands on the badge.")),
    Data.CONTACT: Datum(_l("Mail address and telephone"), _OWN_CITY | _REVIEW),
    Data.JOURNEY: Datum(_l("Arrival, departure, flights, hotel"), _OWN_CITY | _REVIEW),
    Data.NEEDS: Datum(_l("Diet and access needs"), _OWN_CITY | _REVIEW),
    Data.ANSWERS: Datum(_l("Answers to the organisers’ own questions"), _OWN_CITY | _REVIEW),
    Data.CONSENT: Datum(_l("Consent: to which text, when, and how"), _OWN_CITY | _REVIEW),
    Data.NOTE: Datum(_l("Reason of a decision"), _OWN_CITY | _REVIEW),
    Data.PASSPORT: Datum(
        _l("Passport"),
        _OFFICE | {Reader.PERSON},
        _l("Kept apart and encrypted; each look is written down with name and time."),
    ),
    Data.LETTERS: Datum(
        _l("Letters to the person"),
        _OFFICE | {Reader.PERSON},
        _l("Personal links in them are cut off for the staff."),
    ),
}


def is_seen_by(data: Data, readers: Iterable[Reader]) -> bool:
    """Whether one of ``readers`` sees it."""
    return not DATA[data].readers.isdisjoint(readers)


def can_own(actor: Actor, delegate: Delegate) -> bool:
    """The delegate's own link alone."""
    return actor.granted("delegate", delegate.public_id)


def can_fill(actor: Actor, delegate: Delegate) -> bool:
    """Fill in a registration: the delegate, or the focal point for a delegate of the same city."""
    return can_own(actor, delegate) or is_focal(actor, delegate.delegation)


def can_see_own(actor: Actor, delegate: Delegate) -> bool:
    """Open the delegate's page: staff are led on to their own view of it."""
    return can_fill(actor, delegate) or can_see_people(actor, delegate)


def staff_readers(actor: Actor, conference_id: int) -> frozenset[Reader]:
    """As whom the actor looks at anybody's registration at a conference."""
    found = {Reader.PUBLIC} | {Reader(role) for role in actor.roles.get(conference_id, ())}
    return frozenset(found | {Reader.ADMINISTRATOR} if actor.admin or actor.kind == "system" else found)


def readers(actor: Actor, delegate: Delegate) -> frozenset[Reader]:
    """As whom the actor looks at this one; staff with several roles see what any of them does."""
    found = set(staff_readers(actor, delegate.conference_id))
    if can_own(actor, delegate):
        found.add(Reader.PERSON)
    if is_focal(actor, delegate.delegation):
        found.add(Reader.FOCAL_POINT)
    return frozenset(found)


def sees_of_all(actor: Actor, conference: Conference, data: Data) -> bool:
    """Whether the actor reads these data of everybody registered at the conference."""
    return is_seen_by(data, staff_readers(actor, conference.id))


def sees(actor: Actor, delegate: Delegate, data: Data) -> bool:
    """Whether the actor reads these data of this person, by :data:`DATA`."""
    return is_seen_by(data, readers(actor, delegate))


def shown(actor: Actor, delegate: Delegate) -> dict[str, bool]:
    """For pages: which data they show to the actor."""
    who = readers(actor, delegate)
    return {data.value: is_seen_by(data, who) for data in Data}


def can_see_photo(actor: Actor, delegate: Delegate) -> bool:
    return sees(actor, delegate, Data.PHOTO)
