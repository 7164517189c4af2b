from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.words.languages import lazy_gettext as _l


class NotPresent(Refusal):
    message = _l("%(city)s is not marked as present in the hall.")


class PresenceInFuture(Refusal):
    message = _l("This moment has not come yet: note presence when the city is there.")
    status = 422


class LeftBeforeArrival(Refusal):
    message = _l("The city cannot have left before it came.")
    status = 422


class PresenceNotedMeanwhile(Refusal):
    message = _l(
        "Somebody else noted the presence of %(city)s meanwhile. Look at what stands now, then decide."
    )
