from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.words.languages import lazy_gettext as _l


class WrongState(Refusal):
    """The state machine has no such arrow."""

    message = _l("“%(action)s” is not possible while the registration is “%(state)s”.")


class SecondHead(Refusal):
    """One head in a delegation."""

    message = _l(
        "This delegation already has a head: %(name)s. Choose another category, or withdraw that person first."
    )


class QuotaFull(Refusal):
    message = _l(
        "No place is left: %(scope)s has at most %(places)s. Withdraw somebody first, or ask the secretariat for more."
    )


class OpeningFull(Refusal):
    """Of those who registered openly, as many are accredited as may be."""

    message = _l(
        "All places are taken: %(places)s people are accredited under “%(scope)s”. Use the waiting list, or raise the limit."
    )


class RegistrationNotOpen(Refusal):
    message = _l("Registration is not open yet.")


class RegistrationClosed(Refusal):
    message = _l("Registration is closed. Please write to the secretariat.")


class CategoryUnknown(Refusal):
    message = _l("This category does not belong to the conference.")


class Erased(Refusal):
    message = _l("The data of this person were erased. Nothing can be changed any more.")
    status = 409
