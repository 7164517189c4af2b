"""What is declined about remarks."""

from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.words.languages import lazy_gettext as _l


class CommentEmpty(Refusal):
    """A remark without a single word."""

    message = _l("Write what you want to say.")
    status = 422


class NotCirculated(Refusal):
    """Cities see a text when the secretariat has circulated it, and speak until it is adopted."""

    message = _l("The text is not open for remarks of the cities.")
