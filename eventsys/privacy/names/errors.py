"""What erasing a name declines."""

from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.words.languages import lazy_gettext as _l

__all__ = ["NothingToErase"]


class NothingToErase(Refusal):
    message = _l("Nothing that may be erased is on record under this name, or nothing was chosen.")
    status = 409
