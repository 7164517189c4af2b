from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.words.languages import lazy_gettext as _l


class BodyTaken(Refusal):
    """A body with this very name is on record in the network."""

    message = _l("%(name)s is on record already. Choose it from the list.")


class PartOfItself(Refusal):
    message = _l("A body cannot be part of itself, nor of one that is part of it.")
