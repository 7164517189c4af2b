"""Filters of the list of people."""

from __future__ import annotations

from wtforms import BooleanField, StringField

from eventsys.core.choices import SelectField
from eventsys.core.forms import Form
from eventsys.core.languages import lazy_gettext as _l

__all__ = ["PeopleFilter"]


class PeopleFilter(Form):
    """Filters of the list, kept in the address."""

    class Meta(Form.Meta):
        csrf = False

    q = StringField(_l("Name"))
    category = SelectField(_l("Category"), validate_choice=False)
    city = SelectField(_l("City"), validate_choice=False)
    missing = BooleanField(_l("Without a badge"))
    outdated = BooleanField(_l("Out of date"))
