"""The facts that stand on the backs of badges."""

from __future__ import annotations

from wtforms import StringField, TextAreaField
from wtforms.validators import Length, Optional

from eventsys.core.web.forms import Form
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.pdf.shaping.coverage import printable


class FactsForm(Form):
    """What stands on the backs."""

    wifi_name = StringField(_l("Wi-Fi network"), validators=[Optional(), Length(max=60), printable])
    wifi_password = StringField(
        _l("Wi-Fi password"),
        validators=[Optional(), Length(max=80), printable],
        description=_l("It is printed on every badge: give guests a network of their own."),
    )
    emergency = StringField(
        _l("Emergency number"),
        validators=[Optional(), Length(max=120), printable],
        description=_l("Whom to call, day and night: 113, or a person’s number"),
    )
    programme = TextAreaField(
        _l("Programme at a glance"),
        validators=[Optional(), Length(max=1500), printable],
        description=_l("Left empty, the published sessions are listed with their times."),
    )
