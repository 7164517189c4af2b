"""The gate of the second factor: staff without one are led to its page; none is added behind one's back.

Whoever finds a session open shall not make a key of their own and prove with that who they are: before keys and
recovery codes are touched, the account's owner proves it anew.
"""

from __future__ import annotations

from typing import cast

from flask import Flask, redirect, request, session, url_for
from flask.typing import ResponseReturnValue

from eventsys.accounts.routes.actor import PASSED, signed_in_user
from eventsys.accounts.routes.proofs import ask_unless_fresh
from eventsys.core.access import current_actor

__all__ = ["add_gate"]

_DESK = ("/o/", "/networks", "/account/users")
_KEYS = frozenset(
    f"security.{name}"
    for name in (
        "two_factor_setup",
        "two_factor_setup_validate",
        "wan_register",
        "wan_register_response",
        "wan_delete",
        "mf_recovery_codes",
    )
)


def add_gate(app: Flask) -> None:
    @app.before_request
    def gate() -> ResponseReturnValue | None:
        if "_user_id" not in session or request.endpoint in {None, "static"}:
            return None
        if request.endpoint in _KEYS:
            # A session that knows the password alone may set up the first key, never a second one.
            user = signed_in_user()
            if user is not None and not session.get(PASSED) and user.has_second_factor:
                return redirect(url_for("accounts.second_factor"), 303)
            return cast("ResponseReturnValue | None", ask_unless_fresh()) if user is not None else None
        if (
            request.path.startswith(_DESK)
            and request.method in {"GET", "HEAD"}
            and current_actor().needs_second_factor
        ):
            return redirect(url_for("accounts.second_factor"), 303)
        return None
