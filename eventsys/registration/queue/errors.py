from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.words.languages import lazy_gettext as _l


class DecidedMeanwhile(Refusal):
    """Somebody else has taken it a step further since the page was opened."""

    message = _l(
        "%(who)s was faster: this registration is now “%(state)s”. Nothing was changed by you; what you typed is below."
    )


class ChangedMeanwhile(Refusal):
    """What was decided on is no longer what was seen."""

    message = _l(
        "%(who)s has changed this registration since you opened it. Look at it again, then decide; what you typed is below."
    )


class ChangeDecidedMeanwhile(Refusal):
    """Somebody else has decided on the change that was asked for."""

    message = _l(
        "%(who)s was faster: the change that was asked for is decided. Nothing was changed by you; what you typed is below."
    )
