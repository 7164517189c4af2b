"""Who may look into the outbox. It exists in demo mode only; elsewhere its pages answer 404 (``queries``)."""

from __future__ import annotations

from typing import Any

from eventsys.core import current
from eventsys.core.actor import Actor
from eventsys.core.web.security import asked_on_this_machine


def can_see_outbox(actor: Actor, _thing: Any) -> bool:
    """A demo, asked on its own machine: everybody, its people have no mailbox but this one. Others: administrators.

    Letters hold links that open registrations, so a demo that others can reach keeps them closed.
    """
    return current.settings().demo and (actor.admin or asked_on_this_machine())
