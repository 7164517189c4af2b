"""Refusals at the door of a zone."""

from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.words.languages import lazy_gettext as _l


class ZoneClosed(Refusal):
    """A good badge that does not open the zone asked for."""

    message = _l("This badge is valid, but does not open zone %(letters)s (%(zone)s).")
