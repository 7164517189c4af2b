"""flask-security in our house: its settings, our data, our letters, our rules about passwords, its limits; and the gate
of the second factor: staff without one are led to its page, none is added behind one's back.

Whoever finds a session open shall not make a key of their own and prove with that who they are: before keys and
recovery codes are touched, the account's owner proves it anew.
"""

import base64
from collections.abc import Callable
from datetime import timedelta
from typing import Any, cast

from flask import Flask, Response, make_response, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_security import Security

from eventsys.accounts.limits.pages import add_limits
from eventsys.accounts.proofs import pages as proofs_pages
from eventsys.accounts.proofs.pages import ask_unless_fresh
from eventsys.accounts.sessions.pages import PASSED, signed_in_user
from eventsys.accounts.sign_in import pages
from eventsys.accounts.sign_in.forms import ForgottenForm, PasskeyAnswerForm, PasskeyMadeForm, SignInForm
from eventsys.accounts.sign_in.pages import Letters, OneTimeCodes, Passwords, UserStore, WebAuthn, load_actor
from eventsys.accounts.sign_in.rules import MESSAGES
from eventsys.accounts.users.models import Passkey, User
from eventsys.core import clock
from eventsys.core.current import key_for
from eventsys.core.db import db
from eventsys.core.settings import Settings
from eventsys.core.web import access
from eventsys.core.web.access import current_actor
from eventsys.core.web.security import see_other


def init_app(app: Flask, settings: Settings, *, slug_of: Callable[[int], str | None]) -> None:
    """Sign-in, actors and links. ``slug_of`` tells a conference's slug from its number."""
    add_security(app, settings)
    add_gate(app)
    access.set_actor_loader(load_actor)
    access.set_freshness(proofs_pages.ask_unless_fresh)
    app.extensions["eventsys.slug_of"] = slug_of


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


def add_security(app: Flask, settings: Settings) -> None:
    """Sign-in and everything about it, under /account."""
    with app.app_context():
        app.config.update(_configuration(app, settings))
    security = Security(
        app,
        UserStore(db, User, None, Passkey),  # type: ignore[arg-type]  # no role table: roles here are per conference
        mail_util_cls=Letters,
        password_util_cls=Passwords,
        totp_cls=OneTimeCodes,
        webauthn_util_cls=WebAuthn,
        render_template=_render,  # type: ignore[arg-type]  # an answer passes through its views as well as a text
        login_form=SignInForm,
        forgot_password_form=ForgottenForm,
        wan_signin_response_form=PasskeyAnswerForm,
        wan_register_response_form=PasskeyMadeForm,
    )
    security.want_json(lambda _request: False)
    # Only sessions sign in here: no tokens in headers or addresses.
    app.login_manager.request_loader(lambda _request: None)  # type: ignore[attr-defined]
    app.login_manager.session_protection = "strong"  # type: ignore[attr-defined]
    app.login_manager._session_identifier_generator = pages.browser_mark  # type: ignore[attr-defined]
    pages.watch(app)
    add_limits(app)
    _finish(app)


#: Where flask-security's pages stand, and where one goes on from them.
_ADDRESSES: dict[str, Any] = {
    "URL_PREFIX": "/account",
    "STATIC_FOLDER": None,
    "LOGIN_URL": "/sign-in",
    "LOGOUT_URL": "/sign-out",
    "RESET_URL": "/reset",
    "CHANGE_URL": "/password",
    "VERIFY_URL": "/verify",
    "TWO_FACTOR_SETUP_URL": "/second-factor/app",
    "TWO_FACTOR_TOKEN_VALIDATION_URL": "/second-factor/code",
    "TWO_FACTOR_RESCUE_URL": "/second-factor/help",
    "TWO_FACTOR_SELECT_URL": "/second-factor/choose",
    "MULTI_FACTOR_RECOVERY_CODES_URL": "/recovery-codes",
    "MULTI_FACTOR_RECOVERY_URL": "/second-factor/recovery",
    "WAN_REGISTER_URL": "/passkeys",
    "WAN_DELETE_URL": "/passkeys/remove",
    "WAN_SIGNIN_URL": "/sign-in/passkey",
    "WAN_VERIFY_URL": "/verify/passkey",
    "POST_LOGIN_VIEW": "/account/arrive",
    "POST_LOGOUT_VIEW": "/",
    "POST_CHANGE_VIEW": "/account/",
    "POST_RESET_VIEW": "/account/sign-in",
    "TWO_FACTOR_POST_SETUP_VIEW": "/account/arrive?set-up=app",
    "WAN_POST_REGISTER_VIEW": "/account/arrive?set-up=passkey",
}
#: What signing in asks for, for how long it holds, and what leaves us: no letter of flask-security's own.
_SIGNING_IN: dict[str, Any] = {
    "LOGOUT_METHODS": ["POST"],
    "RECOVERABLE": True,
    "CHANGEABLE": True,
    "TWO_FACTOR": True,
    "WEBAUTHN": True,
    "MULTI_FACTOR_RECOVERY_CODES": True,
    "TWO_FACTOR_ENABLED_METHODS": ["authenticator"],
    "TWO_FACTOR_RESCUE_EMAIL": False,
    "TWO_FACTOR_AUTHENTICATOR_VALIDITY": 60,
    "TWO_FACTOR_ALWAYS_VALIDATE": True,
    "TOTP_ISSUER": "eventsys",
    "MULTI_FACTOR_RECOVERY_CODES_N": 8,
    "WAN_RP_NAME": "eventsys",
    "WAN_ALLOW_USER_HINTS": False,
    "API_ENABLED_METHODS": ["session"],
    "RETURN_GENERIC_RESPONSES": True,
    "INPUT_NORMALIZE_FORM": "NFC",
    "FRESHNESS": timedelta(minutes=30),
    "FRESHNESS_GRACE_PERIOD": timedelta(minutes=10),
    "RESET_PASSWORD_WITHIN": timedelta(hours=4),
    "PASSWORD_SCHEMES": ["argon2"],
    "PASSWORD_SINGLE_HASH": {"argon2"},
    "PASSWORD_LENGTH_MIN": 12,
    "EMAIL_PLAINTEXT": False,
    "EMAIL_HTML": False,
    "EMAIL_VALIDATOR_ARGS": {"test_environment": True},
    "DATETIME_FACTORY": clock.now,
    "I18N_DOMAIN": "messages",
}


def _configuration(app: Flask, settings: Settings) -> dict[str, Any]:
    values: dict[str, Any] = {
        **_ADDRESSES,
        **_SIGNING_IN,
        "TOTP_SECRETS": {"1": base64.urlsafe_b64encode(key_for("totp")).decode()},
        "MULTI_FACTOR_RECOVERY_CODES_KEYS": [base64.urlsafe_b64encode(key_for("recovery codes"))],
        "I18N_DIRNAME": app.config["BABEL_TRANSLATION_DIRECTORIES"].split(";"),
        **{f"MSG_{name}": told for name, told in MESSAGES.items()},
    }
    if settings.testing:  # real argon2id, at the price a test can pay
        values["PASSWORD_HASH_PASSLIB_OPTIONS"] = {
            "argon2__time_cost": 1,
            "argon2__memory_cost": 64,
            "argon2__parallelism": 1,
        }
    cookies = {
        "REMEMBER_COOKIE_HTTPONLY": True,
        "REMEMBER_COOKIE_SECURE": settings.secure_cookies,
        "REMEMBER_COOKIE_SAMESITE": "Lax",
    }
    return {**cookies, **{f"SECURITY_{name}": value for name, value in values.items()}}


def _render(template: str, **values: Any) -> Response:
    """A page of flask-security: 422 when a form it shows was sent and refused."""
    shown = [v for name, v in values.items() if name.endswith("_form") and v is not None]
    refused = request.method == "POST" and any(getattr(form, "errors", None) for form in shown)
    if request.endpoint == "security.forgot_password" and request.method == "POST" and not refused:
        return cast("Response", see_other(url_for("security.forgot_password")))
    return make_response(render_template(template, **values), 422 if refused else 200)


def _finish(app: Flask) -> None:
    """What flask-security leaves open: letters are committed, and answers to forms are 303."""

    @app.after_request
    def finish(response: Response) -> Response:
        if request.method == "POST" and request.blueprint == "security":
            if response.status_code == 302:
                response.status_code = 303
            if response.status_code < 400:
                db.session.commit()
        return response
