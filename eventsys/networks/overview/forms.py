from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import StringField

from eventsys.core.web.choices import SelectField
from eventsys.core.web.forms import Form


class Filter(Form):
    """What a list is narrowed by; it lives in the address."""

    class Meta(Form.Meta):
        csrf = False

    q = StringField(_l("Search"), render_kw={"type": "search"})
    status = SelectField(_l("Status"), validate_choice=False)
    country = SelectField(_l("Country"), validate_choice=False)
    group = SelectField(_l("Group"), validate_choice=False)
    field = SelectField(_l("Field"), validate_choice=False)
    sort = SelectField(_l("Order"), validate_choice=False)
