"""How often one may try a secret or ask for a letter.

Counted by network and by the account that is meant, never by what a form says: names and addresses cost nothing.
Nobody is locked out: a strange network is slowed down for itself, all strange networks together for an account,
and a browser that was signed in to the account before is counted alone (OWASP's device cookies).
"""

from __future__ import annotations

from flask import Flask, Response, after_this_request, g, request, session
from flask.typing import ResponseReturnValue
from flask_security import user_authenticated
from itsdangerous import BadData, URLSafeTimedSerializer

from eventsys.accounts.users import queries as users_queries
from eventsys.accounts.users.models import User
from eventsys.accounts.users.rules import normalized_address
from eventsys.core import current
from eventsys.core.current import key_for
from eventsys.core.ids import new_token
from eventsys.core.web.access import GUARD_MARK
from eventsys.core.web.limits import limiter, network_of_request
from eventsys.core.web.security import cookie_name

#: By network generous, for a hall has one.
_BY_NETWORK = "40 per minute; 300 per hour"
_BY_ACCOUNT_HERE = "10 per 5 minutes"
#: From all strange networks; a guess among a thousand words takes days, and then there is the second factor.
_BY_ACCOUNT = "30 per 10 minutes"
#: Of six digits three are right at a time: who knows the password needs years.
_CODES = "10 per 5 minutes; 30 per hour"
_LETTERS = "5 per hour; 20 per day"
_COOKIE = "eventsys_known"
_KNOWN_FOR = 180 * 24 * 3600
_WITH_ADDRESS = frozenset({"security.login", "security.forgot_password"})
_OF_CODES = frozenset({"security.two_factor_token_validation", "security.mf_recovery"})
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
    """Whose secret is tried: the account of the address typed, of the sign-in that waits for its second factor, or of
    the session. What is nobody's counts as what it is; a page with neither counts by network alone."""
    if "tried_account" not in g:
        g.tried_account = _found_account()
    return str(g.tried_account)


def _found_account() -> str:
    if request.endpoint in _WITH_ADDRESS:
        typed = normalized_address(request.form.get("email", "")[:300])
        user = users_queries.find_by_email(typed)
        return f"user {user.id}" if user else f"nobody {typed}"
    named = session.get("tf_user_id") or session.get("_user_id")
    user = users_queries.find_user("fs_uniquifier", str(named)) if named else None
    return f"user {user.id}" if user else f"network {network_of_request()}"


def _account_here() -> str:
    return f"{_account()} {_known_browser() or network_of_request()}"


def _known_browser() -> str:
    """The number of this browser, when it was signed in to the account that is tried."""
    try:
        owner, number = _known().loads(request.cookies.get(_cookie_name(), ""), max_age=_KNOWN_FOR)
    except (BadData, TypeError, ValueError):
        return ""
    return str(number) if f"user {owner}" == _account() else ""


def _is_known() -> bool:
    return bool(_known_browser())


def _cookie_name() -> str:
    return cookie_name(_COOKIE, current.settings())


def _known() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(key_for("known browsers"))


@limiter.shared_limit(_BY_NETWORK, scope="secrets by network")
@limiter.shared_limit(_BY_ACCOUNT_HERE, scope="secrets by account and network", key_func=_account_here)
def _one_more_try() -> None:
    """Counts; raises the 429."""


@limiter.shared_limit(_BY_ACCOUNT, scope="secrets by account", key_func=_account, exempt_when=_is_known)
def _one_more_from_a_stranger() -> None:
    """As above."""


@limiter.shared_limit(_CODES, scope="codes by account", key_func=_account)
def _one_more_code() -> None:
    """As above."""


@limiter.shared_limit(_LETTERS, scope="letters by account", key_func=_account)
def _one_more_letter() -> None:
    """As above."""


def _count() -> ResponseReturnValue | None:
    if request.method != "POST" or request.endpoint not in _TRIED:
        return None
    _one_more_try()
    if request.endpoint == "security.forgot_password":
        _one_more_letter()
    elif request.endpoint in _OF_CODES:
        _one_more_code()
    else:
        _one_more_from_a_stranger()
    return None


def count_code() -> None:
    """A code is tried on a page that is not flask-security's. Raises the 429."""
    _one_more_try()
    _one_more_code()


def count_password() -> None:
    """The same of a password, or of a passkey."""
    _one_more_try()
    _one_more_from_a_stranger()


def _note_browser(_app: Flask, *, user: User, **_more: object) -> None:
    """It has signed in to this account, and is counted alone from now on."""
    cookie = _known().dumps([user.id, new_token(6)])

    def keep(response: Response) -> Response:
        secure = current.settings().secure_cookies
        response.set_cookie(
            _cookie_name(), cookie, max_age=_KNOWN_FOR, httponly=True, samesite="Lax", secure=secure
        )
        return response

    after_this_request(keep)


def add_limits(app: Flask) -> None:
    for endpoint, view in app.view_functions.items():
        if endpoint.startswith("security."):
            setattr(
                view,
                GUARD_MARK,
                "eventsys.core.web.access.public"
                if endpoint in _OPEN
                else "eventsys.core.web.access.signed_in",
            )
    app.before_request(_count)
    user_authenticated.connect(_note_browser, app)
