from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.web.filters import imprecise
from eventsys.core.words.dates import ImpreciseDate
from eventsys.core.words.languages import lazy_gettext as _l


class _Dated(Refusal):
    """Dates among its values are said in words of the reader's language."""

    def __str__(self) -> str:
        spoken = {k: imprecise(v) if isinstance(v, ImpreciseDate) else v for k, v in self.values.items()}
        return str(self.message) % spoken


class AlreadyIn(Refusal):
    message = _l(
        "%(city)s already has a standing in this network (%(status)s). Change it instead of adding one."
    )


class NotIn(Refusal):
    message = _l("%(city)s has no standing in this network yet. Add it first.")


class SameStatus(Refusal):
    message = _l("%(city)s already has this status in the network. Choose another status.")


class ChangeBeforeStart(_Dated):
    message = _l("The change (%(since)s) comes before the present status began (%(began)s).")


class EndBeforeStart(_Dated):
    message = _l("It ends (%(until)s) before it starts (%(since)s).")
