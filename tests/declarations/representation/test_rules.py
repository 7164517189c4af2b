"""How many members are a quorum, from values alone."""

from __future__ import annotations

import pytest

from eventsys.declarations.representation import rules
from eventsys.declarations.representation.errors import NoQuorum
from eventsys.networks.plenary.models import PlenaryRules


@pytest.mark.parametrize(("members", "needed"), [(1, 1), (2, 2), (3, 2), (13, 7), (14, 8)])
def test_quorum_is_more_than_half(members: int, needed: int):
    assert rules.check_quorum(PlenaryRules(), needed, members) == needed
    with pytest.raises(NoQuorum) as refusal:
        rules.check_quorum(PlenaryRules(), needed - 1, members)
    assert refusal.value.values == {"present": needed - 1, "members": members, "needed": needed}


def test_a_network_may_name_another_quorum():
    assert rules.check_quorum(PlenaryRules(quorum=5), 5, 14) == 5
    with pytest.raises(NoQuorum):
        rules.check_quorum(PlenaryRules(quorum=14), 13, 14)


def test_nobody_is_no_quorum():
    with pytest.raises(NoQuorum):
        rules.check_quorum(PlenaryRules(), 0, 0)
