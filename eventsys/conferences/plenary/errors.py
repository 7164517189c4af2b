"""What the rules of decision are declined for, by name."""

from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.words.languages import lazy_gettext as _l


class OnlyAdministrator(Refusal):
    message = _l(
        "Only an administrator of the site can let one person be enough again: one organiser alone shall not get round it."
    )
    status = 403
