"""The links that a browser holds, in its session."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import g, session

from eventsys.accounts.links import queries, rules, service
from eventsys.accounts.links.models import Link
from eventsys.core import clock
from eventsys.core.actor import Grant
from eventsys.core.ids import new_token

_LINKS = "links"
#: Session key: the mark of a browser that holds links, which the server can end.
_HOLDS = "holds"
_MOST_LINKS = 12


def hold_link(link: Link) -> None:
    """Keep a link in the session; the oldest goes when there are many. What was let go of does not come back."""
    mark = _mark_of_holder()
    if not mark or queries.is_let_go(mark):
        session[_LINKS], session[_HOLDS] = [], new_token()
    held = [number for number in _held() if number != link.id]
    session[_LINKS] = [*held, link.id][-_MOST_LINKS:]
    g.pop("actor", None)


def _held() -> list[int]:
    held: Any = session.get(_LINKS)
    return [number for number in held if isinstance(number, int)] if isinstance(held, list) else []


def _mark_of_holder() -> str:
    mark = session.get(_HOLDS)
    return mark if isinstance(mark, str) else ""


def _links() -> Sequence[Link]:
    mark = _mark_of_holder()
    return queries.links_held(_held(), mark) if mark else []


def let_go_of_links() -> None:
    """This browser and whoever has a copy of its cookie hold the links no more. The caller commits."""
    service.let_go(_mark_of_holder(), _links(), now=clock.now())


def grants_held() -> tuple[Grant, ...]:
    """What the links that this browser holds let it do now."""
    now = clock.now()
    live = [link for link in _links() if rules.link_problem(link, now) is None]
    return tuple(Grant(link.purpose, link.subject, link.id) for link in live)
