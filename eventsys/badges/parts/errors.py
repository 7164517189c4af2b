"""Refusals of the parts of a run."""

from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.words.languages import lazy_gettext as _l


class PartFailed(Refusal):
    """A part of a run was given up by its workers after all attempts."""

    message = _l(
        "Some badges of this run could not be printed even after several tries. What is printed is kept; "
        "“Go on printing” tries the others again."
    )
