"""The shape of a first password."""

from __future__ import annotations

from wtforms import PasswordField
from wtforms.validators import DataRequired, EqualTo

from eventsys.core.web.forms import Form
from eventsys.core.words.languages import lazy_gettext as _l


class SetPasswordForm(Form):
    password = PasswordField(_l("New password"), validators=[DataRequired(_l("Enter a password"))])
    again = PasswordField(
        _l("The same again"), validators=[EqualTo("password", _l("The two passwords are not the same"))]
    )
