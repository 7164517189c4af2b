from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.words.languages import lazy_gettext as _l


class InvitationAnswered(Refusal):
    message = _l("“%(action)s” is not possible while the delegation is “%(state)s”.")
