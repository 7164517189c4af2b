"""What a step of a commitment's life declines, by name."""

from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.words.languages import lazy_gettext as _l


class WordsMissing(Refusal):
    """This step goes on record with words."""

    message = _l("Write what goes on record, in at least one language.")
    status = 422
