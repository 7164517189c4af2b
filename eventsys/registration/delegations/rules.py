"""Cities of an edition: how they answer, and which of them a word means.

Every count of cities and every list that a count opens ask :func:`is_among`, so that they cannot differ.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from eventsys.conferences.editions.models import Conference
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.core.words.languages import lazy_pgettext
from eventsys.core.words.text import Localized
from eventsys.networks.bodies.models import KIND_WORDS, Body
from eventsys.networks.registry.models import City
from eventsys.networks.standing.models import MembershipStatus
from eventsys.registration.delegations.errors import InvitationAnswered
from eventsys.registration.delegations.models import ANSWER_WORDS, Delegation, DelegationState


def name_at(conference: Conference, party: City | Body) -> Localized:
    """What a city or a body is called at an edition, invited or not."""
    return conference.city_name(party) if isinstance(party, City) else party.name


def names_of(conference: Conference, party: City | Body) -> list[str]:
    """What a table may call a city or a body: every name that it has at the conference or in the registry, and its code."""
    names = (*name_at(conference, party).values(), *party.name.values(), party.native_name, party.code)
    return [name for name in names if name]


class InvitationAnswer(StrEnum):
    """What a city may say to its invitation."""

    ACCEPT = "accept"
    DECLINE = "decline"
    SEND_PROXY = "send_proxy"


#: invited → accepted | declined | sends a proxy; each may change its answer.
ANSWERS: Mapping[InvitationAnswer, tuple[frozenset[DelegationState], DelegationState]] = {
    InvitationAnswer.ACCEPT: (
        frozenset({DelegationState.INVITED, DelegationState.DECLINED, DelegationState.SENDS_PROXY}),
        DelegationState.ACCEPTED,
    ),
    InvitationAnswer.DECLINE: (
        frozenset({DelegationState.INVITED, DelegationState.ACCEPTED, DelegationState.SENDS_PROXY}),
        DelegationState.DECLINED,
    ),
    InvitationAnswer.SEND_PROXY: (
        frozenset({DelegationState.INVITED, DelegationState.ACCEPTED, DelegationState.DECLINED}),
        DelegationState.SENDS_PROXY,
    ),
}
_VERBS: Mapping[InvitationAnswer, Any] = {
    InvitationAnswer.ACCEPT: lazy_pgettext("invitation", "Accept"),
    InvitationAnswer.DECLINE: _l("Decline"),
    InvitationAnswer.SEND_PROXY: _l("Send a proxy"),
}
_STANDINGS: Mapping[str, Any] = {
    "member": _l("Member"),
    "candidate": _l("Candidate"),
    "observer": _l("Observer"),
    "partner": _l("Partner"),
    "former": _l("Former member"),
    **KIND_WORDS,
}


def standing_words(standing: str) -> Any:
    """A city's standing or a body's kind."""
    return _STANDINGS.get(standing, standing)


def in_order(standings: Iterable[str]) -> list[str]:
    """Standings of cities before kinds of bodies, as they are listed above."""
    return sorted(standings, key=list(_STANDINGS).index)


def state_after(verb: InvitationAnswer, state: DelegationState) -> DelegationState:
    """Where an answer leads from ``state``. Raises :class:`InvitationAnswered`."""
    sources, target = ANSWERS[verb]
    if state not in sources:
        raise InvitationAnswered(action=_VERBS[verb], state=ANSWER_WORDS[state])
    return target


def possible(state: DelegationState, *, represented: bool) -> frozenset[InvitationAnswer]:
    """What a city that answered ``state`` may still say. ``represented``: whether another one may act for it (see
    :func:`may_be_represented`)."""
    found = {verb for verb, (sources, _target) in ANSWERS.items() if state in sources}
    return frozenset(found if represented else found - {InvitationAnswer.SEND_PROXY})


def may_be_represented(delegation: Delegation) -> bool:
    """Members alone are represented, where the rules of the plenary know proxies."""
    return delegation.standing == MembershipStatus.MEMBER and delegation.conference.plenary_rules.proxies > 0


#: What a list of cities can be narrowed to besides an answer.
_SETS: Mapping[str, Callable[[Delegation], bool]] = {
    "expected": lambda d: d.expected,
    "present": lambda d: d.present,
    "awaited": lambda d: d.expected and not d.present,
}
CITY_WORDS: Mapping[str, Any] = {
    **ANSWER_WORDS,
    "expected": _l("Expected"),
    "present": _l("Present"),
    "awaited": _l("Not there yet"),
}


def is_among(delegation: Delegation, word: str = "", *, standing: str = "") -> bool:
    """Whether a city is one of those that ``word`` means (an answer, ``expected``, ``present``, ``awaited``; "": all)
    and has that ``standing``. A word that is not known means nobody."""
    if standing and delegation.standing != standing:
        return False
    if word in _SETS:
        return _SETS[word](delegation)
    return not word or delegation.state == word


def delegations_among(
    delegations: Iterable[Delegation], word: str = "", *, standing: str = ""
) -> list[Delegation]:
    """Those of ``delegations`` that :func:`is_among`, in their order."""
    return [d for d in delegations if is_among(d, word, standing=standing)]


def link_lifetime(conference: Conference, now: datetime) -> timedelta:
    """Links of focal points and delegates live until two weeks after the conference, at least a month."""
    days = (conference.ends - now.date()).days + 14
    return timedelta(days=max(days, 30))
