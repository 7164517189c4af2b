"""Who acts in a request: one query for a user with roles, one for links held, none for the public."""

from __future__ import annotations

from typing import Any, cast

from flask import g, has_request_context, session
from flask_security import current_user

from eventsys.accounts import queries, rules
from eventsys.accounts.models import Link, User
from eventsys.core import clock, current
from eventsys.core.actor import ANONYMOUS, Actor, Grant

__all__ = ["PASSED", "actor_now", "hold_link", "load_actor", "signed_in_user"]

#: Session key: this session has passed a second factor.
PASSED = "second_factor"
_LINKS = "links"
_MOST_LINKS = 12


def signed_in_user() -> User | None:
    """The user of the session cookie, read once in a request; ``None`` for everyone else."""
    if "_user_id" not in session or not current_user.is_authenticated:
        return None
    return cast("User", current_user._get_current_object())  # the proxy's way


def load_actor() -> Actor:
    """The actor of the request, read anew each time: a role or link taken away is gone at once."""
    if not has_request_context():
        return ANONYMOUS
    return actor_now(signed_in_user())


def actor_now(user: User | None) -> Actor:
    grants = _grants()
    if user is None:
        return Actor(kind="link", label=_holder(grants), grants=grants) if grants else ANONYMOUS
    found = rules.actor_of(
        user,
        passed_second_factor=bool(session.get(PASSED)),
        second_factor_required=current.settings().second_factor == "required",
    )
    return rules.with_grants(found, grants)


def hold_link(link: Link) -> None:
    """Keep a link in the session; the oldest goes when there are many."""
    held = [number for number in _held() if number != link.id]
    session[_LINKS] = [*held, link.id][-_MOST_LINKS:]
    g.pop("actor", None)


def _held() -> list[int]:
    held: Any = session.get(_LINKS)
    return [number for number in held if isinstance(number, int)] if isinstance(held, list) else []


def _grants() -> tuple[Grant, ...]:
    now = clock.now()
    live = [link for link in queries.links_at(_held()) if rules.link_problem(link, now) is None]
    return tuple(Grant(link.purpose, link.subject, link.id) for link in live)


def _holder(grants: tuple[Grant, ...]) -> str:
    return f"{grants[0].purpose} link {grants[0].link_id}"
