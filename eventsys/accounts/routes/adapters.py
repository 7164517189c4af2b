"""Our sides of flask-security's plugs: data, passwords, codes, passkeys, letters."""

from __future__ import annotations

import base64
from typing import Any, cast

from flask import has_request_context, request, session
from flask_security import (
    MailUtil,
    PasswordUtil,
    SQLAlchemyUserDatastore,
    Totp,
    UserMixin,
    WebauthnUtil,
    verify_password,
)
from flask_security.utils import get_message
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from eventsys.accounts import letters, queries
from eventsys.accounts.models import User
from eventsys.accounts.routes.actor import user_of_cookie
from eventsys.accounts.rules import password_problem
from eventsys.mail import service as mail
from eventsys.pdf.qr import qr_png

__all__ = ["Letters", "OneTimeCodes", "Passwords", "UserStore", "WebAuthn"]


class UserStore(SQLAlchemyUserDatastore):
    """Finds a user and roles in one query; addresses in lower case, as they are kept."""

    def find_user(self, case_insensitive: bool = False, **kwargs: Any) -> UserMixin | None:
        [(name, value)] = kwargs.items()
        if name == "email":
            return queries.by_email(str(value))
        if name == "fs_uniquifier" and has_request_context() and value == session.get("_user_id"):
            return user_of_cookie()
        return queries.find_user(name, value)

    def mf_get_recovery_codes(self, user: UserMixin) -> list[str]:
        """Each works once: of two requests with the same one, the second waits here and does not find it."""
        if has_request_context() and request.endpoint == "security.mf_recovery" and request.method == "POST":
            queries.lock_codes(cast("User", user))
        codes: list[str] = super().mf_get_recovery_codes(user)
        return codes


class Passwords(PasswordUtil):
    def validate(self, password: str, is_register: bool, **kwargs: Any) -> tuple[list[str] | None, str]:
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
        queries.lock_codes(cast("User", user))  # of two at once, the second sees what the first has used
        return cast("User", user).totp_last_counter

    def set_last_counter(self, user: UserMixin, tmatch: Any) -> None:
        cast("User", user).totp_last_counter = tmatch.counter


class WebAuthn(WebauthnUtil):
    """Passkeys always ask for a finger, a face or a PIN: one of them is then worth two factors."""

    def authenticator_selection(self, user: UserMixin, usage: str) -> AuthenticatorSelectionCriteria:
        return AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED
            if usage == "first"
            else ResidentKeyRequirement.PREFERRED,
            user_verification=UserVerificationRequirement.REQUIRED,
        )

    def user_verification(self, user: UserMixin | None, usage: list[str]) -> UserVerificationRequirement:
        return UserVerificationRequirement.REQUIRED


class Letters(MailUtil):
    """Puts flask-security's letters into our outbox, written by us."""

    def send_mail(
        self, template: str, subject: str, recipient: Any, sender: Any, body: Any, html: Any, **kwargs: Any
    ) -> None:
        letter = letters.of_security(template, cast("User", kwargs["user"]), kwargs)
        mail.queue(letter)
