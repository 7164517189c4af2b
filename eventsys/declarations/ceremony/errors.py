"""What is declined about signing."""

from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.words.languages import lazy_gettext as _l


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


class StillExpected(Refusal):
    """Closing leaves nobody without an answer."""

    message = _l("Still expected: %(cities)s. Let them sign, or record them as absent or declined.")


class TooLate(Refusal):
    """The deadline for signatures has passed."""

    message = _l("The deadline for signatures has passed; nothing was signed.")
