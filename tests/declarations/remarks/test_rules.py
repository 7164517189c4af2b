"""When cities are heard, from values alone."""

from __future__ import annotations

from eventsys.declarations.acts.models import DeclarationState as State
from eventsys.declarations.remarks.rules import RemarkAction, possible


def test_cities_comment_from_circulation_until_the_words_are_frozen():
    heard = {State.CIRCULATED, State.AMENDMENTS_OPEN, State.CONSOLIDATED, State.FINALISED}
    of_a_declaration = set(State) - {State.DRAFT}
    assert {state for state in of_a_declaration if possible(state) == {RemarkAction.COMMENT}} == heard
    assert {state for state in of_a_declaration if possible(state)} == heard
