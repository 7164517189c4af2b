"""What amendments changed in a text that was adopted, as it was frozen."""

from __future__ import annotations

from collections.abc import Sequence

from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.amendments import queries as amendments_queries
from eventsys.declarations.completion.models import FrozenText
from eventsys.declarations.footnotes import queries as footnotes_queries
from eventsys.declarations.footnotes import rules as footnotes_rules
from eventsys.declarations.modifications.rules import Noted


def noted(declaration: Declaration, texts: Sequence[FrozenText]) -> Noted | None:
    """``texts``: all that were frozen. None of a text that was adopted before origins were kept, or that no amendment changed."""
    frozen = footnotes_queries.frozen_footnotes(declaration)
    if not frozen or not frozen["amendments"]:
        return None
    notes = footnotes_rules.read(frozen, {text.language: text.content for text in texts})
    every = amendments_queries.amendments(declaration)
    return Noted(
        notes,
        {one.label: one.was for one in every},
        {one.label: one.part for one in every},
        declaration.conference.zone,
    )
