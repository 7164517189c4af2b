"""Who may, by role per conference. ``thing`` is a conference or anything with a ``conference_id``."""

from __future__ import annotations

from typing import Any

from eventsys.core.actor import Actor, Role
from eventsys.core.web.access import conference_id_of


def can_administer(actor: Actor, _thing: Any) -> bool:
    """The installation itself: networks, new conferences, users."""
    return actor.admin or actor.kind == "system"


def can_manage(actor: Actor, thing: Any) -> bool:
    """Set the conference up: organisers."""
    return actor.has(conference_id_of(thing), Role.ORGANISER)


def can_run(actor: Actor, thing: Any) -> bool:
    """Do the secretariat's work: invite, schedule, print, hold the ceremony."""
    return actor.has(conference_id_of(thing), Role.ORGANISER, Role.SECRETARIAT)


def can_review(actor: Actor, thing: Any) -> bool:
    """Decide on registrations: organisers, the secretariat and reviewers."""
    return actor.has(conference_id_of(thing), Role.ORGANISER, Role.SECRETARIAT, Role.REVIEWER)


def can_print(actor: Actor, thing: Any) -> bool:
    """Print and void badges, at the desk too."""
    return actor.has(conference_id_of(thing), Role.ORGANISER, Role.SECRETARIAT, Role.DESK)


def can_see_people(actor: Actor, thing: Any) -> bool:
    """Lists of delegates; the press officer sees the public parts only, elsewhere."""
    return actor.has(
        conference_id_of(thing), Role.ORGANISER, Role.SECRETARIAT, Role.REVIEWER, Role.DESK, Role.VIEWER
    )


def can_see(actor: Actor, thing: Any) -> bool:
    """The desk's home of a conference: all staff."""
    return actor.is_staff(conference_id_of(thing))


def can_see_logo(actor: Actor, thing: Any) -> bool:
    """An organiser's logo is as public as its conference (``thing.published``)."""
    return thing.published or actor.is_staff(conference_id_of(thing))
