"""What a role is declined for, by name."""

from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.words.languages import lazy_gettext as _l


class LastOrganiser(Refusal):
    message = _l("A conference keeps at least one organiser. Make someone else organiser first.")
