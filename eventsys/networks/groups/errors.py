from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.words.languages import lazy_gettext as _l


class UnknownCity(Refusal):
    message = _l("There is no city with the code %(code)s.")


class GroupEmpty(Refusal):
    message = _l("Give the group at least one country or one city.")
