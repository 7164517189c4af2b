"""What is asked about one badge."""

from __future__ import annotations

from wtforms import BooleanField, StringField
from wtforms.validators import DataRequired, InputRequired, Length, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from eventsys.badges import rules
from eventsys.core.choices import RadioField, SelectField, SelectMultipleField
from eventsys.core.forms import Form
from eventsys.core.languages import lazy_gettext as _l

__all__ = ["CodeForm", "ReasonForm", "ZonesForm"]


class ReasonForm(Form):
    """Why a badge becomes void."""

    why = RadioField(
        _l("Reason"), [InputRequired(_l("Choose the reason"))],
        choices=[(str(reason), rules.VOID_WORDS[reason]) for reason in rules.ASKED_REASONS],
    )  # fmt: skip
    words = StringField(
        _l("In a few words"), [Optional(), Length(max=200)], description=_l("Needed for another reason.")
    )
    sure = BooleanField(_l("I know that the printed badge becomes void"))


class CodeForm(Form):
    """A scanned or typed badge code, and the zone it is to open, if any."""

    code = StringField(
        _l("Code from the badge"), validators=[DataRequired(_l("Scan or type a code")), Length(max=200)]
    )
    zone = SelectField(_l("At the door of zone"), [Optional()], default="")


class ZonesForm(Form):
    """The zones one person's badge opens."""

    zones = SelectMultipleField(
        _l("Zones this person may enter"),
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )
