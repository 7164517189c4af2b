"""Refusals where a run is asked for."""

from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.words.languages import lazy_gettext as _l


class NotApproved(Refusal):
    """Only approved delegates get a badge; ``name`` is not."""

    message = _l("%(name)s is not approved: a badge can be printed after approval.")


class AlreadyPrinted(Refusal):
    """A live badge exists: a second one needs a reason and voids the first."""

    message = _l(
        "%(name)s has a badge already or is being printed. To replace it, use “Replace the badge” and give the reason: "
        "the old badge becomes void."
    )


class NothingToResume(Refusal):
    """Only a run that failed or was cancelled can go on."""

    message = _l("This print run is not stopped: there is nothing to resume.")
