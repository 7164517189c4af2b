"""What is declined about proxies and adoption."""

from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.languages import lazy_gettext as _l

__all__ = [
    "HolderAbsent", "HolderFull", "MembersOnly", "NoQuorum", "NoVote", "NotCarried", "NotFinal",
    "NotRepresented", "Objected", "PowersUnusable", "ProxyGiven", "ProxyNotAllowed", "ProxyOfProxy",
    "ProxyPresent", "ProxyToWhom",
]  # fmt: skip


class NoQuorum(Refusal):
    """Too few members are there."""

    message = _l(
        "There is no quorum: %(present)s of %(members)s members are represented, %(needed)s are needed."
    )


class MembersOnly(Refusal):
    """Partners and observers read and comment."""

    message = _l("%(city)s is not a member: only members propose, decide and sign.")


class Objected(Refusal):
    """Consensus is the absence of objections."""

    message = _l("There is no consensus. Objections stand from: %(cities)s.")


class NotCarried(Refusal):
    """Too few voted in favour."""

    message = _l("The text is not carried: %(yes)s in favour, %(no)s against.")


class NoVote(Refusal):
    """The network decides otherwise."""

    message = _l("This network decides by consensus; there is no vote.")


class NotFinal(Refusal):
    """A vote is on a final text."""

    message = _l("The text is not final yet: there is nothing to vote on.")


class NotRepresented(Refusal):
    """Who is neither there nor represented does not vote."""

    message = _l("%(city)s is neither present nor represented by a proxy that is.")


class PowersUnusable(Refusal):
    """Powers are kept as they came; they can be opened again."""

    message = _l("The powers must be a PDF, a JPEG or a PNG of at most 10 MB.")
    status = 422


class ProxyNotAllowed(Refusal):
    """By the network's rule."""

    message = _l("The rules of this network allow no proxies.")


class ProxyToWhom(Refusal):
    """A proxy is given to another city, or to a person."""

    message = _l("Choose the city that acts, or name the person: one of the two.")
    status = 422


class ProxyPresent(Refusal):
    """Who is there acts itself."""

    message = _l("%(city)s is present and acts for itself.")


class ProxyGiven(Refusal):
    """One proxy a city."""

    message = _l("%(city)s has given its proxy already. Take that one back first.")


class ProxyOfProxy(Refusal):
    """A proxy is not passed on."""

    message = _l("%(city)s holds or has given a proxy itself: a proxy is not passed on.")


class HolderAbsent(Refusal):
    """Only who comes can act."""

    message = _l("%(city)s is not expected at the plenary and cannot act for another city.")


class HolderFull(Refusal):
    """By the network's rule."""

    message = _l("%(city)s holds as many proxies as the network allows: %(most)s.")
