"""What is declined about votes."""

from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.words.languages import lazy_gettext as _l


class NoVote(Refusal):
    """The rules of the network decide by consensus."""

    message = _l("This network decides by consensus; there is no vote.")


class NotRepresented(Refusal):
    """Who is neither there nor represented does not vote."""

    message = _l("%(city)s is neither present nor represented by a proxy that is.")


class TooManyVotes(Refusal):
    """More hands than members."""

    message = _l("%(cast)s votes were counted, but only %(represented)s members are represented.")
    status = 422


class NobodyVoted(Refusal):
    """A show of hands has its counts, a roll call a vote at least."""

    message = _l("Nobody has voted: write how many were in favour, against, and abstained.")
    status = 422


class CountsSayOtherwise(Refusal):
    """What is recorded is what the counts say by the rule of the network."""

    message = _l(
        "By the rule of the network %(yes)s in favour and %(no)s against mean the opposite of what was to be recorded."
    )


class VoteClosed(Refusal):
    """A vote that was closed or broken off stays as it was."""

    message = _l("Vote %(number)s is %(state)s.")


class NoSuchChoice(Refusal):
    """A ballot names one of the choices."""

    message = _l("Choose one of those that are put to the vote.")
    status = 422


class CastInTheRoom(Refusal):
    """Cities vote on their own pages where that was said when the vote was opened."""

    message = _l("The votes of vote %(number)s are given in the room and recorded by the secretariat.")


class OwnVotesNotAllowed(Refusal):
    """The rules of decision leave the cities no votes on their own pages."""

    message = _l(
        "By the rules of decision votes are cast in the room alone: cities do not vote on their own pages."
    )


class ChoicesTooFew(Refusal):
    """Who chooses has two things to choose from at least."""

    message = _l("Alternatives are two at least.")
    status = 422
