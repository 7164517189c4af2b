"""The life of a text, from values alone."""

from __future__ import annotations

import pytest

from eventsys.declarations.acts import rules
from eventsys.declarations.acts.errors import NoStep, TextFrozen
from eventsys.declarations.acts.models import DeclarationState as State
from eventsys.declarations.acts.models import Instrument
from eventsys.declarations.acts.rules import DeclarationAction


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
        State.ZERO_DRAFT,
        State.CIRCULATED,
        State.AMENDMENTS_OPEN,
        State.CONSOLIDATED,
        State.FINALISED,
        State.DRAFT,
    }
    for state in State:
        if state in still_open:
            rules.check_editable(state)
        else:
            with pytest.raises(TextFrozen):
                rules.check_editable(state)


_OF_A_DECLARATION = {
    State.ZERO_DRAFT: {
        DeclarationAction.CIRCULATE,
        DeclarationAction.FINALISE,
        DeclarationAction.EDIT,
        DeclarationAction.SETTLE,
    },
    State.CIRCULATED: {
        DeclarationAction.OPEN_AMENDMENTS,
        DeclarationAction.FINALISE,
        DeclarationAction.EDIT,
        DeclarationAction.SETTLE,
    },
    State.AMENDMENTS_OPEN: {DeclarationAction.CONSOLIDATE, DeclarationAction.EDIT, DeclarationAction.SETTLE},
    State.CONSOLIDATED: {
        DeclarationAction.OPEN_AMENDMENTS,
        DeclarationAction.FINALISE,
        DeclarationAction.EDIT,
        DeclarationAction.SETTLE,
    },
    State.FINALISED: {
        DeclarationAction.ADOPT,
        DeclarationAction.REOPEN,
        DeclarationAction.EDIT,
        DeclarationAction.SETTLE,
    },
    State.ADOPTED: {DeclarationAction.OPEN_FOR_SIGNATURE, DeclarationAction.SETTLE},
    State.OPEN_FOR_SIGNATURE: {
        DeclarationAction.CLOSE,
        DeclarationAction.SIGN,
        DeclarationAction.SHOW_IN_HALL,
    },
    State.CLOSED: {DeclarationAction.SHOW_IN_HALL},
    State.ARCHIVED: set(),
}
_OF_AN_AGREEMENT = {
    State.DRAFT: {DeclarationAction.AGREE, DeclarationAction.EDIT, DeclarationAction.SETTLE},
    State.AGREED_TEXT: {
        DeclarationAction.OPEN_FOR_SIGNATURE,
        DeclarationAction.TERMINATE,
        DeclarationAction.SETTLE,
    },
    State.OPEN_FOR_SIGNATURE: {
        DeclarationAction.TERMINATE,
        DeclarationAction.SIGN,
        DeclarationAction.SHOW_IN_HALL,
    },
    State.PARTLY_SIGNED: {
        DeclarationAction.TERMINATE,
        DeclarationAction.SIGN,
        DeclarationAction.SHOW_IN_HALL,
    },
    State.SIGNED: {
        DeclarationAction.ENTER_INTO_FORCE,
        DeclarationAction.TERMINATE,
        DeclarationAction.SHOW_IN_HALL,
    },
    State.IN_FORCE: {DeclarationAction.RENEW, DeclarationAction.TERMINATE},
    State.RENEWED: {DeclarationAction.RENEW, DeclarationAction.TERMINATE},
    State.EXPIRED: set(),
    State.TERMINATED: set(),
}


@pytest.mark.parametrize(
    ("kind", "table"),
    [(Instrument.DECLARATION, _OF_A_DECLARATION), (Instrument.MINUTES, _OF_AN_AGREEMENT)],
)
def test_what_may_be_done_follows_from_the_state(kind, table):
    assert {state: rules.possible(state, kind) for state in table} == table


@pytest.mark.parametrize("action", rules.STEPS)
def test_a_step_is_refused_where_it_is_not_possible(action):
    for kind, table in (
        (Instrument.DECLARATION, _OF_A_DECLARATION),
        (Instrument.MEMORANDUM, _OF_AN_AGREEMENT),
    ):
        for state, may in table.items():
            if action in may:
                rules.check_possible(action, state, kind)
            else:
                with pytest.raises(NoStep):
                    rules.check_possible(action, state, kind)
