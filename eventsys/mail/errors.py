"""What mail refuses."""

from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.languages import lazy_gettext as _l

__all__ = ["BadAddress", "NotDelivered", "Permanent", "Temporary"]


class BadAddress(Refusal):
    """Not one mail address."""

    message = _l("“%(address)s” is not a mail address we can write to.")
    status = 422


class NotDelivered(Exception):
    """The server did not take the letter; the text is its reason, in its words."""


class Permanent(NotDelivered):
    """Trying again would be refused again."""


class Temporary(NotDelivered):
    """``server_down`` says that no other letter would go out now either."""

    def __init__(self, reason: str, *, server_down: bool = False) -> None:
        super().__init__(reason)
        self.server_down = server_down
