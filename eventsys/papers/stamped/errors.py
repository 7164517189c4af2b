"""What the papers room declines, by name."""

from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.words.languages import lazy_gettext as _l

__all__ = ["NobodyChosen", "NobodyPrintable", "TooManyPapers"]


class NobodyPrintable(Refusal):
    """None of those chosen can be printed; ``who`` says for the first one why."""

    message = _l("None of those chosen can be printed. %(who)s")
    status = 422


class NobodyChosen(Refusal):
    """The choice leaves nobody to print for."""

    message = _l("Nobody fits this choice: choose others, or approve registrations first.")


class TooManyPapers(Refusal):
    """More than one answer can carry; ``most`` is the limit."""

    message = _l("These are more than %(most)s pages: choose one category or city at a time.")
