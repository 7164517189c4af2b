"""What is declined when amendments are put to the members together."""

from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.words.languages import lazy_gettext as _l


class NothingPut(Refusal):
    """A vote is about something."""

    message = _l("Choose the amendments first.")
    status = 422


class BlockCollides(Refusal):
    """What is decided at once fits together."""

    message = _l(
        "Amendments %(one)s and %(other)s change the same words (%(words)s): they cannot be accepted together. "
        "Put them to the vote as alternatives, or merge them."
    )


class AlternativesApart(Refusal):
    """Who chooses compares what is proposed for the same words."""

    message = _l("Alternatives are amendments to the same paragraph, or to the same amendment.")
    status = 422


class NotInBlock(Refusal):
    """What is taken out was in it."""

    message = _l("Amendment %(number)s is not in vote %(vote)s.")


class LastInBlock(Refusal):
    """A vote about nothing is broken off."""

    message = _l("Amendment %(number)s is the only one in vote %(vote)s: break the vote off instead.")
