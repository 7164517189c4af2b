"""The shape of what is typed on the accounts' pages."""

from __future__ import annotations

from typing import Any

from flask import url_for
from flask_security import ForgotPasswordForm, LoginForm
from wtforms import BooleanField, EmailField, PasswordField, StringField
from wtforms.validators import DataRequired, EqualTo, Length

from eventsys.accounts.letters import ROLE_WORDS
from eventsys.core.choices import SelectField
from eventsys.core.forms import Form, name_field, strip_text
from eventsys.core.languages import OWN_NAMES
from eventsys.core.languages import lazy_gettext as _l

__all__ = ["AccountForm", "ForgottenForm", "InviteForm", "SetPasswordForm", "SignInForm", "StaffForm"]


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


class AccountForm(Form):
    name = StringField(
        _l("Name"), validators=[DataRequired(_l("Enter your name")), Length(max=200), name_field]
    )
    language = SelectField(_l("Language of letters"), choices=list(OWN_NAMES.items()))


class SetPasswordForm(Form):
    password = PasswordField(_l("New password"), validators=[DataRequired(_l("Enter a password"))])
    again = PasswordField(
        _l("The same again"), validators=[EqualTo("password", _l("The two passwords are not the same"))]
    )


class InviteForm(Form):
    email = EmailField(
        _l("Mail address"), validators=[DataRequired(_l("Enter a mail address")), Length(max=254)]
    )
    name = StringField(_l("Name"), validators=[DataRequired(_l("Enter a name")), Length(max=200), name_field])
    language = SelectField(_l("Language of letters"), choices=list(OWN_NAMES.items()))
    admin = BooleanField(_l("Administrator of the whole installation"))


class StaffForm(Form):
    email = EmailField(
        _l("Mail address"), validators=[DataRequired(_l("Enter a mail address")), Length(max=254)]
    )
    name = StringField(_l("Name"), validators=[DataRequired(_l("Enter a name")), Length(max=200), name_field])
    language = SelectField(_l("Language of letters"), choices=list(OWN_NAMES.items()))
    role = SelectField(_l("Role"), choices=[(role.value, word) for role, word in ROLE_WORDS.items()])
