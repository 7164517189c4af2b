"""Refusals where badges are made anew."""

from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.words.languages import lazy_gettext as _l


class NothingOutOfDate(Refusal):
    """Nothing to replace: somebody was quicker, or what was corrected was put back."""

    message = _l("No badge is out of date: all of them say what is on record.")


class NewWordsNotDrawn(Refusal):
    """Badges that would be replaced by none: ``names`` of those whose corrected words no font draws."""

    message = _l(
        "No font here draws the corrected words of %(names)s: the old badge is kept. Correct the words first."
    )


class PrintedBefore(Refusal):
    """A reprint of a badge that is on paper, by somebody who did not say that they know."""

    message = _l(
        "The badge of %(name)s is printed and may be in somebody’s hands. Tick the box to say that you know: "
        "it becomes void."
    )
    status = 422
