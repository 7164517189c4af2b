"""What the badge room shows on a conference's home."""

from __future__ import annotations

from eventsys.badges import queries
from eventsys.conferences.models import Conference
from eventsys.conferences.service import CheckItem, Figure, HomePart
from eventsys.core.languages import lazy_gettext as _l

__all__ = ["checks", "home_part"]


def home_part(conference: Conference) -> HomePart:
    figures = queries.figures(conference)
    return HomePart(
        figures=(Figure(_l("badges printed"), figures.printed, of=figures.approved, endpoint="badges.index"),)
    )


def checks(conference: Conference) -> list[CheckItem]:
    """Badges are done when every approved delegate has one; nothing to do before anyone is approved."""
    figures, waiting = queries.figures(conference), queries.count_unprinted(conference)
    return [
        CheckItem(
            _l("Print the badges"),
            figures.approved > 0 and waiting == 0,
            endpoint="badges.index",
            hint=_l("Approved delegates get a badge with a code that cannot be forged."),
        )
    ]
