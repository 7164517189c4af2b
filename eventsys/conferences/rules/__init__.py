"""Decisions about editions from values alone."""

from eventsys.conferences.rules.dates import Window, shifted, shown_milestones
from eventsys.conferences.rules.words import edition_words, ordinal, slug_for

__all__ = ["Window", "edition_words", "ordinal", "shifted", "shown_milestones", "slug_for"]
