"""What is declined about the committee."""

from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.words.languages import lazy_gettext as _l


class MeetsLater(Refusal):
    """The report is of a meeting that was held."""

    message = _l("The committee cannot have met later than today.")
    status = 422
