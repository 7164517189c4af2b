"""What deciding on a request declines."""

from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.words.languages import lazy_gettext as _l

__all__ = ["NothingAsked", "WhyMissing"]


class NothingAsked(Refusal):
    message = _l("Nobody asks for this erasure any more.")
    status = 409


class WhyMissing(Refusal):
    message = _l("Please give the reason: it stays on record.")
    status = 422
