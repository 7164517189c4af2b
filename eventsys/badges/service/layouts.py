"""A finished run on other sheets."""

from __future__ import annotations

from dataclasses import replace

from eventsys.badges import documents, queries
from eventsys.badges.errors import NothingToPrint, NothingToResume
from eventsys.badges.models import PrintRun
from eventsys.badges.rules import Backs, SheetOptions, Sort
from eventsys.badges.service.freshness import mark_run
from eventsys.badges.service.runs import ask_printing
from eventsys.core import audit
from eventsys.core.actor import Actor
from eventsys.core.db import db

__all__ = ["lay_out_again"]


def lay_out_again(run: PrintRun, options: SheetOptions, *, by: Actor) -> None:
    """The same badges on other sheets, or only the sheets from the Nth on: no badge is made anew, and those that
    are void or out of date by now are left out.

    The order, the bleed and whether there are backs stay as they were printed. Raises
    :class:`NothingToResume` for a run that is not finished, :class:`NothingToPrint` when none of its badges is
    good, and what is wrong with the sheets.
    """
    queries.lock_run(run)
    if run.pdf_digest is None or run.job_id is None:
        raise NothingToResume
    mark_run(run)
    db.session.flush()
    if not any(one.good for one in queries.kept_in(run)):
        raise NothingToPrint
    before, former = run.options, SheetOptions.of(run.options)
    turned = Backs.NONE in {options.backs, former.backs}
    options = replace(
        options, sort=former.sort, bleed=former.bleed, backs=former.backs if turned else options.backs,
        covers=options.covers and former.sort == Sort.CITY,
    )  # fmt: skip
    used = {badge.design for badge in queries.badges_of_run(run)}
    documents.check_sheet(options, {(d.width_mm, d.height_mm) for d in used})
    run.options = options.kept()
    run.edition, run.pdf_digest, run.finished_at = run.edition + 1, None, None
    db.session.flush()
    ask_printing(run, by=by)
    audit.record(by, verb="print_run.laid_out", thing=run, before=before, after=run.options)
