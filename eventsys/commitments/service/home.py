"""What the room of commitments shows on a conference's home and on the page of a text."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from eventsys.commitments import queries
from eventsys.commitments.models import STATE_WORDS
from eventsys.conferences.editions.models import Conference
from eventsys.conferences.home.service import CheckItem
from eventsys.core import clock
from eventsys.core.languages import lazy_gettext as _l
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.overview.service import TextLink, TextPart

__all__ = ["checks", "text_part", "today_at"]


def today_at(conference: Conference, now: datetime) -> date:
    """The day of ``now`` where the conference is."""
    return now.astimezone(ZoneInfo(conference.timezone)).date()


def checks(conference: Conference) -> list[CheckItem]:
    """Once a text is adopted, what cities committed themselves to is recorded; then reports come in time."""
    found = queries.counts(conference, today_at(conference, clock.now()))
    if not found.total and not queries.adopted_texts(conference):
        return []
    items = [
        CheckItem(
            _l("Record what cities committed themselves to"),
            bool(found.total),
            "commitments.register",
            hint=_l("From the points of the adopted texts, and pledges that were made without one."),
        )
    ]
    if found.overdue:
        items.append(
            CheckItem(
                _l("Ask for the reports that are overdue"),
                False,
                "commitments.register",
                {"overdue": "yes"},
                hint=_l("Overdue: %(number)s", number=found.overdue),
            )
        )
    return items


def text_part(declaration: Declaration) -> TextPart | None:
    """Commitments from an adopted text, on its page."""
    if declaration.adopted_at is None:
        return None
    found = queries.of_text(declaration)
    links = [
        TextLink(
            one.what,
            "commitments.show",
            {"commitment_id": one.public_id},
            note=f"{one.owner_name} · {STATE_WORDS[one.state]}",
        )
        for one in found
    ]
    new = TextLink(_l("Record a commitment"), "commitments.points", {"declaration_id": declaration.public_id})
    return TextPart(_l("Commitments from this text"), links, new)
