"""The shape of place and dates."""

from __future__ import annotations

from wtforms import BooleanField, DateField
from wtforms.validators import Optional

from eventsys.core.web.forms import Form
from eventsys.core.web.localized import LocalizedField
from eventsys.core.words.languages import lazy_gettext as _l


class ActForm(Form):
    """Place and dates of the act, until it is sealed; the page says what stands there when a field is empty."""

    place = LocalizedField(
        _l("Place"),
        description=_l("In every language of the text. Left empty everywhere, the host city is named."),
    )
    fits = BooleanField(
        _l("Languages that I leave as they are name the same place"),
    )
    done_on = DateField(
        _l("Date of the declaration"),
        validators=[Optional()],
        description=_l(
            "Printed above the text and with the signatures, unless one has its own. Empty: the closing day of the conference."
        ),
    )
    adopted_on = DateField(
        _l("Date of adoption"),
        validators=[Optional()],
        description=_l(
            "Empty: the day it is recorded, if that is one of the conference’s days, else the closing day."
        ),
    )
