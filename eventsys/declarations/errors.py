"""What the declaration room declines, by name."""

from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.languages import lazy_gettext as _l

__all__ = [
    "AlreadyAnswered", "AlreadyDecided", "AmendmentEmpty", "AmendmentsClosed", "BracketLeft", "ClauseUnclear",
    "CommentEmpty", "EditedMeanwhile", "Frozen", "InkUnusable", "MembersOnly", "MergeApart", "NoHead",
    "NoPoints", "NoQuorum", "NoSignatories", "NoStep", "NoSuchPlace", "NotAligned", "NotCirculated", "NotOpen",
    "NoteMissing", "NothingToMerge", "NothingToSplit", "StillExpected", "StillProposed", "TargetChanged",
    "TargetGone", "TextMissing", "TooLong",
]  # fmt: skip


class Frozen(Refusal):
    """After adoption nothing in the text moves."""

    message = _l("The text was adopted and cannot be changed any more.")


class NoStep(Refusal):
    """The declaration's life has no such arrow."""

    message = _l("A declaration that is “%(state)s” cannot become “%(wanted)s”.")


class TextMissing(Refusal):
    """Every language has the same points: one lacks a text."""

    message = _l(
        "%(what)s has no text in %(language)s. All languages need the same paragraphs before adoption."
    )


class NoPoints(Refusal):
    """A declaration without operative points declares nothing."""

    message = _l("The declaration has no points yet: add at least one.")


class NoQuorum(Refusal):
    """Too few members are there."""

    message = _l("There is no quorum: %(present)s of %(members)s members are present, %(needed)s are needed.")


class NoHead(Refusal):
    """A member that attends has nobody who can sign for it."""

    message = _l("%(city)s attends but has no approved head of delegation who could sign.")


class NoSignatories(Refusal):
    """Nobody could sign."""

    message = _l("No member city is marked as attending, so nobody could sign.")


class NotOpen(Refusal):
    """Signing needs a sealed document that is open for signature."""

    message = _l("The declaration is not open for signature.")


class AlreadyAnswered(Refusal):
    """A signatory has signed, declined or is recorded as absent."""

    message = _l("%(city)s has already been recorded: %(state)s.")


class InkUnusable(Refusal):
    """What came as a drawn signature is no picture, or too large a one."""

    message = _l(
        "The drawn signature could not be used. Clear it and draw again, or sign without drawing; "
        "nothing was signed."
    )
    status = 422


class NoteMissing(Refusal):
    """Absence and refusal are kept with a note."""

    message = _l("Write a short note for the record.")
    status = 422


class StillExpected(Refusal):
    """Closing leaves nobody without an answer."""

    message = _l("Still expected: %(cities)s. Let them sign, or record them as absent or declined.")


class EditedMeanwhile(Refusal):
    """Somebody else saved the text since the page was opened."""

    message = _l(
        "Somebody else has changed the text since you opened this page. "
        "What you typed is kept below; compare and save again."
    )


class NotAligned(Refusal):
    """An amendment changed one language, and nobody has looked at the others yet."""

    message = _l(
        "%(what)s was amended in another language: bring %(language)s into line, or say that it fits as it is."
    )


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


class AmendmentsClosed(Refusal):
    """Amendments are taken between their opening and the consolidated text."""

    message = _l("Amendments are not open for this text.")


class MembersOnly(Refusal):
    """Partners and observers read and comment."""

    message = _l("%(city)s is not a member: only members propose, decide and sign.")


class AmendmentEmpty(Refusal):
    """A proposal changes something."""

    message = _l("Write the words you propose, in at least one language; they differ from the present text.")
    status = 422


class NoSuchPlace(Refusal):
    """A move has somewhere to go."""

    message = _l("Name the number it should get, from 1 to %(count)s.")
    status = 422


class TargetGone(Refusal):
    """The paragraph that an amendment is about is not there."""

    message = _l("The paragraph is not there any more.")


class TargetChanged(Refusal):
    """Accepting would undo what was changed since."""

    message = _l(
        "The paragraph was changed since amendment %(number)s was proposed. Merge the proposal with the present words."
    )


class AlreadyDecided(Refusal):
    """An amendment is decided once."""

    message = _l("This amendment has been decided: %(state)s.")


class StillProposed(Refusal):
    """The consolidated text leaves no proposal without an answer."""

    message = _l("Not decided yet: amendments %(numbers)s. Accept, merge, reject or bracket them first.")


class MergeApart(Refusal):
    """Merging makes one paragraph out of proposals about the same one."""

    message = _l("Only amendments about the same paragraph can be merged.")
    status = 422


class BracketLeft(Refusal):
    """Brackets are open questions; a plenary adopts answers."""

    message = _l("%(what)s still stands in brackets: settle it before adoption.")
