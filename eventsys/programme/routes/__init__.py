"""Pages of the programme: the desk's list, a session and its panel, and what the public reads."""

from __future__ import annotations

from eventsys.programme.routes import panel, people, public, sessions
from eventsys.programme.routes.blueprint import bp

__all__ = ["bp", "panel", "people", "public", "sessions"]
