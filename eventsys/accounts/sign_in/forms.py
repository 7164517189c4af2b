"""flask-security's forms as we show them."""

from __future__ import annotations

from typing import Any

from flask import url_for
from flask_security import ForgotPasswordForm, LoginForm

from eventsys.core.forms import strip_text


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
