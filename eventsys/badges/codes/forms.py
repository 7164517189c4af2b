"""A code, typed or read."""

from __future__ import annotations

from wtforms import StringField
from wtforms.validators import DataRequired, Length, Optional

from eventsys.core.web.choices import SelectField
from eventsys.core.web.forms import Form
from eventsys.core.words.languages import lazy_gettext as _l


class CodeForm(Form):
    """A scanned or typed badge code, and the zone it is to open, if any."""

    code = StringField(
        _l("Code from the badge"), validators=[DataRequired(_l("Scan or type a code")), Length(max=200)]
    )
    zone = SelectField(_l("At the door of zone"), [Optional()], default="")
