"""What the badge room declines, by name."""

from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.languages import lazy_gettext as _l

__all__ = [
    "AlreadyPrinted", "BadFit", "BadSlot", "CodeForged", "CodeOfOtherConference", "CodeUnknown", "CodeVoid",
    "NoBadgeStep", "NotApproved", "NothingToPrint", "NothingToResume", "ReasonMissing", "UnsafeDesign",
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
        "%(name)s has a badge already or is being printed. To replace it, use “Reprint” and give the reason: "
        "the old badge becomes void."
    )


class NothingToResume(Refusal):
    """Only a run that failed or was cancelled can go on."""

    message = _l("This print run is not stopped: there is nothing to resume.")


class ReasonMissing(Refusal):
    """Voiding and reprinting are kept with their reason."""

    message = _l("Give the reason: lost, damaged, change of category …")
    status = 422


class NoBadgeStep(Refusal):
    """The badge's life has no such arrow; ``state`` and ``wanted`` are words."""

    message = _l("A badge that is “%(state)s” cannot become “%(wanted)s”.")


class BadSlot(Refusal):
    """A design names a slot that does not exist, or puts something into one."""

    message = _l(
        "The design has a slot “%(slot)s” that cannot be filled. Slots are empty elements; "
        "known ones: %(known)s."
    )
    status = 422


class BadFit(Refusal):
    """``data-fit`` is not four sensible numbers."""

    message = _l(
        "data-fit=“%(fit)s” cannot be read: give the largest and the smallest size, the width and the height "
        "of the box in points, as in “40 16 252 74”."
    )
    status = 422


class UnsafeDesign(Refusal):
    """A design contains something that acts or fetches; ``what`` is the piece."""

    message = _l("The design contains “%(what)s”, which is not allowed here. Take it out and save again.")
    status = 422


class CodeForged(Refusal):
    """The check part of a code does not fit: it was not made here."""

    message = _l("This code was not made by this secretariat. Do not let its holder in.")


class CodeUnknown(Refusal):
    """A rightly made code whose badge is not on file."""

    message = _l("This code is not on file.")


class CodeVoid(Refusal):
    """A code of a badge that was voided, returned or has expired."""

    message = _l("This badge is no longer valid (%(reason)s).")


class CodeOfOtherConference(Refusal):
    """A code of another conference's badge."""

    message = _l("This badge belongs to another conference.")
