"""Who may do what with accounts."""

from __future__ import annotations

from typing import Any

from eventsys.core.actor import Actor, Role
from eventsys.core.web.access import conference_id_of


def can_administer(actor: Actor, _thing: Any) -> bool:
    """Every account of the installation: administrators."""
    return actor.admin or actor.kind == "system"


def can_staff(actor: Actor, thing: Any) -> bool:
    """Give and take roles at a conference: its organisers."""
    return actor.has(conference_id_of(thing), Role.ORGANISER)


def can_set_password(actor: Actor, thing: Any) -> bool:
    """Whoever holds an invitation's link sets that account's password; ``thing`` is the account."""
    return thing is not None and actor.granted("password", thing.public_id)
