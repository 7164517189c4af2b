"""What lists of participants decline, by name."""

from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.words.languages import lazy_gettext as _l

__all__ = ["NotTaken", "UnknownWish"]


class NotTaken(Refusal):
    """A list whose rows are still being taken cannot be printed in another way yet."""

    message = _l("This list is still being made. Wait until it is there, then print it in another way.")
    status = 409


class UnknownWish(Refusal):
    """A way of printing that there is none of."""

    message = _l("A list cannot be printed in this way.")
    status = 422
