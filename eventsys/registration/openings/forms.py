"""The shape of what is typed about an opening."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import DateTimeLocalField, IntegerField
from wtforms.validators import DataRequired, NumberRange, Optional

from eventsys.core.web.choices import SelectField
from eventsys.core.web.forms import AsksFarDays, body_field
from eventsys.core.web.localized import LocalizedField

_MINUTES = "%Y-%m-%dT%H:%M"


class OpeningForm(AsksFarDays):
    """When, with which words, for how many; ``category`` only while it is new."""

    category = SelectField(_l("Category"), [DataRequired(_l("Please choose a category."))])
    opens_at = DateTimeLocalField(
        _l("Opens"),
        [Optional()],
        format=_MINUTES,
        description=_l("In the conference’s own time; empty: as soon as it is published."),
    )
    closes_at = DateTimeLocalField(
        _l("Closes"),
        [Optional()],
        format=_MINUTES,
        description=_l("In the conference’s own time; empty: when you close it."),
    )
    places = IntegerField(
        _l("At most so many people"),
        [Optional(), NumberRange(min=1, max=100_000)],
        description=_l("Who is accredited takes a place; who applies takes none. Empty: no limit."),
    )
    welcome = LocalizedField(
        _l("Words of welcome"),
        long=True,
        max_length=4000,
        checks=[body_field],
        description=_l(
            "Who may register, what will be asked for, when you decide. They stand on the first page."
        ),
    )
