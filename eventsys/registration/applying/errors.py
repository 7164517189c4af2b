from __future__ import annotations

from eventsys.core.errors import Gone
from eventsys.core.words.languages import lazy_gettext as _l


class ApplicationGone(Gone):
    """It was not confirmed in time, or its reader said that it was not meant."""

    message = _l("What was entered for this address is deleted. Please fill in the first page once more.")
