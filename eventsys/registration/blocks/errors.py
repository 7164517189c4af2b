"""What is declined about fields of our own, by name."""

from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.words.languages import lazy_gettext as _l


class FieldIsSettled(Refusal):
    message = _l("“%(field)s” is needed as it is: badges, letters and lists depend on it.")
    status = 422
