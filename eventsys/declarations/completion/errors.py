"""What is declined about a text that shall be final."""

from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.declarations.wording.errors import WordingGap


class NotDrawn(Refusal):
    """A sign that no font here has, in words that are about to be final or sealed: ``where`` is the beginning of the
    words, or the name of who signs."""

    message = _l("“%(where)s”: no font here can draw %(signs)s. Write it another way, or install the font.")
    status = 422


class ParagraphTextMissing(WordingGap):
    """Every language has the same points: one lacks a text."""

    message = _l(
        "%(what)s has no text in %(language)s. All languages need the same paragraphs before adoption."
    )


class NoPoints(Refusal):
    """A declaration without operative points declares nothing."""

    message = _l("The declaration has no points yet: add at least one.")


class TextChangedSince(Refusal):
    """What somebody says about words holds for the words that they saw."""

    message = _l("The text was changed since you opened this page. Look at it again as it stands now.")


class WordMissing(Refusal):
    """Who says that the languages say the same gives a word for the record."""

    message = _l("Write a word for the record: who compared the languages, or how.")
    status = 422
