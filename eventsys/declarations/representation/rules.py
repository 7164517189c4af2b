"""Who is represented and counts for the quorum, for the others why not and what would mend it; a file of powers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.declarations.representation.errors import NoQuorum, PowersUnusable
from eventsys.declarations.representation.models import Proxy
from eventsys.networks.plenary.models import PlenaryRules
from eventsys.networks.standing.models import MembershipStatus
from eventsys.registration.delegations.models import Delegation, DelegationState

_KINDS = ((b"%PDF-", "application/pdf"), (b"\xff\xd8\xff", "image/jpeg"), (b"\x89PNG\r\n\x1a\n", "image/png"))
MOST_POWERS = 10_000_000


def check_quorum(rule: PlenaryRules, present: int, members: int) -> int:
    """The number of members that must be represented. Raises :class:`NoQuorum`."""
    needed = rule.needed(members)
    if present < needed:
        raise NoQuorum(present=present, members=members, needed=needed)
    return needed


def powers_type(data: bytes) -> str:
    """The media type of a file of powers, by its first octets. Raises :class:`PowersUnusable`."""
    found = next((kind for mark, kind in _KINDS if data.startswith(mark)), None)
    if found is None or len(data) > MOST_POWERS:
        raise PowersUnusable
    return found


class Why(StrEnum):
    """Why a city counts (the first three), or why it does not."""

    PRESENT = "present"
    BY_CITY = "by_city"
    BY_PERSON = "by_person"
    NO_PROXIES = "no_proxies"
    HOLDER_AWAY = "holder_away"
    HOLDER_FULL = "holder_full"
    LEFT = "left"
    NOT_MARKED = "not_marked"
    UNRECORDED = "unrecorded"
    DECLINED = "declined"
    SILENT = "silent"
    NOT_A_MEMBER = "not_a_member"


_COUNTED = frozenset({Why.PRESENT, Why.BY_CITY, Why.BY_PERSON})
#: In the language in force; ``holder`` is the city or person that acts for this one.
WHY_WORDS: Mapping[Why, Any] = {
    Why.PRESENT: _l("Present in the hall."),
    Why.BY_CITY: _l("By proxy of %(holder)s."),
    Why.BY_PERSON: _l("By proxy of %(holder)s."),
    Why.NO_PROXIES: _l("It gave a proxy to %(holder)s, but the rules allow none."),
    Why.HOLDER_AWAY: _l("Its proxy %(holder)s is not marked as present."),
    Why.HOLDER_FULL: _l("Its proxy %(holder)s already acts for as many cities as the rules allow."),
    Why.LEFT: _l("It was there and has left."),
    Why.NOT_MARKED: _l("It accepted, but is not marked as present."),
    Why.UNRECORDED: _l("It sends a proxy, which is not recorded yet."),
    Why.DECLINED: _l("It declined the invitation."),
    Why.SILENT: _l("It has not answered the invitation."),
    Why.NOT_A_MEMBER: _l("Only members count."),
}


class Mend(StrEnum):
    """What makes a city count that does not."""

    MARK_PRESENT = "mark_present"
    MARK_HOLDER = "mark_holder"
    RECORD_PROXY = "record_proxy"
    OTHER_PROXY = "other_proxy"


_MENDS: Mapping[Why, tuple[Mend, ...]] = {
    Why.NO_PROXIES: (Mend.MARK_PRESENT,),
    Why.HOLDER_AWAY: (Mend.MARK_HOLDER, Mend.OTHER_PROXY),
    Why.HOLDER_FULL: (Mend.OTHER_PROXY,),
    Why.LEFT: (Mend.MARK_PRESENT, Mend.RECORD_PROXY),
    Why.NOT_MARKED: (Mend.MARK_PRESENT, Mend.RECORD_PROXY),
    Why.UNRECORDED: (Mend.RECORD_PROXY,),
    Why.DECLINED: (Mend.RECORD_PROXY,),
    Why.SILENT: (Mend.MARK_PRESENT, Mend.RECORD_PROXY),
}


@dataclass(frozen=True, slots=True)
class MemberSeat:
    """A city at the moment of decision. ``proxy`` is the one it gave, if any; ``mends`` what would make it count."""

    delegation: Delegation
    why: Why
    proxy: Proxy | None = None
    mends: tuple[Mend, ...] = ()

    @property
    def counts(self) -> bool:
        return self.why in _COUNTED


def seats(delegations: Iterable[Delegation], proxies: Iterable[Proxy], *, most: int) -> list[MemberSeat]:
    """A seat for each city, in the order given. ``proxies``: the live ones in the order of recording, of which a city
    holds at most ``most`` (the first recorded count; 0: the rules know none). Whoever is there needs no proxy."""
    held: Counter[int] = Counter()
    verdicts: dict[int, tuple[Why, Proxy]] = {}
    for proxy in proxies:
        if proxy.giver.present:
            continue
        why = _of_proxy(proxy, held, most)
        verdicts[proxy.giver_id] = (why, proxy)
        if why is Why.BY_CITY and proxy.holder_id is not None:
            held[proxy.holder_id] += 1
    return [_seat(d, *verdicts.get(d.id, (None, None)), allowed=most > 0) for d in delegations]


def _of_proxy(proxy: Proxy, held: Mapping[int, int], most: int) -> Why:
    if not most:
        return Why.NO_PROXIES
    if proxy.holder is None:
        return Why.BY_PERSON
    if not proxy.holder.present:
        return Why.HOLDER_AWAY
    return Why.BY_CITY if held.get(proxy.holder.id, 0) < most else Why.HOLDER_FULL


def _seat(delegation: Delegation, by_proxy: Why | None, proxy: Proxy | None, *, allowed: bool) -> MemberSeat:
    if delegation.standing != MembershipStatus.MEMBER:
        why = Why.NOT_A_MEMBER
    elif delegation.present:
        why = Why.PRESENT
    else:
        why = by_proxy or _absent(delegation)
    mends = tuple(
        mend for mend in _MENDS.get(why, ()) if allowed or mend not in {Mend.RECORD_PROXY, Mend.OTHER_PROXY}
    )
    return MemberSeat(delegation, why, proxy, mends)


def _absent(delegation: Delegation) -> Why:
    if delegation.present_since is not None:
        return Why.LEFT
    return {
        DelegationState.ACCEPTED: Why.NOT_MARKED,
        DelegationState.SENDS_PROXY: Why.UNRECORDED,
        DelegationState.DECLINED: Why.DECLINED,
    }.get(delegation.state, Why.SILENT)


@dataclass(frozen=True, slots=True)
class Representation:
    """Ids of member delegations: there themselves, and represented by proxy."""

    present: frozenset[int]
    by_proxy: frozenset[int]

    @property
    def every(self) -> frozenset[int]:
        return self.present | self.by_proxy


def representation(taken: Iterable[MemberSeat]) -> Representation:
    """Those that count, from :func:`seats`."""
    counted = [seat for seat in taken if seat.counts]
    present = frozenset(seat.delegation.id for seat in counted if seat.why is Why.PRESENT)
    return Representation(present, frozenset(seat.delegation.id for seat in counted) - present)
