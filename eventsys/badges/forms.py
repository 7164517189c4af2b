"""The shape of input on badge pages."""

from __future__ import annotations

from wtforms import BooleanField, DecimalField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional

from eventsys.core.forms import Form
from eventsys.core.languages import lazy_gettext as _l

__all__ = ["CodeForm", "DesignForm", "PeopleFilter", "ReasonForm"]


class ReasonForm(Form):
    """Why a badge becomes void."""

    reason = StringField(
        _l("Reason"),
        validators=[
            DataRequired(_l("Give the reason: lost, damaged, change of category …")),
            Length(max=200),
        ],
    )


class CodeForm(Form):
    """A scanned or typed badge code."""

    code = StringField(
        _l("Code from the badge"), validators=[DataRequired(_l("Scan or type a code")), Length(max=200)]
    )


class DesignForm(Form):
    """A badge design in HTML and CSS."""

    width = DecimalField(
        _l("Width in millimetres"), places=2,
        validators=[
            InputRequired(_l("Give the width")), NumberRange(40, 300, _l("Give a width from 40 to 300 mm")),
        ],
    )  # fmt: skip
    height = DecimalField(
        _l("Height in millimetres"), places=2,
        validators=[
            InputRequired(_l("Give the height")), NumberRange(30, 420, _l("Give a height from 30 to 420 mm")),
        ],
    )  # fmt: skip
    html = TextAreaField(
        _l("HTML"), validators=[DataRequired(_l("A design needs some HTML")), Length(max=60_000)]
    )
    css = TextAreaField(_l("CSS"), validators=[Optional(), Length(max=60_000)])


class PeopleFilter(Form):
    """Filters of the list, kept in the address."""

    class Meta(Form.Meta):
        csrf = False

    q = StringField(_l("Name"))
    category = SelectField(_l("Category"), validate_choice=False)
    city = SelectField(_l("City"), validate_choice=False)
    missing = BooleanField(_l("Without a badge"))
