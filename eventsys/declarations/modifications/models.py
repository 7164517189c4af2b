"""A change that an amendment made, in one language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

AKN: Final = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
OWN: Final = "{urn:eventsys:declarations:akoma:1}"
"""Of what Akoma Ntoso has no element for: the tag of the language, the number of the text, the SHA-256, words of a change."""


class ModKind(StrEnum):
    """The *TextualMods* of the standard that there are here: a paragraph put in, put otherwise, taken out, moved."""

    INSERTION = "insertion"
    SUBSTITUTION = "substitution"
    REPEAL = "repeal"
    RENUMBERING = "renumbering"


@dataclass(frozen=True, slots=True)
class Change:
    """``label`` of the amendment, ``parent`` of the one that it amended; ``city``: the code of whose it was, and its name.

    ``at``: ``eId`` of the parts of the document that have words of it now; of one that only took a paragraph out, where that
    stood. ``old`` and ``new``: what the paragraph said and what was proposed, without stress; "" where there is nothing in this
    language. ``votes``: for, against, abstaining.
    """

    label: str
    parent: str | None
    city: str
    city_name: str
    kind: ModKind
    at: tuple[str, ...]
    old: str = ""
    new: str = ""
    decided_on: date | None = None
    votes: tuple[int, int, int] | None = None
