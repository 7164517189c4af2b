"""The shape of a draw: why anew, and what was called."""

from __future__ import annotations

from wtforms import StringField
from wtforms.validators import Length

from eventsys.core.web.forms import Form
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.declarations.lots.rules import MOST_CALLED


class LotForm(Form):
    """One box at a time is shown."""

    reason = StringField(
        _l("Why the draw is made anew"),
        [Length(max=500)],
        description=_l("It stands on the audit trail beside the former draw."),
    )
    called = StringField(
        _l("Word or number called in the hall"),
        [Length(max=MOST_CALLED)],
        description=_l("Exactly as it was called: the result hangs on it."),
    )
