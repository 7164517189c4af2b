"""What the badge room declines, by name."""

from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.languages import lazy_gettext as _l

__all__ = [
    "AlreadyPrinted", "BadSheet", "CodeExpired", "CodeForged", "CodeKeyRetired", "CodeNotHandedOut",
    "CodeOfOtherConference", "CodeReturned", "CodeUnknown", "CodeVoid", "CodeWrongDay", "DayOver",
    "DesignNotLaid", "FloaterQuotaFull", "FloaterQuotaInUse", "HolderMissing", "KeyInUse", "KeyNotThere",
    "KeyRotated", "MixedSizes", "NameMissing", "NewWordsNotDrawn", "NoBadgeStep", "NotApproved", "NotOver", "NothingOutOfDate",
    "NothingToPrint", "NothingToResume", "OutOfDate", "PartFailed", "PrintedBefore", "ReasonMissing",
    "UnsafeDesign", "ZoneClosed",
]  # fmt: skip


class NothingToPrint(Refusal):
    """A print run without anybody in it."""

    message = _l("There is nobody to print a badge for: choose approved delegates who have no badge yet.")


class NotApproved(Refusal):
    """Only approved delegates get a badge; ``name`` is not."""

    message = _l("%(name)s is not approved: a badge can be printed after approval.")


class AlreadyPrinted(Refusal):
    """A live badge exists: a second one needs a reason and voids the first."""

    message = _l(
        "%(name)s has a badge already or is being printed. To replace it, use “Replace the badge” and give the reason: "
        "the old badge becomes void."
    )


class NothingOutOfDate(Refusal):
    """Nothing to replace: somebody was quicker, or what was corrected was put back."""

    message = _l("No badge is out of date: all of them say what is on record.")


class NewWordsNotDrawn(Refusal):
    """Badges that would be replaced by none: ``names`` of those whose corrected words no font draws."""

    message = _l(
        "No font here draws the corrected words of %(names)s: the old badge is kept. Correct the words first."
    )


class OutOfDate(Refusal):
    """A copy would bear old words; ``name`` is whose badge, ``what`` is what differs."""

    message = _l(
        "The badge of %(name)s is out of date (%(what)s): a copy would bear the old words. Use “Replace the badge”; "
        "the old one becomes void."
    )


class NothingToResume(Refusal):
    """Only a run that failed or was cancelled can go on."""

    message = _l("This print run is not stopped: there is nothing to resume.")


class ReasonMissing(Refusal):
    """Voiding and reprinting are kept with their reason."""

    message = _l("Choose the reason; for another one, write it down.")
    status = 422


class PrintedBefore(Refusal):
    """A reprint of a badge that is on paper, by somebody who did not say that they know."""

    message = _l(
        "The badge of %(name)s is printed and may be in somebody’s hands. Tick the box to say that you know: "
        "it becomes void."
    )
    status = 422


class NotOver(Refusal):
    """Only badges of a conference, or a day, that has ended expire."""

    message = _l("This badge is good until %(day)s: it cannot expire before that day is over.")


class MixedSizes(Refusal):
    """Designs of several sizes on one sheet."""

    message = _l(
        "These badges are of different sizes and do not go on one sheet. Print one category at a time, or one "
        "badge on each page."
    )
    status = 422


class NoBadgeStep(Refusal):
    """The badge's life has no such arrow; ``state`` and ``wanted`` are words."""

    message = _l("A badge that is “%(state)s” cannot become “%(wanted)s”.")


class BadSheet(Refusal):
    """Measures or choices of a sheet that make no sense; ``what`` is the field."""

    message = _l("This sheet cannot be laid out: look at “%(what)s”.")
    status = 422


class DesignNotLaid(Refusal):
    """A design that the layout stumbles over; ``what`` is the library's own word, ``side`` front or back."""

    message = _l("This design cannot be laid out (%(what)s). Take out what you added last, and try again.")
    status = 422


class UnsafeDesign(Refusal):
    """A design contains something that acts or fetches; ``what`` is the piece, ``line`` counts from 1."""

    message = _l("Line %(line)s: “%(what)s” is not allowed here. Take it out and save again.")
    status = 422


class HolderMissing(Refusal):
    """A transferable badge is given to somebody."""

    message = _l("Say who takes the badge: a name, a delegation, or both.")
    status = 422


class NameMissing(Refusal):
    """A day badge is for a named person."""

    message = _l("Give the name that stands on the badge.")
    status = 422


class DayOver(Refusal):
    """A day badge for a day that has passed."""

    message = _l("%(day)s has passed: choose today or a later day.")
    status = 422


class FloaterQuotaFull(Refusal):
    """More floaters than the category may have."""

    message = _l("%(category)s may have %(places)s transferable badges, and %(used)s are made already.")


class FloaterQuotaInUse(Refusal):
    """A quota below what is made already."""

    message = _l(
        "%(used)s transferable badges of this category are in use: void some before you set %(places)s."
    )


class KeyInUse(Refusal):
    """The newest generation signs: it cannot be retired."""

    message = _l("This key signs new badges. Make a new key first, then retire this one.")


class KeyNotThere(Refusal):
    """No such generation, or retired already."""

    message = _l("There is no key number %(number)s that could be retired.")


class KeyRotated(Refusal):
    """Somebody else made a new key at the same moment."""

    message = _l("Somebody else has just made a new key. Look at the list before you make another.")


class PartFailed(Refusal):
    """A part of a run was given up by its workers after all attempts."""

    message = _l(
        "Some badges of this run could not be printed even after several tries. What is printed is kept; "
        "“Go on printing” tries the others again."
    )


class CodeForged(Refusal):
    """The check part of a code does not fit: it was not made here."""

    message = _l("This code was not made by this secretariat. Do not let its holder in.")


class CodeUnknown(Refusal):
    """A rightly made code whose badge is not on file."""

    message = _l("This code is not on file.")


class CodeVoid(Refusal):
    """A code of a badge that was voided."""

    message = _l("This badge is no longer valid (%(reason)s).")


class CodeOfOtherConference(Refusal):
    """A code of another conference's badge."""

    message = _l("This badge belongs to another conference: %(title)s.")


class CodeKeyRetired(Refusal):
    """A code signed with a key that is no longer accepted."""

    message = _l("This badge was signed with an old key that is no longer accepted. Print it anew.")


class CodeExpired(Refusal):
    """A code of a badge whose conference or day is over."""

    message = _l("This badge has expired: it was good until %(day)s.")


class CodeReturned(Refusal):
    """A code of a badge that was given back."""

    message = _l("This badge was given back and opens no door any more.")


class CodeNotHandedOut(Refusal):
    """A floater that nobody is recorded to hold."""

    message = _l("This transferable badge is not handed out to anybody. Take it back to the desk.")


class CodeWrongDay(Refusal):
    """A day badge before its day."""

    message = _l("This day badge is good on %(day)s only.")


class ZoneClosed(Refusal):
    """A good badge that does not open the zone asked for."""

    message = _l("This badge is valid, but does not open zone %(letters)s (%(zone)s).")
