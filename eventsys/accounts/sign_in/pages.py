"""Our sides of flask-security's plugs, what a session remembers and forgets when its user signs in, proves a second
factor or signs out, and who acts in a request: one query for a user with roles, one for links held, none for the public.
"""

from __future__ import annotations

import base64
import hashlib
from typing import Any, cast

from flask import Flask, g, has_request_context, request, session
from flask_security import (
    MailUtil,
    PasswordUtil,
    SQLAlchemyUserDatastore,
    Totp,
    UserMixin,
    WebauthnUtil,
    current_user,
    password_changed,
    password_reset,
    tf_disabled,
    tf_profile_changed,
    user_authenticated,
    verify_password,
    wan_deleted,
    wan_registered,
)
from flask_security.utils import get_message
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from eventsys.accounts.invitations import service as invitations
from eventsys.accounts.links.pages import grants_held, let_go_of_links
from eventsys.accounts.roles import rules as roles_rules
from eventsys.accounts.sessions import service as sessions
from eventsys.accounts.sessions.pages import MARK, PASSED, begin, forget, signed_in_user, user_of_cookie
from eventsys.accounts.sign_in import letters
from eventsys.accounts.users import queries as users_queries
from eventsys.accounts.users import service as users
from eventsys.accounts.users.models import User
from eventsys.accounts.users.rules import password_problem
from eventsys.core import audit, clock, current
from eventsys.core.actor import ANONYMOUS, Actor, Grant
from eventsys.core.db import db
from eventsys.mail.writing import service as writing
from eventsys.pdf.layout.qr import qr_png


def load_actor() -> Actor:
    """The actor of the request, read anew each time: a role or link taken away is gone at once."""
    if not has_request_context():
        return ANONYMOUS
    return actor_now(signed_in_user())


def actor_now(user: User | None) -> Actor:
    grants = grants_held()
    if user is None:
        return Actor(kind="link", label=_holder(grants), grants=grants) if grants else ANONYMOUS
    found = roles_rules.actor_of(
        user,
        passed_second_factor=bool(session.get(PASSED)),
        second_factor_required=current.settings().second_factor == "required",
    )
    return roles_rules.with_grants(found, grants)


def _holder(grants: tuple[Grant, ...]) -> str:
    return f"{grants[0].purpose} link {grants[0].link_id}"


class UserStore(SQLAlchemyUserDatastore):
    """Finds a user and roles in one query; addresses in lower case, as they are kept."""

    def find_user(
        self,
        case_insensitive: bool = False,  # noqa: ARG002 (flask-security says it by name; addresses have one case)
        **kwargs: Any,
    ) -> UserMixin | None:
        [(name, value)] = kwargs.items()
        if name == "email":
            return users_queries.find_by_email(str(value))
        if name == "fs_uniquifier" and has_request_context() and value == session.get("_user_id"):
            return user_of_cookie()
        return users_queries.find_user(name, value)

    def mf_get_recovery_codes(self, user: UserMixin) -> list[str]:
        """Each works once: of two requests with the same one, the second waits here and does not find it."""
        if has_request_context() and request.endpoint == "security.mf_recovery" and request.method == "POST":
            users_queries.lock_codes(cast("User", user))
        codes: list[str] = super().mf_get_recovery_codes(user)
        return codes


class Passwords(PasswordUtil):
    def validate(self, password: str, *_: Any, **kwargs: Any) -> tuple[list[str] | None, str]:
        normalized = self.normalize(password)
        user = kwargs.get("user")
        problem = password_problem(normalized, about=(user.name, user.email) if user else ())
        if problem is None and user and user.password and verify_password(normalized, user.password):
            return [get_message("PASSWORD_IS_THE_SAME")[0]], normalized
        return ([str(problem)] if problem else None), normalized


class OneTimeCodes(Totp):
    """A code works once: the last one's counter is kept with the user."""

    def generate_qrcode(self, username: str, totp: str) -> str:
        """On white, with its quiet zone: it must be read from a dark page, too."""
        picture = base64.b64encode(qr_png(self.get_totp_uri(username, totp), scale=6)).decode()
        return f"data:image/png;base64,{picture}"

    def get_last_counter(self, user: UserMixin) -> int | None:
        users_queries.lock_codes(
            cast("User", user)
        )  # of two at once, the second sees what the first has used
        return cast("User", user).totp_last_counter

    def set_last_counter(self, user: UserMixin, tmatch: Any) -> None:
        cast("User", user).totp_last_counter = tmatch.counter


class WebAuthn(WebauthnUtil):
    """Passkeys always ask for a finger, a face or a PIN: one of them is then worth two factors."""

    def authenticator_selection(self, _user: UserMixin, usage: str) -> AuthenticatorSelectionCriteria:
        return AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED
            if usage == "first"
            else ResidentKeyRequirement.PREFERRED,
            user_verification=UserVerificationRequirement.REQUIRED,
        )

    def user_verification(self, _user: UserMixin | None, _usage: list[str]) -> UserVerificationRequirement:
        return UserVerificationRequirement.REQUIRED


class Letters(MailUtil):
    """Puts flask-security's letters into our outbox, written by us."""

    def send_mail(self, template: str, *_: Any, **kwargs: Any) -> None:
        letter = letters.of_security(template, cast("User", kwargs["user"]), kwargs)
        writing.queue(letter)


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
        sessions.sign_out(user, session.get(MARK, ""), by=_actor(user), now=clock.now())
    let_go_of_links()
    db.session.commit()
    forget(_KEPT)


def _password_new(_app: Flask, *, user: User, **_more: Any) -> None:
    """flask-security has made a new ``fs_uniquifier``: the other sessions are over, and so are waiting links."""
    invitations.end_password_links(user, by=_actor(user))


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
    users.note_sign_in(user, now=clock.now(), by=_actor(user), via=authn_via or ["second factor"])


def _second_factor_added(_app: Flask, *, user: Any, **_more: Any) -> None:
    """This session has just proved it; all others of the user end, for they have not."""
    known = _known(user)
    _end_the_others(known)
    session[PASSED] = True
    g.pop("actor", None)
    audit.record(_actor(known), verb="user.second_factor_added", thing=known)


def _end_the_others(user: User) -> None:
    """Every other session of the user ends; this one goes on."""
    users.end_sessions(user, but=session.get(MARK, ""))
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
