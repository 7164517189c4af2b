"""Pages of the accounts room, and how it is wired into the application."""

from collections.abc import Callable

from flask import Flask

from eventsys.accounts.routes import account, links, proofs, staff, users
from eventsys.accounts.routes.actor import load_actor
from eventsys.accounts.routes.gate import add_gate
from eventsys.accounts.routes.room import bp
from eventsys.accounts.routes.security import add_security
from eventsys.core import access
from eventsys.core.settings import Settings

__all__ = ["account", "bp", "init_app", "links", "load_actor", "proofs", "staff", "users"]


def init_app(app: Flask, settings: Settings, *, slug_of: Callable[[int], str | None]) -> None:
    """Sign-in, actors and links. ``slug_of`` tells a conference's slug from its number."""
    add_security(app, settings)
    add_gate(app)
    access.set_actor_loader(load_actor)
    access.set_freshness(proofs.ask_unless_fresh)
    app.extensions["eventsys.slug_of"] = slug_of
