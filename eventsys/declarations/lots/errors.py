"""What is declined about drawing lots."""

from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.words.languages import lazy_gettext as _l


class NothingPromised(Refusal):
    """A lot is drawn once, after its promise was told."""

    message = _l("No draw is prepared: prepare one, and tell its number before a word is called.")


class ReasonMissing(Refusal):
    """Who draws again says why."""

    message = _l("A draw was prepared or made already. Say why it is made anew.")
    status = 422


class NothingCalled(Refusal):
    """Without a word from the hall the house alone would decide."""

    message = _l("Write the word or number that was called in the hall.")
    status = 422
