from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms.validators import InputRequired

from eventsys.core.web.choices import SelectField
from eventsys.core.web.forms import Form, ImpreciseDateField
from eventsys.core.web.localized import LocalizedField


class FieldForm(Form):
    name = LocalizedField(_l("Field"), required=True, max_length=60)


class CityFieldForm(Form):
    field = SelectField(_l("Creative field"), [InputRequired(_l("Choose a field."))])
    since = ImpreciseDateField(_l("Since"))
