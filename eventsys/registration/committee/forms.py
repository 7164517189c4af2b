"""Who examined the letters."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import DateField, TextAreaField
from wtforms.validators import Length, Optional

from eventsys.core.web.forms import Form


class CommitteeForm(Form):
    """The members as the report names them, one a line."""

    members = TextAreaField(
        _l("Members of the committee"),
        [Optional(), Length(max=20_000)],
        description=_l("One a line, as they stand in the report: “Ms Lan Nguyen (Hanoi), chair”."),
    )
    met_on = DateField(
        _l("Date of the report"), [Optional()], description=_l("Left empty: the day on which it is made.")
    )
