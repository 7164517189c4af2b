"""Who may look into the outbox. It exists in demo mode only; elsewhere its pages answer 404 (``queries``)."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from eventsys.core import current
from eventsys.core.actor import Actor

__all__ = ["can_see_outbox"]

_LOOPBACK = {"127.0.0.1", "localhost", "::1"}


def can_see_outbox(actor: Actor, thing: Any) -> bool:
    """A demo on this machine: everybody, its people have no mailbox but this one. Elsewhere: administrators.

    Letters hold links that open registrations, so a demo that others can reach keeps them closed.
    """
    settings = current.settings()
    return settings.demo and (actor.admin or urlsplit(settings.base_url).hostname in _LOOPBACK)
