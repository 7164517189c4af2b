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


class TargetChanged(Refusal):
    """Accepting would undo what was changed since."""

    message = _l(
        "The paragraph was changed since amendment %(number)s was proposed. Merge the proposal with the present words."
    )


class AlreadyDecided(Refusal):
    """An amendment is decided once."""

    message = _l("This amendment has been decided: %(state)s.")


class StillProposed(Refusal):
    """The consolidated text leaves no proposal without an answer."""

    message = _l("Not decided yet: amendments %(numbers)s. Accept, merge, reject or bracket them first.")


class MergeApart(Refusal):
    """Merging makes one paragraph out of proposals about the same one."""

    message = _l("Only amendments about the same paragraph can be merged.")
    status = 422


class BracketLeft(WordingGap):
    """Brackets are open questions; a plenary adopts answers."""

    message = _l("%(what)s still stands in brackets: settle it before adoption.")
