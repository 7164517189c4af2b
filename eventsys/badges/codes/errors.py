"""Refusals of codes and of the keys that sign them."""

from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.words.languages import lazy_gettext as _l


class KeyInUse(Refusal):
    """The newest generation signs: it cannot be retired."""

    message = _l("This key signs new badges. Make a new key first, then retire this one.")


class KeyNotThere(Refusal):
    """No such generation, or retired already."""

    message = _l("There is no key number %(number)s that could be retired.")


class KeyRotated(Refusal):
    """Somebody else made a new key at the same moment."""

    message = _l("Somebody else has just made a new key. Look at the list before you make another.")


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
