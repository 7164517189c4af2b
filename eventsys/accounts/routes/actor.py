"""Who acts in a request: one query for a user with roles, one for links held, none for the public."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from flask import g, has_request_context, request, session
from flask_security import current_user

from eventsys.accounts import queries, rules, service
from eventsys.accounts.models import Link, User
from eventsys.core import clock, current
from eventsys.core.actor import ANONYMOUS, Actor, Grant
from eventsys.core.ids import new_token
from eventsys.core.limits import network_of_request

__all__ = [
    "MARK", "PASSED", "actor_now", "begin", "forget", "hold_link", "let_go_of_links", "load_actor", "signed_in_user",
    "user_of_cookie",
]  # fmt: skip

#: Session key: this session has passed a second factor.
PASSED = "second_factor"
#: Session key: the mark of this browser's session, which the server can end.
MARK = "mark"
_LINKS = "links"
#: Session key: the mark of a browser that holds links, which the server can end.
_HOLDS = "holds"
_SEEN = "seen"
_SEEN_ANEW = 600  # seconds: a cookie is not written with every page
_MOST_LINKS = 12


def signed_in_user() -> User | None:
    """The user of the session cookie, read once in a request; ``None`` for everyone else.

    A cookie whose session has ended is emptied: it may be a copy, and the links in it with it."""
    if "_user_id" not in session:
        return None
    if not current_user.is_authenticated:
        forget()
        return None
    if (now := int(clock.now().timestamp())) - session.get(_SEEN, 0) > _SEEN_ANEW:
        session[_SEEN] = now
    return cast("User", current_user._get_current_object())  # the proxy's way


def user_of_cookie() -> User | None:
    """Whom the cookie of this request names, unless its session has ended, or slept for too long."""
    now, mark = clock.now(), session.get(MARK)
    idle = now.timestamp() - session.get(_SEEN, 0)
    if not isinstance(mark, str) or idle > rules.LONGEST_IDLE.total_seconds():
        return None
    return queries.user_of_session(str(session.get("_user_id")), mark, now=now)


def begin(user: User, *, is_proven: bool) -> None:
    """This browser is signed in from now on; ``is_proven``: with all that the account has, its second factor included."""
    now = clock.now()
    mark = service.begin_session(
        user,
        browser=request.headers.get("User-Agent", ""),
        network=network_of_request(),
        now=now,
        is_proven=is_proven,
    )
    session.update({MARK: mark, _SEEN: int(now.timestamp())})


def forget(kept: frozenset[str] = frozenset({"lang", "_flashes"})) -> None:
    """Let go of everything this browser holds: its session, its links, what was planted."""
    for key in set(session) - kept:
        session.pop(key)
    for name in ("actor", "csrf_token"):
        g.pop(name, None)


def load_actor() -> Actor:
    """The actor of the request, read anew each time: a role or link taken away is gone at once."""
    if not has_request_context():
        return ANONYMOUS
    return actor_now(signed_in_user())


def actor_now(user: User | None) -> Actor:
    grants = grants_held()
    if user is None:
        return Actor(kind="link", label=_holder(grants), grants=grants) if grants else ANONYMOUS
    found = rules.actor_of(
        user,
        passed_second_factor=bool(session.get(PASSED)),
        second_factor_required=current.settings().second_factor == "required",
    )
    return rules.with_grants(found, grants)


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


def _holder(grants: tuple[Grant, ...]) -> str:
    return f"{grants[0].purpose} link {grants[0].link_id}"
