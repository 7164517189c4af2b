"""The life of a text, from values alone."""

from __future__ import annotations

import pytest

from eventsys.declarations.acts import rules
from eventsys.declarations.acts.errors import Frozen, NoStep
from eventsys.declarations.acts.models import DeclarationState as State


def test_life_of_a_declaration():
    for state, reachable in rules.ARROWS.items():
        for wanted in State:
            if wanted in reachable:
                rules.check_step(state, wanted)
            else:
                with pytest.raises(NoStep):
                    rules.check_step(state, wanted)


def test_text_is_open_until_adoption_and_of_an_agreement_until_it_is_agreed():
    still_open = {
        State.ZERO_DRAFT, State.CIRCULATED, State.AMENDMENTS_OPEN, State.CONSOLIDATED, State.FINALISED, State.DRAFT,
    }  # fmt: skip
    for state in State:
        if state in still_open:
            rules.check_editable(state)
        else:
            with pytest.raises(Frozen):
                rules.check_editable(state)
