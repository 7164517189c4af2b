"""Refusals of floaters and day badges."""

from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.words.languages import lazy_gettext as _l


class BadgeNameMissing(Refusal):
    """A day badge is for a named person."""

    message = _l("Give the name that stands on the badge.")
    status = 422


class DayOver(Refusal):
    """A day badge for a day that has passed."""

    message = _l("%(day)s has passed: choose today or a later day.")
    status = 422


class FloaterQuotaFull(Refusal):
    """More floaters than the category may have."""

    message = _l("%(category)s may have %(places)s transferable badges, and %(used)s are made already.")


class FloaterQuotaInUse(Refusal):
    """A quota below what is made already."""

    message = _l(
        "%(used)s transferable badges of this category are in use: void some before you set %(places)s."
    )
