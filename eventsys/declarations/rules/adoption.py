"""When a plenary may decide, by whose rule, and who is represented."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from eventsys.core.languages import list_words
from eventsys.declarations.errors import NoQuorum, NotCarried, Objected, PowersUnusable
from eventsys.declarations.models import Vote

__all__ = [
    "Decision", "NetworkRule", "Representation", "check_objections", "check_quorum", "check_vote", "network_rule",
    "powers_type", "representation",
]  # fmt: skip

_KINDS = ((b"%PDF-", "application/pdf"), (b"\xff\xd8\xff", "image/jpeg"), (b"\x89PNG\r\n\x1a\n", "image/png"))
MOST_POWERS = 10_000_000


class Decision(StrEnum):
    """How a network decides."""

    CONSENSUS = "consensus"
    MAJORITY = "majority"
    TWO_THIRDS = "two_thirds"


@dataclass(frozen=True, slots=True)
class NetworkRule:
    """``quorum``: a number, or None for more than half; ``of_network``: of all members, not of those invited;
    ``proxies``: how many a city may hold."""

    decision: Decision = Decision.CONSENSUS
    quorum: int | None = None
    of_network: bool = False
    proxies: int = 1


def network_rule(rules: Mapping[str, Any]) -> NetworkRule:
    """From a network's own rules: decision, quorum, quorum_of ("network"), proxy_allowed, proxies_per_city."""
    decision, quorum, most = (rules.get(name) for name in ("decision", "quorum", "proxies_per_city"))
    allowed = rules.get("proxy_allowed", True)
    return NetworkRule(
        Decision(decision) if decision in set(Decision) else Decision.CONSENSUS,
        quorum if isinstance(quorum, int) else None,
        rules.get("quorum_of") == "network",
        (most if isinstance(most, int) else 1) if allowed else 0,
    )


@dataclass(frozen=True, slots=True)
class Representation:
    """Ids of member delegations: there themselves, and represented by proxy."""

    present: frozenset[int]
    by_proxy: frozenset[int]

    @property
    def every(self) -> frozenset[int]:
        return self.present | self.by_proxy


def representation(present: Iterable[int], proxies: Iterable[tuple[int, int | None]]) -> Representation:
    """``proxies``: (giver, holder; None for a person). A holder who is not there represents nobody;
    whoever came needs no proxy."""
    there = frozenset(present)
    sent = (giver for giver, holder in proxies if holder is None or holder in there)
    return Representation(there, frozenset(sent) - there)


def check_quorum(present: int, members: int, needed: int | None = None) -> int:
    """The number needed (more than half of the members, unless the network's rules name another).

    Raises :class:`NoQuorum`.
    """
    needed = needed or members // 2 + 1
    if present < needed:
        raise NoQuorum(present=present, members=members, needed=needed)
    return needed


def check_objections(decision: Decision, cities: Sequence[str]) -> None:
    """Consensus is the absence of objections. Raises :class:`Objected`."""
    if decision == Decision.CONSENSUS and cities:
        raise Objected(cities=list_words(cities))


def check_vote(decision: Decision, votes: Mapping[Vote, int]) -> None:
    """Abstentions do not count. Raises :class:`NotCarried`."""
    yes, no = votes.get(Vote.YES, 0), votes.get(Vote.NO, 0)
    carried = {
        Decision.CONSENSUS: True,
        Decision.MAJORITY: yes > no,
        Decision.TWO_THIRDS: yes > 0 and 3 * yes >= 2 * (yes + no),
    }
    if not carried[decision]:
        raise NotCarried(yes=yes, no=no)


def powers_type(data: bytes) -> str:
    """The media type of a file of powers, by its first octets. Raises :class:`PowersUnusable`."""
    found = next((kind for mark, kind in _KINDS if data.startswith(mark)), None)
    if found is None or len(data) > MOST_POWERS:
        raise PowersUnusable
    return found
