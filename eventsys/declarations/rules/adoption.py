"""When a plenary may decide."""

from __future__ import annotations

from eventsys.declarations.errors import NoQuorum

__all__ = ["check_quorum"]


def check_quorum(present: int, members: int, needed: int | None = None) -> int:
    """The number needed (more than half of the members, unless the network's rules name another).

    Raises :class:`NoQuorum`.
    """
    needed = needed or members // 2 + 1
    if present < needed:
        raise NoQuorum(present=present, members=members, needed=needed)
    return needed
