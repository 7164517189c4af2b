from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import DateTimeLocalField, HiddenField
from wtforms.validators import InputRequired, Optional

from eventsys.core.web.forms import AsksFarDays

#: As browsers read it, to the second it was noted, and as they send what falls on a full minute.
_MOMENT = ["%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M"]


class PresenceForm(AsksFarDays):
    """From when until when a city was in the hall, on the conference's clock. ``seen``: what was noted when the form
    was opened."""

    since = DateTimeLocalField(
        _l("In the hall since"), [InputRequired(_l("Say since when the city is there."))], format=_MOMENT
    )
    until = DateTimeLocalField(
        _l("Left at"), [Optional()], format=_MOMENT, description=_l("Leave it empty while the city is there.")
    )
    seen = HiddenField()
