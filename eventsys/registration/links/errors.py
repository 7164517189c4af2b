from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.words.languages import lazy_gettext as _l


class TooManyLetters(Refusal):
    message = _l(
        "%(most)s letters were sent to this delegation today; that is enough for a day. The secretariat can send more."
    )
    status = 429


class TooManyToOne(Refusal):
    """``address`` has been written to ``most`` times since yesterday."""

    message = _l(
        "%(most)s letters were sent to %(address)s since yesterday; that is enough for a day. The secretariat can send more."
    )
    status = 429


class NoAddress(Refusal):
    """A letter is to go to somebody of whom no mail address is known."""

    message = _l("There is no mail address to write to.")
    status = 422
