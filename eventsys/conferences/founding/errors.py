"""What a new edition is declined for, by name."""

from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.words.languages import lazy_gettext as _l


class NothingToCopy(Refusal):
    message = _l("This network has no earlier edition to copy from.")
