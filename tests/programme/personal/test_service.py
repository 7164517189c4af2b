"""Who was told apart from a namesake: with either of the two the pair is forgotten, and no other one."""

from __future__ import annotations

import pytest

from eventsys.conferences.editions.models import Conference
from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from eventsys.privacy.subjects.models import Named
from eventsys.programme.clashes import queries
from eventsys.programme.clashes import service as clashes
from eventsys.programme.panel import service as panel
from eventsys.programme.personal.service import HOLDINGS, NAMED_HOLDINGS
from eventsys.programme.sessions.models import PanelRole
from tests.programme.factories import make_session
from tests.registration.factories import make_delegate, make_delegation

NAME, OTHER = "Naoki Inose", "Ana Lim"


@pytest.mark.parametrize("whom", ["the delegate", "the guest"])
def test_a_pair_goes_with_either_of_the_two(conference: Conference, whom: str) -> None:
    delegation = make_delegation(conference, "TYO")
    person, stays = make_delegate(delegation), make_delegate(delegation, given_name="Ana", family_name="Lim")
    seats = [
        panel.seat(make_session(conference, state="draft"), role=PanelRole.SPEAKER, by=SYSTEM, **who)
        for who in ({"delegate": person}, {"name": NAME}, {"delegate": stays}, {"name": OTHER})
    ]
    clashes.tell_apart(conference, seats[0], seats[1], by=SYSTEM)
    clashes.tell_apart(conference, seats[2], seats[3], by=SYSTEM)
    db.session.commit()
    holding = (HOLDINGS if whom == "the delegate" else NAMED_HOLDINGS)[2]
    subject = person if whom == "the delegate" else Named(conference, NAME)
    assert len(list(holding.rows(subject))) == 1
    assert list(holding.erase(subject, SYSTEM, clock.now())) == []
    db.session.commit()
    assert [one.name for one in queries.pairs_told_apart(conference)] == [OTHER]
    assert list(holding.rows(subject)) == []
