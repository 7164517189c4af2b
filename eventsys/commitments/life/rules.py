"""Which steps go on record with words."""

from __future__ import annotations

from eventsys.commitments.life.errors import WordsMissing
from eventsys.commitments.record.models import CommitmentState as State
from eventsys.commitments.record.rules import STEPS, CommitmentAction
from eventsys.core.words.text import Localized

#: What was done, the verdict, and why it ends without being done.
WITH_WORDS = frozenset({State.REPORTED, State.EVALUATED, State.DISCONTINUED})


def needs_words(action: CommitmentAction) -> bool:
    """Whether something is written down with the step."""
    return STEPS[action] in WITH_WORDS


def check_words(wanted: State, words: Localized) -> None:
    """Some states are only taken with words that say why. Raises :class:`WordsMissing`."""
    if wanted in WITH_WORDS and not words:
        raise WordsMissing
