"""Which steps go on record with words."""

from __future__ import annotations

import pytest

from eventsys.commitments.life import rules
from eventsys.commitments.life.errors import WordsMissing
from eventsys.commitments.record.models import CommitmentState
from eventsys.commitments.record.rules import STEPS, CommitmentAction
from eventsys.core.words.text import Localized

S = CommitmentState


@pytest.mark.parametrize("wanted", S)
def test_reports_verdicts_and_endings_without_result_need_words(wanted: S) -> None:
    rules.check_words(wanted, Localized(en="30 trainers trained"))
    if wanted in {S.REPORTED, S.EVALUATED, S.DISCONTINUED}:
        with pytest.raises(WordsMissing):
            rules.check_words(wanted, Localized())
    else:
        rules.check_words(wanted, Localized())


def test_the_steps_that_need_words_are_those() -> None:
    worded = {action for action in STEPS if rules.needs_words(action)}
    assert worded == {CommitmentAction.REPORT, CommitmentAction.EVALUATE, CommitmentAction.DISCONTINUE}
