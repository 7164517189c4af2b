"""The shape of a proxy."""

from __future__ import annotations

from flask_wtf.file import FileField, FileRequired
from wtforms import StringField
from wtforms.validators import InputRequired, Length

from eventsys.core.web.choices import SelectField
from eventsys.core.web.forms import Form, body_field, name_field
from eventsys.core.web.localized import LocalizedField
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.pdf.shaping.coverage import printable


class ProxyForm(Form):
    """``giver`` and ``holder`` are public ids of delegations; the page fills their choices."""

    giver = SelectField(_l("City that is represented"), validators=[InputRequired(_l("Choose one"))])
    holder = SelectField(_l("City that acts for it"), default="")
    person = StringField(
        _l("Or a person"),
        validators=[Length(max=200), printable, name_field],
        description=_l("An ambassador, for example: the full name."),
    )
    office = LocalizedField(_l("Office of that person"), checks=[printable, body_field])
    powers = FileField(
        _l("Powers"),
        validators=[FileRequired(_l("Choose the file of the powers"))],
        description=_l("The signed letter as PDF, JPEG or PNG. It is kept as it is, with its hash."),
    )
