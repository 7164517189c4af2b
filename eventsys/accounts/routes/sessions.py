"""What a session remembers and forgets when its user signs in, proves a second factor, or signs out."""

from __future__ import annotations

import hashlib
from typing import Any

from flask import Flask, g, request, session
from flask_security import (
    current_user,
    password_changed,
    password_reset,
    tf_disabled,
    tf_profile_changed,
    user_authenticated,
    wan_deleted,
    wan_registered,
)

from eventsys.accounts import service
from eventsys.accounts.models import User
from eventsys.accounts.routes.actor import MARK, PASSED, begin, forget, let_go_of_links, signed_in_user
from eventsys.core import audit, clock
from eventsys.core.actor import Actor
from eventsys.core.db import db

__all__ = ["browser_mark", "watch"]

#: What may outlive a sign-in; everything else might have been planted before it.
_KEPT = frozenset(
    {
        "lang",
        "_user_id",
        "_fresh",
        "_id",
        "_permanent",
        "_remember",
        "_remember_seconds",
        "fs_cc",
        "fs_paa",
        "_flashes",
    }
)


def browser_mark() -> str:
    """What binds a session to its browser: not the address, which changes on every corridor's Wi-Fi."""
    return hashlib.sha256(request.headers.get("User-Agent", "").encode()).hexdigest()


def watch(app: Flask) -> None:
    app.before_request(_leave)
    user_authenticated.connect(_signed_in, app)
    for signal in (tf_profile_changed, wan_registered):
        signal.connect(_second_factor_added, app)
    for signal in (tf_disabled, wan_deleted):
        signal.connect(_second_factor_removed, app)
    for signal in (password_changed, password_reset):
        signal.connect(_password_new, app)


def _leave() -> None:
    """Signing out: the session ends here, not in the cookie alone, and the links held in this browser go with it."""
    if request.endpoint != "security.logout" or request.method != "POST":
        return
    user = signed_in_user()
    if user is not None:
        service.sign_out(user, session.get(MARK, ""), by=_actor(user), now=clock.now())
    let_go_of_links()
    db.session.commit()
    forget(_KEPT)


def _password_new(_app: Flask, *, user: User, **_more: Any) -> None:
    """flask-security has made a new ``fs_uniquifier``: the other sessions are over, and so are waiting links."""
    service.end_password_links(user, by=_actor(user))


def _signed_in(_app: Flask, *, user: User, authn_via: list[str] | None = None, **_more: Any) -> None:
    """After the last step. ``authn_via`` is ``None`` after a second factor; a passkey counts for both."""
    g.pop("actor", None)
    if authn_via == ["change"]:  # the password was changed from inside: the same person goes on
        _end_the_others(user)
        audit.record(_actor(user), verb="user.password_changed", thing=user)
        return
    let_go_of_links()
    forget(_KEPT)
    passed = authn_via in (None, ["webauthn"])
    begin(user, is_proven=passed or not user.has_second_factor)
    session[PASSED] = passed
    service.note_sign_in(user, now=clock.now(), by=_actor(user), via=authn_via or ["second factor"])


def _second_factor_added(_app: Flask, *, user: Any, **_more: Any) -> None:
    """This session has just proved it; all others of the user end, for they have not."""
    known = _known(user)
    _end_the_others(known)
    session[PASSED] = True
    g.pop("actor", None)
    audit.record(_actor(known), verb="user.second_factor_added", thing=known)


def _end_the_others(user: User) -> None:
    """Every other session of the user ends; this one goes on."""
    service.end_sessions(user, but=session.get(MARK, ""))
    session["_user_id"] = user.fs_uniquifier


def _second_factor_removed(_app: Flask, *, user: Any, **_more: Any) -> None:
    known = _known(user)
    g.pop("actor", None)
    audit.record(_actor(known), verb="user.second_factor_removed", thing=known)
    db.session.flush()


def _known(user: Any) -> User:
    found: User = (
        current_user._get_current_object()
        if user is current_user
        else getattr(user, "_get_current_object", lambda: user)()
    )
    return found


def _actor(user: User) -> Actor:
    return Actor(kind="user", user_id=user.id, label=user.name)
