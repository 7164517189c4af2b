"""flask-security's forms as we show them."""

from __future__ import annotations

from typing import Any

from flask import url_for
from flask_security import ForgotPasswordForm, LoginForm
from flask_security.utils import get_message
from flask_security.webauthn import WebAuthnRegisterResponseForm, WebAuthnSigninResponseForm

from eventsys.accounts.proofs.service import use_challenge
from eventsys.core import clock
from eventsys.core.web.forms import strip_text


class SignInForm(LoginForm):
    """Without "remember me": a session ends with its browser."""

    remember = None  # type: ignore[assignment]  # WTForms takes a field away so

    def __init__(self, *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        self.email.data = strip_text(self.email.data)
        self.next.data = self.next.data or url_for("accounts.arrive")


class ForgottenForm(ForgotPasswordForm):
    def __init__(self, *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        self.email.data = strip_text(self.email.data)


class PasskeyAnswerForm(WebAuthnSigninResponseForm):
    """The question stands in the address, signed, and in no session: that it was not answered before is looked up."""

    def validate(self, **kwargs: Any) -> bool:
        return bool(super().validate(**kwargs)) and _is_first(self)


class PasskeyMadeForm(WebAuthnRegisterResponseForm):
    """The same for the question that makes a passkey."""

    def validate(self, **kwargs: Any) -> bool:
        return bool(super().validate(**kwargs)) and _is_first(self)


def _is_first(form: PasskeyAnswerForm | PasskeyMadeForm) -> bool:
    if use_challenge(form.challenge, now=clock.now()):
        return True
    form.credential.errors = [*form.credential.errors, get_message("API_ERROR")[0]]
    return False
