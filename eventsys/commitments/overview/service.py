"""What is asked on a conference's home, and what stands on the page of a text."""

from __future__ import annotations

from eventsys.commitments.overview import queries
from eventsys.commitments.record.models import STATE_WORDS
from eventsys.commitments.record.rules import today_at
from eventsys.commitments.recording import queries as recording_queries
from eventsys.commitments.register import queries as register_queries
from eventsys.conferences.editions.models import Conference
from eventsys.conferences.home.service import CheckItem
from eventsys.core import clock
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.overview.service import TextLink, TextPart


def checks(conference: Conference) -> list[CheckItem]:
    """Once a text is adopted, what cities committed themselves to is recorded; then reports come in time."""
    found = register_queries.counts(conference, today_at(conference, clock.now()))
    if not found.total and not recording_queries.adopted_texts(conference):
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
