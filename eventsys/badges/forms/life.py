"""What is asked about one badge."""

from __future__ import annotations

from wtforms import StringField
from wtforms.validators import DataRequired, Length

from eventsys.core.forms import Form
from eventsys.core.languages import lazy_gettext as _l

__all__ = ["CodeForm", "ReasonForm"]


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
