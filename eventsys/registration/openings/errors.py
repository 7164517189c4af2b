"""Why registration cannot be opened so, by name."""

from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.words.languages import lazy_gettext as _l


class OpenedAlready(Refusal):
    message = _l("Registration for this category has its page already. Change that one.")


class NotForHeads(Refusal):
    message = _l("Heads of delegation are named by their city; nobody becomes one by registering openly.")


class CategoryElsewhere(Refusal):
    message = _l("This category does not belong to the conference.")


class OpeningReversed(Refusal):
    message = _l("Registration would close before it opens.")


class PlacesZero(Refusal):
    message = _l("A limit allows at least one person. Leave it empty for no limit.")


class NoWelcome(Refusal):
    """People read it before they give their name."""

    message = _l("Write the words of welcome first: they say who may register, and what is decided by whom.")


class HasPeople(Refusal):
    message = _l("People have registered here already. Close it instead; who registered stays on record.")
