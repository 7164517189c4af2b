"""What a colour is declined for, by name."""

from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.words.languages import lazy_gettext as _l


class BadColour(Refusal):
    message = _l("“%(colour)s” is not a colour. Write it like #8c1d2f.")


class AccentTooPale(Refusal):
    message = _l(
        "This colour is too pale to be read: its contrast is %(ratio)s to 1 and must be at least 4.5 to 1."
        " A darker shade that passes: %(darker)s."
    )
