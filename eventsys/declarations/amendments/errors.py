"""What is declined about amendments."""

from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.declarations.wording.errors import WordingGap


class AmendmentsClosed(Refusal):
    """Amendments are taken between their opening and the consolidated text."""

    message = _l("Amendments are not open for this text.")


class AmendmentEmpty(Refusal):
    """A proposal that leaves the words as they are."""

    message = _l("Write the words you propose, in at least one language; they differ from the present text.")
    status = 422


class NoSuchPlace(Refusal):
    """A move has somewhere to go."""

    message = _l("Name the number it should get, from 1 to %(count)s.")
    status = 422


class TargetGone(Refusal):
    """The paragraph that an amendment is about is not there."""

    message = _l("The paragraph is not there any more.")


class AlreadyDecided(Refusal):
    """An amendment is decided once."""

    message = _l("This amendment has been decided: %(state)s.")


class NotAmendable(Refusal):
    """What is amended are words that a city proposes, and not twice over."""

    message = _l(
        "Amendment %(number)s takes no amendments: only words that are inserted or replaced do, and an amendment to an "
        "amendment is not amended again."
    )


class OwnAmendment(Refusal):
    """Who thinks better of its own proposal takes it back."""

    message = _l("Amendment %(number)s is your city’s own: take it back, and propose other words.")


class ParentDecided(Refusal):
    """Words that are no longer proposed are not amended."""

    message = _l("Amendment %(number)s is %(state)s: it takes no amendments any more.")


class SubsUndecided(Refusal):
    """First what changes the proposed words, then the words."""

    message = _l("Decide first on what is proposed to amendment %(number)s: %(numbers)s.")


class BeingVoted(Refusal):
    """While members vote on it, nobody decides it beside them."""

    message = _l("Amendment %(number)s is before the members in vote %(vote)s: close it, or break it off.")


class StillProposed(Refusal):
    """The consolidated text leaves no proposal without an answer."""

    message = _l("Not decided yet: amendments %(numbers)s. Accept, merge, reject or bracket them first.")


class BracketLeft(WordingGap):
    """Brackets are open questions; a plenary adopts answers."""

    message = _l("%(what)s still stands in brackets: settle it before adoption.")
