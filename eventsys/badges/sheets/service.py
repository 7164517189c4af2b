"""Cover sheets of a run: one before each delegation's badges."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import groupby
from typing import Any

from eventsys.badges.record import queries as record_queries
from eventsys.badges.runs.models import PrintRun
from eventsys.badges.sheets import documents
from eventsys.badges.sheets.queries import KeptBadge
from eventsys.badges.sheets.rules import SheetOptions
from eventsys.conferences.editions.models import Conference


def title_of(conference: Conference) -> tuple[str, str]:
    """What the files of a run are called, and the language of its papers."""
    language = conference.languages[0]
    return conference.title.get_in([language]), language


def covers_of(run: PrintRun, kept: Sequence[KeptBadge]) -> dict[int, Callable[[], bytes]]:
    """Before which of the run's printed badges (from 0) a cover is laid, and what makes its PDF. It lists those
    that are in the stack."""
    title, language = title_of(run.conference)
    design = record_queries.badges_of_run(run)[0].design
    size = documents.cover_size(SheetOptions.of(run.options), (design.width_mm, design.height_mm))
    found: dict[int, Callable[[], bytes]] = {}
    number = 0
    for delegation, rows in groupby(kept, key=lambda one: one.delegation):
        every = list(rows)
        stack: list[dict[str, Any]] = [one.words for one in every if one.good]
        if delegation is not None and stack:
            found[number] = partial(documents.cover_pdf, stack, title=title, language=language, size=size)
        number += len(every)
    return found
