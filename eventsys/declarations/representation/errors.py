"""What is declined about proxies and the quorum."""

from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.words.languages import lazy_gettext as _l


class NoQuorum(Refusal):
    """Too few members are there."""

    message = _l(
        "There is no quorum: %(present)s of %(members)s members are represented, %(needed)s are needed."
    )


class PowersUnusable(Refusal):
    """Powers are kept as they came; they can be opened again."""

    message = _l("The powers must be a PDF, a JPEG or a PNG of at most 10 MB.")
    status = 422


class ProxyNotAllowed(Refusal):
    """The rules of the network allow none."""

    message = _l("The rules of this network allow no proxies.")


class ProxyToWhom(Refusal):
    """A proxy is given to another city, or to a person."""

    message = _l("Choose the city that acts, or name the person: one of the two.")
    status = 422


class ProxyPresent(Refusal):
    """Who is there acts itself."""

    message = _l("%(city)s is present and acts for itself.")


class ProxyGiven(Refusal):
    """A city gives one proxy at a time; ``city`` has."""

    message = _l("%(city)s has given its proxy already. Take that one back first.")


class ProxyOfProxy(Refusal):
    """A proxy is not passed on."""

    message = _l("%(city)s holds or has given a proxy itself: a proxy is not passed on.")


class HolderAbsent(Refusal):
    """Only who comes can act."""

    message = _l("%(city)s is not expected at the plenary and cannot act for another city.")


class HolderFull(Refusal):
    """``city`` holds as many as the rules of the network allow: ``most``."""

    message = _l("%(city)s holds as many proxies as the network allows: %(most)s.")
