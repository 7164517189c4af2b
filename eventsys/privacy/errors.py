"""Refusals about privacy, by name."""

from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.words.languages import lazy_gettext as _l

__all__ = ["NothingAsked", "NothingToErase", "StillNeeded", "WhyMissing"]


class NothingAsked(Refusal):
    message = _l("Nobody asks for this erasure any more.")
    status = 409


class NothingToErase(Refusal):
    message = _l("Nothing that may be erased is on record under this name, or nothing was chosen.")
    status = 409


class WhyMissing(Refusal):
    message = _l("Please give the reason: it stays on record.")
    status = 422


class StillNeeded(Refusal):
    """``what``: sentences, each about one thing that must be settled first."""

    message = _l("These data cannot be erased yet. %(what)s")
    status = 409
