"""How often one may try, by address and by account: neither many names nor many addresses help."""

from __future__ import annotations

from flask import Flask, request, session
from flask.typing import ResponseReturnValue
from flask_limiter.util import get_remote_address

from eventsys.accounts.rules import normalized_address
from eventsys.core.access import GUARD_MARK
from eventsys.core.limits import limiter

__all__ = ["add_limits"]

#: Generous by address, for a hall has one; strict by account.
_BY_ADDRESS = "40 per minute; 300 per hour"
_BY_ACCOUNT = "10 per 5 minutes; 60 per day"
#: Pages that take a secret or send a letter.
_TRIED = frozenset(
    f"security.{name}"
    for name in (
        "login",
        "forgot_password",
        "reset_password",
        "verify",
        "change_password",
        "two_factor_token_validation",
        "two_factor_setup_validate",
        "mf_recovery",
        "wan_signin",
        "wan_signin_response",
        "wan_verify_response",
    )
)
#: Pages of flask-security that ask for nobody's sign-in; each of the others asks itself.
_OPEN = frozenset(
    f"security.{name}"
    for name in (
        "login",
        "logout",
        "forgot_password",
        "reset_password",
        "tf_select",
        "two_factor_setup",
        "two_factor_token_validation",
        "two_factor_rescue",
        "mf_recovery",
        "wan_signin",
        "wan_signin_response",
    )
)


def _account() -> str:
    named = request.form.get("email") or session.get("tf_user_id") or session.get("_user_id")
    return normalized_address(str(named)) if named else get_remote_address()


@limiter.shared_limit(_BY_ADDRESS, scope="secrets by address")
@limiter.shared_limit(_BY_ACCOUNT, scope="secrets by account", key_func=_account)
def _one_more_try() -> None:
    """Counts; raises the 429."""


def add_limits(app: Flask) -> None:
    for endpoint, view in app.view_functions.items():
        if endpoint.startswith("security."):
            setattr(
                view,
                GUARD_MARK,
                "eventsys.core.access.public" if endpoint in _OPEN else "eventsys.core.access.signed_in",
            )

    @app.before_request
    def count() -> ResponseReturnValue | None:
        if request.method == "POST" and request.endpoint in _TRIED:
            _one_more_try()
        return None
