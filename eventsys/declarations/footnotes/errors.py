"""What is declined about notes that a file brings."""

from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.words.languages import lazy_gettext as _l


class FootnotesUnclear(Refusal):
    """They are not written as ours are, or do not fit the words beside them."""

    message = _l("What this file says about where its words came from does not fit its words.")
    status = 422
