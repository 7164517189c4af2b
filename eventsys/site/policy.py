"""Who may read which page of the site."""

from __future__ import annotations

from eventsys.conferences.editions.policy import can_see_people
from eventsys.programme.sessions.policy import can_read, is_public

__all__ = ["can_read", "can_see_people", "is_public"]
