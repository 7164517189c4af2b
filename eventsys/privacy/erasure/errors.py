"""What an erasure declines."""

from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.words.languages import lazy_gettext as _l

__all__ = ["StillNeeded"]


class StillNeeded(Refusal):
    """``what``: sentences, each about one thing that must be settled first."""

    message = _l("These data cannot be erased yet. %(what)s")
    status = 409
