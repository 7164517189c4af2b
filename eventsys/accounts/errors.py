"""What the accounts room declines to do."""

from __future__ import annotations

from eventsys.core.errors import Gone, NotFound, Refusal
from eventsys.core.languages import lazy_gettext as _l

__all__ = [
    "AddressTaken",
    "LastOrganiser",
    "LinkExpired",
    "LinkProblem",
    "LinkRevoked",
    "LinkUnknown",
    "LinkUsedUp",
    "NotYourself",
    "PasswordRefused",
    "PasswordTooCommon",
    "PasswordTooShort",
]


class AddressTaken(Refusal):
    message = _l("There is an account with this address already.")


class LastOrganiser(Refusal):
    message = _l("A conference keeps at least one organiser. Make someone else organiser first.")


class NotYourself(Refusal):
    message = _l("You cannot do this to your own account. Ask another administrator.")


class PasswordRefused(Refusal):
    message = _l("Choose another password.")


class PasswordTooShort(PasswordRefused):
    message = _l("A password has at least %(least)s characters. Four or five words are easy to remember.")


class PasswordTooCommon(PasswordRefused):
    message = _l("This password is easy to guess. Choose one without your name, series or well-known words.")


class LinkProblem(Refusal):
    """A link that opens nothing; ``kind`` picks the page."""

    kind = "unknown"


class LinkUnknown(LinkProblem, NotFound):
    message = _l("We do not know this link. Perhaps a part of it was lost when it was copied.")


class LinkExpired(LinkProblem, Gone):
    message = _l("This link has expired.")
    kind = "expired"


class LinkRevoked(LinkProblem, Gone):
    message = _l("This link was withdrawn by the secretariat or replaced by a newer one.")
    kind = "revoked"


class LinkUsedUp(LinkProblem, Gone):
    message = _l("This link worked once and has been used.")
    kind = "used"
