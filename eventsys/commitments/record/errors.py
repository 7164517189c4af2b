"""What a commitment's state declines, by name."""

from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.words.languages import lazy_gettext as _l


class NoCommitmentStep(Refusal):
    """The commitment's life has no such arrow."""

    message = _l("A commitment that is “%(state)s” cannot become “%(wanted)s”.")


class CommitmentEnded(Refusal):
    """What is over stays as it was."""

    message = _l("This commitment is “%(state)s” and is not changed any more.")
