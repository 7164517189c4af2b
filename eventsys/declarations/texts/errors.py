"""What is declined about the clauses of a text."""

from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.words.languages import lazy_gettext as _l


class ClauseUnclear(Refusal):
    """A clause names a language in which there is no text."""

    message = _l("Only a language of the text can be the authentic one or prevail.")
    status = 422
