from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from eventsys.core.web.forms import Form, body_field
from eventsys.core.web.localized import LocalizedField


class GroupForm(Form):
    code = StringField(_l("Code"), [InputRequired(_l("Give the group a short code.")), Length(max=40)])
    name = LocalizedField(_l("Its name"), required=True, checks=[body_field])
    countries = StringField(
        _l("Countries"),
        [Optional(), Length(max=1000)],
        description=_l("Codes of ISO 3166-1 with commas between them: VN, TH, LA."),
    )
    cities = TextAreaField(
        _l("Cities by name"),
        [Optional(), Length(max=4000)],
        description=_l("Codes of cities that are in the group whatever their country."),
    )
