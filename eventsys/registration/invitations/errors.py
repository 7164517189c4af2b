from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.words.languages import lazy_gettext as _l


class AlreadyInvited(Refusal):
    message = _l("%(city)s is on the list already.")


class OtherNetwork(Refusal):
    """A body of one network is not invited to a plenary of another."""

    message = _l("%(body)s is on record in another network.")


class HasDelegates(Refusal):
    message = _l("People are registered in this delegation. Withdraw them first.")


class ProxyUnnamed(Refusal):
    message = _l("Please say which city or which person will act for yours.")
    status = 422


class ProxyForMembers(Refusal):
    """A city that is no member answers that it sends a proxy: only members are represented."""

    message = _l("Only a member city can be represented by proxy.")


class NoProxies(Refusal):
    message = _l("The rules of this plenary allow no proxies.")


class InTheHall(Refusal):
    """Presence is taken back before the answer is."""

    message = _l("%(city)s is marked as present in the hall. Take that back first.")


class ReasonMissing(Refusal):
    message = _l("Please give a reason: the person will read it.")
    status = 422
