"""People of one name."""

from __future__ import annotations

from eventsys.core.actor import SYSTEM
from eventsys.programme.clashes import queries, service
from eventsys.programme.panel import service as panel
from eventsys.programme.sessions.models import PanelRole
from tests.programme.factories import make_session
from tests.registration.factories import make_delegate, make_delegation


def test_two_of_one_name_are_warned_of_until_somebody_says_that_they_are_two(conference):
    ana = make_delegate(
        make_delegation(conference, "TYO"), family_name="Nguyễn", given_name="Thị Ana", name_order="family"
    )
    one = make_session(conference, "First", "09:00", "10:00")
    two = make_session(conference, "Second", "09:30", "10:30", room=2, speakers=("Dr Ana Nguyen Thi",))
    mine = panel.seat(one, role=PanelRole.SPEAKER, delegate=ana, by=SYSTEM)
    (warned,) = service.clashes_of_programme(conference)
    assert (warned.kind, warned.hard, warned.seats) == (
        "namesake",
        False,
        (str(mine.public_id), str(two.panel[0].public_id)),
    )
    for _twice in range(2):
        service.tell_apart(conference, mine, two.panel[0], by=SYSTEM)
    assert service.clashes_of_programme(conference) == []
    (row,) = queries.pairs_told_apart(conference)
    service.end_telling_apart(row, by=SYSTEM)
    assert [clash.kind for clash in service.clashes_of_programme(conference)] == ["namesake"]
