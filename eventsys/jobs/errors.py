"""What jobs refuses, and how a running job is told to stop."""

from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.words.languages import lazy_gettext as _l

__all__ = ["AlreadyFinished", "Cancelled", "Interrupted", "LeaseLost", "UnknownKind"]


class AlreadyFinished(Refusal):
    """Cancelled too late: it is done, failed or cancelled already."""

    message = _l("This work has ended already, so it cannot be cancelled.")


class UnknownKind(LookupError):
    """No handler for this kind in this worker."""


class Interrupted(Exception):
    """A running handler stops here; what it did since its last progress is rolled back."""


class Cancelled(Interrupted):
    """Somebody asked that the job should end."""


class LeaseLost(Interrupted):
    """Another worker has the job now, or nobody may: nothing more is written by this one."""
