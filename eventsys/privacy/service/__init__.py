"""What is kept about a person, told and erased. Verbs flush; the caller commits."""

from __future__ import annotations

from eventsys.privacy.service import registered
from eventsys.privacy.service.copies import copy_of, own_links
from eventsys.privacy.service.holdings import Holding, columns, hold, holdings, things_of

__all__ = [
    "Holding", "columns", "copy_of", "hold", "holdings", "own_links", "registered", "things_of",
]  # fmt: skip
