"""The registration window is set."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from eventsys.conferences.dates import queries, service
from eventsys.conferences.dates.errors import WindowReversed
from eventsys.conferences.dates.models import MilestoneKind
from eventsys.core.actor import SYSTEM
from tests.conferences.factories import make_conference

OPENS, CLOSES = MilestoneKind.REGISTRATION_OPENS, MilestoneKind.REGISTRATION_CLOSES


@pytest.mark.usefixtures("app")
def test_registration_does_not_close_before_it_opens():
    conference = make_conference(registration_open=None)
    at = datetime(2013, 9, 1, tzinfo=UTC)
    service.set_milestone(conference, OPENS, at, by=SYSTEM)
    with pytest.raises(WindowReversed):
        service.set_milestone(conference, CLOSES, at, by=SYSTEM)
    service.set_milestone(conference, CLOSES, at + timedelta(days=30), by=SYSTEM)
    later = at + timedelta(days=60)
    service.set_milestones(conference, {OPENS: later, CLOSES: later + timedelta(days=1)}, by=SYSTEM)
    assert queries.registration_window(conference).opens == later
    service.set_milestone(conference, OPENS, None, by=SYSTEM)
    assert not queries.registration_window(conference).is_open(later)
