"""A design in the editor, a design of the library for whom, and what the backs tell."""

from __future__ import annotations

from wtforms import DecimalField, HiddenField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional

from eventsys.core.web.choices import SelectField
from eventsys.core.web.forms import Form
from eventsys.core.words.languages import lazy_gettext as _l

_MOST = 60_000


class DesignForm(Form):
    """A badge design in HTML and CSS, and on whom it is tried."""

    width = DecimalField(
        _l("Width in millimetres"),
        places=2,
        validators=[
            InputRequired(_l("Give the width")),
            NumberRange(40, 300, _l("Give a width from 40 to 300 mm")),
        ],
    )
    height = DecimalField(
        _l("Height in millimetres"),
        places=2,
        validators=[
            InputRequired(_l("Give the height")),
            NumberRange(30, 420, _l("Give a height from 30 to 420 mm")),
        ],
    )
    html = TextAreaField(
        _l("Front, HTML"), validators=[DataRequired(_l("A design needs some HTML")), Length(max=_MOST)]
    )
    back = TextAreaField(_l("Back, HTML"), validators=[Optional(), Length(max=_MOST)])
    css = TextAreaField(_l("CSS of both sides"), validators=[Optional(), Length(max=_MOST)])
    people = SelectField(_l("Shown on"), validate_choice=False, default="samples")


class UseForm(Form):
    """Copy a design of the library: for whom."""

    key = HiddenField()
    code = SelectField(_l("For"), validate_choice=False)
