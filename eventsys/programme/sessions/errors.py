"""What a session is declined for, by name."""

from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.words.languages import lazy_gettext as _l


class NoSuchArrow(Refusal):
    """The state machine of sessions has no such arrow."""

    message = _l("“%(session)s” is %(state)s: it cannot become %(wanted)s.")


class SessionFrozen(Refusal):
    """A cancelled session, or one whose summary was approved, is not edited any more."""

    message = _l("“%(session)s” is %(state)s and is not changed any more. Duplicate it instead.")


class SessionChanged(Refusal):
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
