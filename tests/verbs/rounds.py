"""The verbs of letters to many delegations, as a part of registration's story."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from eventsys.conferences.dates import service as dates
from eventsys.conferences.dates.models import MilestoneKind
from eventsys.conferences.editions.models import Conference
from eventsys.core.words.text import Localized
from eventsys.registration.delegations.models import Delegation, DelegationState
from eventsys.registration.rounds import service as rounds
from eventsys.registration.rounds.models import RoundPurpose
from tests.support.verbs import BY, NOW, Seen

ACT: dict[str, Any] = {"by": BY, "now": NOW}


def rounds_story(see: Seen, conference: Conference, asked: Delegation) -> None:
    asked.state = DelegationState.INVITED
    texts, soon = {"": Localized(en="Own words")}, NOW + timedelta(days=1)
    later = {"by": BY, "now": soon}
    own = {"texts": texts, "send_at": soon, **ACT}
    made = see(rounds.plan_round, conference, RoundPurpose.INVITATION, [asked], **own)
    see(rounds.sample, RoundPurpose.INVITATION, asked, texts)
    see(rounds.send_test, RoundPurpose.INVITATION, asked, texts, to="own@example.org", by=BY)
    see(rounds.send_some, made.id, **later)
    closes = MilestoneKind.REGISTRATION_CLOSES
    dates.set_milestone(conference, closes, soon + timedelta(days=9), by=BY)
    (reminder,) = see(rounds.plan_reminders, conference, RoundPurpose.ANSWER, closes, [7], texts=texts, **ACT)
    see(rounds.tried, conference, RoundPurpose.ANSWER)
    see(rounds.to_write_to, conference, RoundPurpose.ANSWER)
    see(rounds.send_some, reminder.id, by=BY, now=soon + timedelta(days=3), case="a reminder")
    other = rounds.plan_round(conference, RoundPurpose.ANSWER, [asked], **own)
    see(rounds.take_back, other, **ACT)
