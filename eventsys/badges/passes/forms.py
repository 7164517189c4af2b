"""Floaters, day badges and the desk."""

from __future__ import annotations

from wtforms import DateField, IntegerField, StringField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional

from eventsys.core.web.choices import SelectField
from eventsys.core.web.forms import AsksFarDays, Form, body_field, name_field
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.pdf.shaping.coverage import printable


class FloaterQuotaForm(Form):
    """How many floaters a category may have."""

    # it stands on one page with the form below
    category = SelectField(_l("Category"), [InputRequired(_l("Choose a category"))], id="quota-category")
    places = IntegerField(
        _l("At most"),
        [InputRequired(_l("Give a number")), NumberRange(0, 1000, _l("Give a number up to 1000"))],
    )


class FloaterForm(Form):
    """How many new floaters of a category are made."""

    category = SelectField(_l("Category"), [InputRequired(_l("Choose a category"))])
    count = IntegerField(
        _l("How many"),
        [InputRequired(_l("Give a number")), NumberRange(1, 1000, _l("Give a number from 1"))],
        default=1,
    )


class HolderForm(Form):
    """Who takes a floater: a name, and the delegation where they are of one."""

    holder = StringField(_l("Name"), [Optional(), Length(max=200), printable, name_field])
    delegation = SelectField(_l("Delegation"), [Optional()], default="")


class DayBadgeForm(AsksFarDays):
    """A badge for one person on one day."""

    name = StringField(
        _l("Name on the badge"), [DataRequired(_l("Give the name")), Length(max=200), printable, name_field]
    )
    organisation = StringField(_l("Organisation"), [Optional(), Length(max=200), printable, body_field])
    category = SelectField(_l("Category"), [InputRequired(_l("Choose a category"))])
    on = DateField(_l("Good on"), [InputRequired(_l("Choose the day"))])
