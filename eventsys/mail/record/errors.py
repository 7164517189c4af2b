"""What a letter's state declines, by name."""

from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.words.languages import lazy_gettext as _l


class LetterSettled(Refusal):
    """Its state has no such arrow: it is sent, failed, cancelled or withdrawn already, or on its way again."""

    message = _l("This letter has moved on meanwhile. Reload the page to see where it is.")


class LetterReplaced(Refusal):
    """Its link was replaced: sending it again would send a link that opens nothing."""

    message = _l(
        "A newer letter has replaced this one, and its link no longer works. Send the newer one again."
    )
