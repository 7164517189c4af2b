"""The session in a browser's cookie: whose it is, begun, forgotten."""

from __future__ import annotations

from typing import cast

from flask import g, request, session
from flask_security import current_user

from eventsys.accounts.sessions import queries, rules, service
from eventsys.accounts.users.models import User
from eventsys.core import clock
from eventsys.core.web.limits import network_of_request

#: Session key: this session has passed a second factor.
PASSED = "second_factor"
#: Session key: the mark of this browser's session, which the server can end.
MARK = "mark"
_SEEN = "seen"
_SEEN_ANEW = 600  # seconds: a cookie is not written with every page


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
