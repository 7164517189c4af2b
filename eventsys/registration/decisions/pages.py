"""What a page's button means for a registration."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from flask import request

from eventsys.core import clock
from eventsys.core.actor import Actor
from eventsys.core.errors import BadRequest
from eventsys.registration.decisions import service
from eventsys.registration.people.models import Delegate
from eventsys.registration.people.rules import RegistrationVerb

Act = Callable[[Delegate], None]


def act_of(verb: str, reason: str, by: Actor) -> Act:
    """The service's verb of that name. Raises :class:`BadRequest`."""
    now = clock.now()
    plain: dict[str, Any] = {
        RegistrationVerb.PRE_APPROVE: service.pre_approve,
        RegistrationVerb.APPROVE: service.approve,
        RegistrationVerb.WAITLIST: service.waitlist,
        RegistrationVerb.WITHDRAW: service.withdraw,
    }
    reasoned: dict[str, Any] = {
        RegistrationVerb.RETURN: service.send_back,
        RegistrationVerb.REJECT: service.reject,
        RegistrationVerb.REVOKE: service.revoke,
    }
    if verb == "accredit":
        return partial(service.accredit, by=by, now=now, consent_on_paper=request.form.get("paper") == "y")
    if verb in plain:
        return partial(plain[verb], by=by, now=now)
    if verb in reasoned:
        return partial(reasoned[verb], reason=reason, by=by, now=now)
    raise BadRequest
