"""A badge's life: its states, the arrows between them, and their words."""

from __future__ import annotations

from typing import Any

from eventsys.badges.errors import NoBadgeStep
from eventsys.badges.models import BadgeState
from eventsys.core.languages import lazy_gettext as _l

__all__ = ["ARROWS", "DELEGATE_REASONS", "STATE_WORDS", "check_step", "reason_words"]

ARROWS: dict[BadgeState, frozenset[BadgeState]] = {
    BadgeState.QUEUED: frozenset({BadgeState.PRINTED, BadgeState.VOID}),
    BadgeState.PRINTED: frozenset({BadgeState.ISSUED, BadgeState.VOID, BadgeState.EXPIRED}),
    BadgeState.ISSUED: frozenset({BadgeState.RETURNED, BadgeState.EXPIRED, BadgeState.VOID}),
    BadgeState.RETURNED: frozenset(),
    BadgeState.EXPIRED: frozenset(),
    BadgeState.VOID: frozenset(),
}

STATE_WORDS: dict[str, Any] = {
    BadgeState.QUEUED: _l("being printed"),
    BadgeState.PRINTED: _l("printed"),
    BadgeState.ISSUED: _l("handed over"),
    BadgeState.RETURNED: _l("given back"),
    BadgeState.EXPIRED: _l("expired"),
    BadgeState.VOID: _l("void"),
}
#: Why a badge became void by itself: what its holder's registration became.
DELEGATE_REASONS: dict[str, Any] = {
    "revoked": _l("approval revoked"),
    "withdrawn": _l("registration withdrawn"),
}


def check_step(state: str, wanted: BadgeState) -> None:
    """Raises :class:`NoBadgeStep` when the badge's life has no arrow from ``state`` to ``wanted``."""
    if wanted not in ARROWS[BadgeState(state)]:
        raise NoBadgeStep(state=STATE_WORDS[state], wanted=STATE_WORDS[wanted])


def reason_words(reason: str, state: str) -> Any:
    """Why a badge is no longer valid, in the reader's language where the reason is ours."""
    return DELEGATE_REASONS.get(reason, reason) or STATE_WORDS[state]
