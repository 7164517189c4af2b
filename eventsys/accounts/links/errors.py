"""Why a link opens nothing, by name."""

from __future__ import annotations

from eventsys.core.errors import Gone, NotFound, Refusal
from eventsys.core.words.languages import lazy_gettext as _l


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
