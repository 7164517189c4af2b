"""What is declined about signatories and signing."""

from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.languages import lazy_gettext as _l

__all__ = [
    "AlreadyAnswered", "InkMissing", "InkUnusable", "NoHead", "NoSignatories", "NotDrawn", "NotOfDelegation", "NotOpen",
    "NoteMissing", "PowersMissing", "SignatoriesFixed", "StillExpected", "TooLate",
]  # fmt: skip


class NoHead(Refusal):
    """A member that is present has nobody who can sign for it."""

    message = _l("%(city)s is present but has no approved head of delegation who could sign.")


class NoSignatories(Refusal):
    """Nobody could sign."""

    message = _l("No member city is marked as present or represented by proxy, so nobody could sign.")


class NotDrawn(Refusal):
    """A sign that no font here has, in words that are about to be final or sealed: ``where`` is the beginning of the
    words, or the name of who signs."""

    message = _l("“%(where)s”: no font here can draw %(signs)s. Write it another way, or install the font.")
    status = 422


class NotOpen(Refusal):
    """Signing needs a sealed document that is open for signature."""

    message = _l("The document is not open for signature.")


class AlreadyAnswered(Refusal):
    """A signatory has signed, declined or is recorded as absent."""

    message = _l("%(city)s has already been recorded: %(state)s.")


class InkUnusable(Refusal):
    """What came as a drawn signature is no picture, or too large a one."""

    message = _l("The drawn signature could not be used. Clear it and draw again; nothing was signed.")
    status = 422


class InkMissing(Refusal):
    """Who signs in the presence of the secretariat, with a certificate of ours, draws the signature."""

    message = _l(
        "Let the signatory draw the signature: a dot or a short stroke is not enough. Nothing was signed."
    )
    status = 422


class NoteMissing(Refusal):
    """Absence and refusal are kept with a note."""

    message = _l("Write a short note for the record.")
    status = 422


class StillExpected(Refusal):
    """Closing leaves nobody without an answer."""

    message = _l("Still expected: %(cities)s. Let them sign, or record them as absent or declined.")


class SignatoriesFixed(Refusal):
    """The sealed document has a box for each."""

    message = _l("The document is sealed: its signatories cannot change any more.")


class PowersMissing(Refusal):
    """Only a head of delegation signs without powers."""

    message = _l(
        "%(name)s shall sign for %(city)s and is not its head of delegation: put the powers on file."
    )


class NotOfDelegation(Refusal):
    """A city is signed for by its own."""

    message = _l("Only an approved delegate of the city can sign for it.")


class TooLate(Refusal):
    """The deadline for signatures has passed."""

    message = _l("The deadline for signatures has passed; nothing was signed.")
