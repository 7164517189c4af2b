"""What is declined where a second person confirms."""

from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.words.languages import lazy_gettext as _l


class SecondPersonNeeded(Refusal):
    """The conference asks for two people, and nobody else has confirmed yet."""

    message = _l(
        "At this conference a second person of the secretariat confirms this first. Nothing was sealed or signed."
    )


class SamePerson(Refusal):
    """Two people are two accounts."""

    message = _l("Somebody else has to do this: two people of the secretariat act, not one twice.")


class ConfirmationExpired(Refusal):
    """It was answered, or used, too late."""

    message = _l("The request is too old. Ask for the confirmation again.")


class ConfirmationVoid(Refusal):
    """What was to be confirmed is not what is there now."""

    message = _l(
        "What was to be confirmed has changed since, so the request is void. Ask for the confirmation again."
    )


class ConfirmationAnswered(Refusal):
    """Another person answered the request first; ``state`` says how."""

    message = _l("This request has been answered already: %(state)s.")


class NobodyAsks(Refusal):
    """The conference does not ask for a second person, or there is nothing to confirm."""

    message = _l("Nobody has to confirm this.")
