"""Refusals about badges that are out of date."""

from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.words.languages import lazy_gettext as _l


class OutOfDate(Refusal):
    """A copy would bear old words; ``name`` is whose badge, ``what`` is what differs."""

    message = _l(
        "The badge of %(name)s is out of date (%(what)s): a copy would bear the old words. Use “Replace the badge”; "
        "the old one becomes void."
    )
