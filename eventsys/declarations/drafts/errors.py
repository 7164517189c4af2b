"""What is declined about a draft that comes from elsewhere."""

from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.declarations.acts.errors import Spoken


class DraftTooHeavy(Refusal):
    """More words than are looked through on one page."""

    message = _l(
        "This file holds more text than can be looked through on one page. Leave out what does not belong to the declaration, "
        "or send it in parts."
    )
    status = 422


class DraftTooLong(Refusal):
    """More paragraphs, or longer ones, than a declaration has."""

    message = _l("This text is too long for a declaration: at most %(most)s paragraphs are read.")
    status = 422


class OtherLanguage(Spoken):
    """A file says that it is in another language than the one it is to be taken over as."""

    message = _l(
        "This file says that it is in %(said)s, not in %(language)s. Choose its language, or another file."
    )
    status = 422


class ChangesUndecided(Refusal):
    """A file has tracked changes: somebody must say whether they are accepted or rejected."""

    message = _l("This file has tracked changes. Say whether they are accepted or rejected.")
    status = 422


class LossesUnseen(Refusal):
    """Something in a file could not be carried over, and nobody has said that it was looked at."""

    message = _l("Something could not be carried over. Look at it, and tick that you have.")
    status = 422
