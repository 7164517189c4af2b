"""The life of a session: its arrows, and what its states mean."""

from __future__ import annotations

from babel import Locale

from eventsys.core.languages import current
from eventsys.programme.models import PanelRole, SessionState

__all__ = ["ARROWS", "FROZEN", "OPEN", "PUBLIC", "ROLE_ORDER", "SPOKEN", "language_name", "may_become"]

S = SessionState
#: draft → scheduled → published → live → closed → summary approved; postponed, cancelled.
ARROWS: dict[str, frozenset[SessionState]] = {
    S.DRAFT: frozenset({S.SCHEDULED, S.CANCELLED}),
    S.SCHEDULED: frozenset({S.PUBLISHED, S.POSTPONED, S.CANCELLED}),
    S.PUBLISHED: frozenset({S.LIVE, S.POSTPONED, S.CANCELLED}),
    S.LIVE: frozenset({S.CLOSED}),
    S.CLOSED: frozenset({S.SUMMARY_APPROVED}),
    S.POSTPONED: frozenset({S.SCHEDULED, S.CANCELLED}),
    S.CANCELLED: frozenset(),
    S.SUMMARY_APPROVED: frozenset(),
}
#: States in which the public sees a session with its times.
PUBLIC = frozenset({S.PUBLISHED, S.LIVE, S.CLOSED, S.SUMMARY_APPROVED})
#: States in which a session takes its room and its people.
OPEN = PUBLIC | {S.SCHEDULED}
FROZEN = frozenset({S.CANCELLED, S.SUMMARY_APPROVED})

#: What sessions are held in, beside the conference's own languages.
SPOKEN = ("ar", "en", "fr", "hi", "id", "ja", "km", "ko", "lo", "ms", "my", "ru", "th", "vi", "zh")
ROLE_ORDER = {role: place for place, role in enumerate(PanelRole)}


def may_become(state: str, wanted: SessionState) -> bool:
    """Whether there is an arrow from ``state`` to ``wanted``."""
    return wanted in ARROWS[state]


def language_name(code: str) -> str:
    """A language in the reader's own: ``tiếng Nhật``."""
    return str(Locale(current()).languages.get(code, code))
