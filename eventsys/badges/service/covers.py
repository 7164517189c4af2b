"""Cover sheets of a run: one before each delegation's badges."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import groupby
from typing import Any

from eventsys.badges import documents, queries
from eventsys.badges.models import PrintRun
from eventsys.badges.rules import SheetOptions
from eventsys.conferences.models import Conference

__all__ = ["covers_of", "title_of"]


def title_of(conference: Conference) -> tuple[str, str]:
    """What the files of a run are called, and the language of its papers."""
    language = conference.languages[0]
    return conference.title.get_in([language]), language


def covers_of(run: PrintRun) -> dict[int, Callable[[], bytes]]:
    """Before which of the run's printed badges (from 0) a cover is laid, and what makes its PDF."""
    title, language = title_of(run.conference)
    design = queries.badges_of_run(run)[0].design
    size = documents.cover_size(SheetOptions.of(run.options), (design.width_mm, design.height_mm))
    found: dict[int, Callable[[], bytes]] = {}
    number = 0
    for delegation, rows in groupby(queries.stacks(run), key=lambda row: row[0]):
        stack: list[dict[str, Any]] = [words for _delegation, _position, words in rows]
        if delegation is not None:
            found[number] = partial(documents.cover_pdf, stack, title=title, language=language, size=size)
        number += len(stack)
    return found
