"""Codes of bodies, and of what a body may be part."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping
from itertools import count

from eventsys.core.words.text import folded
from eventsys.networks.bodies.models import Body

_LONGEST = 40


def made_code(name: Mapping[str, str], taken: Container[str]) -> str:
    """A code in small letters from the English word, else from any; ``body`` where no Latin letter is in it; a number
    behind it makes it one that none of ``taken`` has."""
    words = name.get("en") or next(iter(name.values()), "")
    stem = re.sub(r"[^a-z0-9]+", "-", folded(words)).strip("-")[: _LONGEST - 5].strip("-")
    if not re.search("[a-z]", stem):  # a code of figures could be a city's
        stem = f"body-{stem}".strip("-")
    if stem not in taken:
        return stem
    return next(code for number in count(2) if (code := f"{stem}-{number}") not in taken)


def parts_of(body: Body, every: Iterable[Body]) -> set[int]:
    """Ids of the body and of all that is part of it, however deep: what it cannot be part of itself."""
    found, grown = {body.id}, True
    rows = list(every)
    while grown:
        more = {one.id for one in rows if one.parent_id in found} - found
        found |= more
        grown = bool(more)
    return found
