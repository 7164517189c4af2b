"""What is declined while there is no file to be signed."""

from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.words.languages import lazy_gettext as _l


class NotOpen(Refusal):
    """Signing needs a sealed document that is open for signature."""

    message = _l("The document is not open for signature.")
