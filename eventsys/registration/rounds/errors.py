from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.words.languages import lazy_gettext as _l


class NobodyToWriteTo(Refusal):
    message = _l("Choose at least one delegation that can be written to.")
    status = 422


class MomentPast(Refusal):
    message = _l("That moment is past. Choose a later one, or send now.")
    status = 422


class MilestoneMissing(Refusal):
    message = _l("This milestone has no date yet. Set it under Dates first.")
    status = 422


class AlreadyPlanned(Refusal):
    message = _l("Such a reminder is planned for these days already.")


class RoundBegun(Refusal):
    """Some of its letters are on their way, or it was taken back already."""

    message = _l("These letters cannot be taken back any more.")
