"""What is declined about letters of credentials."""

from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.words.languages import lazy_gettext as _l


class LetterRefused(Refusal):
    """A file that is not taken in; nothing was stored. The form shows the sentence beside its field."""

    status = 422


class LetterUnreadable(LetterRefused):
    """Neither a PDF nor a picture by its content, whatever its name says."""

    message = _l(
        "This is neither a PDF nor a picture (JPEG, PNG, HEIC). Send the letter as one of these; nothing was filed."
    )


class LetterTooLarge(LetterRefused):
    """``megabytes`` is the most that is taken, of all files together."""

    message = _l(
        "This letter is too large: at most %(megabytes)s MB are accepted. Scan it in grey or with fewer dots an inch."
    )


class AlreadyFiled(LetterRefused):
    """The very same file, while it waits or after it was accepted: a second click, mostly."""

    message = _l("This very letter is on file already, and it is “%(state)s”.")


class WrongCredentialStep(Refusal):
    """The state machine has no such arrow."""

    message = _l("“%(action)s” is not possible while the letter is “%(state)s”.")


class OfAnotherDelegation(Refusal):
    """A letter names the people of its own city."""

    message = _l("%(name)s does not belong to the delegation of this city. Nothing was saved.")
    status = 422


class HeadNotNamed(Refusal):
    """A letter is accepted that names no head, or a head whom it does not name."""

    message = _l("Say whom the letter names as head of the delegation: without a head it cannot be accepted.")
    status = 422


class NobodyNamed(Refusal):
    message = _l("Say whom the letter names: without names it cannot be accepted.")
    status = 422


class DatedLater(Refusal):
    """A letter bears the date of a day that has not come."""

    message = _l("The letter cannot be dated later than today.")
    status = 422


class NoValidSignature(Refusal):
    """A letter is said to be signed electronically, and the file holds no signature that can be relied upon."""

    message = _l(
        "This file has no valid electronic signature: call it a scan or copy, or an original that was seen."
    )
    status = 422


class ReasonsMissing(Refusal):
    """A letter is deficient for no reason that the city could mend."""

    message = _l("Say what is wrong with the letter: the city reads it.")
    status = 422


class ProvisionalReasonMissing(Refusal):
    message = _l("Say why the delegation is let in provisionally: the reason stays on record.")
    status = 422


class LetInAlready(Refusal):
    message = _l("%(city)s is let in provisionally already.")


class NotLetIn(Refusal):
    message = _l("%(city)s is not let in provisionally.")


class LetterIsAccepted(Refusal):
    message = _l("The letter of %(city)s is accepted: nobody needs to be let in provisionally.")


class CredentialsMissing(Refusal):
    """A person is approved whose city has no accepted letter."""

    message = _l(
        "%(city)s has no accepted letter of credentials. Examine it first, or let the delegation in provisionally, "
        "with a reason."
    )


class NotTheHeadNamed(Refusal):
    """A head of delegation is approved whom the accepted letter does not name as such."""

    message = _l(
        "The accepted letter of %(city)s does not name %(name)s as head of the delegation. Ask for a new letter, or let "
        "the delegation in provisionally, with a reason."
    )
