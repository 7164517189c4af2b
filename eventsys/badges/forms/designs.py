"""A design in the editor."""

from __future__ import annotations

from wtforms import DecimalField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional

from eventsys.core.forms import Form
from eventsys.core.languages import lazy_gettext as _l

__all__ = ["DesignForm"]


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
