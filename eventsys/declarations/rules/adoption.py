"""When a plenary may decide, by the rules of its edition."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from eventsys.core.languages import list_words
from eventsys.declarations.errors import NoQuorum, NotCarried, Objected, PowersUnusable
from eventsys.declarations.models import Vote
from eventsys.networks.plenary.models import Decision, PlenaryRules

__all__ = [
    "MOST_POWERS", "check_objections", "check_quorum", "check_vote", "powers_type",
]  # fmt: skip

_KINDS = ((b"%PDF-", "application/pdf"), (b"\xff\xd8\xff", "image/jpeg"), (b"\x89PNG\r\n\x1a\n", "image/png"))
MOST_POWERS = 10_000_000


def check_quorum(rule: PlenaryRules, present: int, members: int) -> int:
    """The number of members that must be represented. Raises :class:`NoQuorum`."""
    needed = rule.needed(members)
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
