"""What is declined about the words of each language."""

from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.words.languages import lazy_gettext as _l


class WordingGap(Refusal):
    """Refuses at a place in the text, named as a piece of it is; :func:`explain_gap` says it in words."""


class EditedMeanwhile(Refusal):
    """Somebody else saved the text since the page was opened."""

    message = _l(
        "Somebody else has changed the text since you opened this page. "
        "What you typed is kept below; compare and save again."
    )


class NotAligned(WordingGap):
    """One language got other words, and nobody has looked at the others yet."""

    message = _l(
        "%(what)s was changed in another language: bring %(language)s into line, or say that it fits as it is."
    )


class NotCompared(WordingGap):
    """Languages got their words one after the other, and nobody has said that they say the same."""

    message = _l(
        "The languages of %(places)s were last changed at different moments. "
        "Compare them side by side, and confirm with a word that they say the same."
    )


class TooLong(Refusal):
    """A paragraph beyond what a reader would call one."""

    message = _l("A paragraph has at most %(most)s characters in each language.")
    status = 422
