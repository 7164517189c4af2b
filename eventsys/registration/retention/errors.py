from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.words.languages import lazy_gettext as _l


class TermOutOfBounds(Refusal):
    message = _l("%(what)s are kept from %(least)s to %(most)s days after the closing day.")
    status = 422
