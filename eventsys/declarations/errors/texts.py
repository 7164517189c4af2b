"""What is declined about texts and their life."""

from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.languages import lazy_gettext as _l

__all__ = [
    "ChangedMeanwhile", "ChangesUndecided", "ClauseUnclear", "CommentEmpty", "DraftTooHeavy", "DraftTooLong",
    "DraftUnreadable", "EditedMeanwhile", "Frozen", "Gap", "LossesUnseen", "NoPoints", "NoStep", "NotAligned",
    "NotCirculated", "NotCompared", "NothingToMerge", "NothingToSplit", "TextMissing", "TooLong",
    "WordMissing",
]  # fmt: skip


class Frozen(Refusal):
    """After adoption nothing in the text moves."""

    message = _l("The text was adopted and cannot be changed any more.")


class NoStep(Refusal):
    """The declaration's life has no such arrow."""

    message = _l("What is “%(state)s” cannot become “%(wanted)s”.")


class Gap(Refusal):
    """Refuses at a place in the text, named as a piece of it is; :func:`explain_gap` says it in words."""


class TextMissing(Gap):
    """Every language has the same points: one lacks a text."""

    message = _l(
        "%(what)s has no text in %(language)s. All languages need the same paragraphs before adoption."
    )


class NoPoints(Refusal):
    """A declaration without operative points declares nothing."""

    message = _l("The declaration has no points yet: add at least one.")


class EditedMeanwhile(Refusal):
    """Somebody else saved the text since the page was opened."""

    message = _l(
        "Somebody else has changed the text since you opened this page. "
        "What you typed is kept below; compare and save again."
    )


class NotAligned(Gap):
    """One language got other words, and nobody has looked at the others yet."""

    message = _l(
        "%(what)s was changed in another language: bring %(language)s into line, or say that it fits as it is."
    )


class NotCompared(Gap):
    """Languages got their words one after the other, and nobody has said that they say the same."""

    message = _l(
        "The languages of %(places)s were last changed at different moments. "
        "Compare them side by side, and confirm with a word that they say the same."
    )


class ChangedMeanwhile(Refusal):
    """What somebody says about words holds for the words that they saw."""

    message = _l("The text was changed since you opened this page. Look at it again as it stands now.")


class WordMissing(Refusal):
    """Who says that the languages say the same gives a word for the record."""

    message = _l("Write a word for the record: who compared the languages, or how.")
    status = 422


class NothingToSplit(Refusal):
    """No language says where."""

    message = _l("Put a line break where the paragraph should be split, in each language, then split again.")
    status = 422


class NothingToMerge(Refusal):
    """The last paragraph of its part has none after it."""

    message = _l("There is no paragraph after this one that it could be merged with.")


class TooLong(Refusal):
    """A paragraph beyond what a reader would call one."""

    message = _l("A paragraph has at most %(most)s characters in each language.")
    status = 422


class ClauseUnclear(Refusal):
    """A clause names a language in which there is no text."""

    message = _l("Only a language of the text can be the authentic one or prevail.")
    status = 422


class CommentEmpty(Refusal):
    """A remark says something."""

    message = _l("Write what you want to say.")
    status = 422


class NotCirculated(Refusal):
    """Cities see a text when the secretariat has circulated it, and speak until it is adopted."""

    message = _l("The text is not open for remarks of the cities.")


class DraftTooHeavy(Refusal):
    """More words than are looked through on one page."""

    message = _l(
        "This file holds more text than can be looked through on one page. Leave out what does not belong to the declaration, "
        "or send it in parts."
    )
    status = 422


class DraftUnreadable(Refusal):
    """No title, no paragraph, or no file of that kind."""

    message = _l(
        "No draft could be read from this. Send a Word document (.docx) or a plain text with paragraphs."
    )
    status = 422


class DraftTooLong(Refusal):
    """More paragraphs, or longer ones, than a declaration has."""

    message = _l("This text is too long for a declaration: at most %(most)s paragraphs are read.")
    status = 422


class ChangesUndecided(Refusal):
    """A file has tracked changes: somebody must say whether they are accepted or rejected."""

    message = _l("This file has tracked changes. Say whether they are accepted or rejected.")
    status = 422


class LossesUnseen(Refusal):
    """Something in a file could not be carried over, and nobody has said that it was looked at."""

    message = _l("Something could not be carried over. Look at it, and tick that you have.")
    status = 422
