"""What the programme declines to do, by name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from eventsys.core.errors import Refusal
from eventsys.core.languages import lazy_gettext as _l

__all__ = [
    "AlreadySeated",
    "ChangedMeanwhile",
    "Clashes",
    "EndsBeforeStart",
    "ForeignRoom",
    "Frozen",
    "NoSuchArrow",
    "NotADelegateHere",
    "NothingToPublish",
    "PersonMissing",
    "TimesMissing",
    "TitleMissing",
]


class NoSuchArrow(Refusal):
    """The state machine of sessions has no such arrow."""

    message = _l("“%(session)s” is %(state)s: it cannot become %(wanted)s.")


class Frozen(Refusal):
    """A cancelled session, or one whose summary was approved, is not edited any more."""

    message = _l("“%(session)s” is %(state)s and is not changed any more. Duplicate it instead.")


class ChangedMeanwhile(Refusal):
    """Somebody else saved the session after this form was opened."""

    message = _l(
        "Somebody else saved this session meanwhile. What you typed is still here: save again to replace it."
    )


class TimesMissing(Refusal):
    """A session is scheduled with a day and times only."""

    message = _l("“%(session)s” has no day and times yet. Give them first, then schedule it.")


class TitleMissing(Refusal):
    message = _l("Give the session a title in at least one language.")


class EndsBeforeStart(Refusal):
    message = _l("The session must end after it starts.")


class ForeignRoom(Refusal):
    message = _l("This room does not belong to the conference.")


class PersonMissing(Refusal):
    message = _l("Choose a delegate, or give the guest’s name.")


class NotADelegateHere(Refusal):
    message = _l("%(name)s is not an approved delegate of this conference.")


class AlreadySeated(Refusal):
    message = _l("%(name)s already has this part in the session.")


class NothingToPublish(Refusal):
    message = _l("No session is scheduled and waiting to be published.")


class Clashes(Refusal):
    """The programme cannot be published; ``clashes`` are :class:`rules.Clash`, each names its sessions."""

    message = _l("The programme was not published. Settle these clashes first: %(list)s")

    def __init__(self, clashes: Sequence[Any]) -> None:
        self.clashes = list(clashes)
        super().__init__(list=" · ".join(str(clash) for clash in clashes))
