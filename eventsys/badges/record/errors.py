"""Refusals of a badge's life."""

from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.words.languages import lazy_gettext as _l


class NothingToPrint(Refusal):
    """A print run without anybody in it."""

    message = _l("There is nobody to print a badge for: choose approved delegates who have no badge yet.")


class VoidReasonMissing(Refusal):
    """Voiding and reprinting are kept with their reason."""

    message = _l("Choose the reason; for another one, write it down.")
    status = 422


class NotOver(Refusal):
    """Only badges of a conference, or a day, that has ended expire."""

    message = _l("This badge is good until %(day)s: it cannot expire before that day is over.")


class NoBadgeStep(Refusal):
    """The badge's life has no such arrow; ``state`` and ``wanted`` are words."""

    message = _l("A badge that is “%(state)s” cannot become “%(wanted)s”.")


class HolderMissing(Refusal):
    """A transferable badge is given to somebody."""

    message = _l("Say who takes the badge: a name, a delegation, or both.")
    status = 422
