from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    HiddenField,
)
from wtforms.validators import InputRequired

from eventsys.registration.consent import rules
from eventsys.registration.people.forms import SavedForm


class ConsentForm(SavedForm):
    """``text`` marks the version that is shown."""

    text = HiddenField()
    consent = BooleanField(
        rules.AGREED,
        [InputRequired(_l("Please agree to the use of these data: without it we cannot register you."))],
    )
