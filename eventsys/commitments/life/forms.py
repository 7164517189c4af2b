"""The shape of what is typed with a step."""

from __future__ import annotations

from eventsys.core.web.forms import Form, ImpreciseDateField
from eventsys.core.web.localized import LocalizedField
from eventsys.core.words.days import DUE
from eventsys.core.words.languages import lazy_gettext as _l


class StepForm(Form):
    """What goes on record with a step; ``due`` is asked when a commitment is continued."""

    words = LocalizedField(_l("For the record"), long=True, max_length=3000)
    due = ImpreciseDateField(_l("To be done by"), reach=DUE)
