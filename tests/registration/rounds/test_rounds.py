"""Letters to many: whom they concern, when they go, and that each goes once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from eventsys.conferences.dates import service as dates
from eventsys.conferences.dates.models import MilestoneKind
from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from eventsys.core.words.text import Localized
from eventsys.mail.record.models import OutboxLetter
from eventsys.registration.delegations.models import Delegation
from eventsys.registration.rounds import errors, queries, rules, service
from eventsys.registration.rounds.models import LeftOut, LetterRound, RoundPurpose
from eventsys.registration.rounds.rules import Wanted
from eventsys.registration.rounds.tasks import send_due_rounds
from tests.conferences.factories import make_conference
from tests.networks.factories import make_body
from tests.registration.browser import letters
from tests.registration.factories import make_delegate, make_delegation

NOW = clock.now()
LATER = NOW + timedelta(days=3)
OWN = Localized(en="Please bring a gift.\n\nAnd your choir.", vi="Xin mang theo quà.")
INVITATION, ANSWER, FINISH = RoundPurpose


@pytest.mark.parametrize(
    ("purpose", "over", "people", "why"),
    [
        (INVITATION, {"state": "invited", "invited_at": None}, {}, None),
        (INVITATION, {"state": "invited", "focal_email": ""}, {}, LeftOut.NO_ADDRESS),
        (INVITATION, {"state": "declined"}, {}, LeftOut.ANSWERED),
        (ANSWER, {"state": "invited", "invited_at": NOW}, {}, None),
        (ANSWER, {"state": "invited", "invited_at": None}, {}, LeftOut.NOT_INVITED),
        (ANSWER, {"state": "sends_proxy", "invited_at": NOW}, {}, LeftOut.ANSWERED),
        (FINISH, {"state": "accepted"}, {}, None),
        (FINISH, {"state": "accepted"}, {"withdrawn": 1}, None),
        (FINISH, {"state": "accepted"}, {"approved": 2, "returned": 1}, None),
        (FINISH, {"state": "accepted"}, {"approved": 2, "submitted": 1}, LeftOut.FINISHED),
        (FINISH, {"state": "declined"}, {}, LeftOut.FINISHED),
    ],
)
def test_whom_a_letter_concerns(
    purpose: RoundPurpose, over: dict[str, object], people: dict[str, int], why: LeftOut | None
) -> None:
    delegation = Delegation(**{"focal_email": "a@example.org", **over})
    assert rules.why_left_out(purpose, delegation, people) == why


def test_a_list_is_narrowed_by_standing_and_by_cities() -> None:
    seoul, tomsk = Delegation(city_id=1, standing="member"), Delegation(city_id=2, standing="observer")
    unesco = Delegation(body_id=1, standing="organisation")
    every = [seoul, tomsk, unesco]
    assert rules.chosen_among(every, Wanted()) == every
    assert rules.chosen_among(every, Wanted("organisation")) == [unesco]
    assert rules.chosen_among(every, Wanted(cities=frozenset({2}))) == [tomsk]
    assert rules.chosen_among(every, Wanted("member", frozenset({2}))) == []


def test_own_words_are_of_the_standing_else_for_everybody_by_language() -> None:
    texts = {"": Localized(en="To all", fr="À tous"), "member": Localized(en="To members")}
    assert rules.words_for(texts, "member") == Localized(en="To members", fr="À tous")
    assert rules.words_for(texts, "observer") == Localized(en="To all", fr="À tous")
    assert rules.words_for({}, "member") == Localized()


@pytest.fixture
def three(app: object) -> list[Delegation]:
    conference = make_conference()
    new = {"state": "invited", "invited_at": None}
    return [
        make_delegation(conference, "SEL", **new, focal_language="vi"),
        make_delegation(conference, make_body(conference.network), **new),
        make_delegation(conference, "TYO", **new, focal_language="fr"),
    ]


def planned(three: list[Delegation], purpose: RoundPurpose = INVITATION, **over: object) -> LetterRound:
    asked: dict[str, Any] = {"texts": {"": OWN}, "send_at": LATER, "by": SYSTEM, "now": NOW, **over}
    return service.plan_round(three[0].conference, purpose, three, **asked)


class TestInvitations:
    def test_nothing_goes_out_before_its_moment_and_each_goes_once(self, three: list[Delegation]) -> None:
        made = planned(three, texts={"": OWN, "organisation": Localized(en="Bring your flag.")})
        db.session.commit()
        with clock.at(LATER - timedelta(seconds=1)):
            send_due_rounds()
        assert (letters("invitation"), made.state) == ([], "planned")
        for _twice in range(2):
            with clock.at(LATER):
                send_due_rounds()
        sent = letters("invitation")
        assert sorted((one.to_address, one.language) for one in sent) == [
            ("focal@sel.example.org", "vi"),
            ("focal@tyo.example.org", "fr"),
            ("focal@unesco.example.org", "en"),
        ]
        own = {one.language: ("choir" in one.text, "quà" in one.text) for one in sent}
        assert own == {"vi": (False, True), "fr": (False, False), "en": (False, False)}
        assert ["Bring your flag." in one.text for one in sent] == [one.language == "en" for one in sent]
        assert [one.invited_at for one in three] == [LATER] * 3
        assert (made.state, queries.counts_of(made.conference)) == ("sent", {made.id: (3, 3)})

    def test_who_has_answered_meanwhile_or_has_no_address_is_left_out(self, three: list[Delegation]) -> None:
        made = planned(three)
        three[0].state, three[1].focal_email = "accepted", ""
        assert service.send_some(made.id, by=SYSTEM, now=LATER) is False
        assert [one.left_out for one in queries.addressees(made)] == ["answered", "no_address", None]
        assert [one.to_address for one in letters("invitation")] == ["focal@tyo.example.org"]

    def test_letters_are_taken_back_until_the_first_is_written(self, three: list[Delegation]) -> None:
        made, other = planned(three), planned(three)
        service.take_back(made, by=SYSTEM, now=NOW)
        service.send_some(made.id, by=SYSTEM, now=LATER)
        assert letters("invitation") == []
        with pytest.raises(errors.RoundBegun):
            service.take_back(made, by=SYSTEM, now=NOW)
        assert service.send_some(other.id, by=SYSTEM, now=LATER, most=1) is True
        with pytest.raises(errors.RoundBegun):
            service.take_back(other, by=SYSTEM, now=LATER)

    def test_a_trial_goes_to_oneself_alone_and_its_link_opens_nothing(self, three: list[Delegation]) -> None:
        tried = service.send_test(INVITATION, three[0], {"": OWN}, to="me@example.org", by=SYSTEM)
        assert (tried.to_address, tried.language, tried.link_hash, tried.about_id) == (
            "me@example.org",
            "vi",
            None,
            None,
        )
        assert "Xin mang theo quà." in tried.text
        assert three[0].invited_at is None

    def test_a_round_needs_somebody_and_a_moment_to_come(self, three: list[Delegation]) -> None:
        with pytest.raises(errors.NobodyToWriteTo):
            planned([make_delegation(three[0].conference, "RGN", focal_email="")])
        with pytest.raises(errors.MomentPast):
            planned(three, send_at=NOW - timedelta(seconds=1))


class TestReminders:
    def test_it_goes_by_the_milestone_to_whom_it_concerns_then(self, three: list[Delegation]) -> None:
        conference = three[0].conference
        printed = MilestoneKind.BADGES
        values: dict[str, Any] = {"texts": {}, "by": SYSTEM, "now": NOW}
        with pytest.raises(errors.MilestoneMissing):
            service.plan_reminders(conference, ANSWER, printed, [7], **values)
        dates.set_milestone(conference, printed, NOW + timedelta(days=10), by=SYSTEM)
        (made,) = service.plan_reminders(conference, ANSWER, printed, [7], **values)
        with pytest.raises(errors.AlreadyPlanned):
            service.plan_reminders(conference, ANSWER, printed, [7], **values)
        with pytest.raises(errors.MomentPast):
            service.plan_reminders(conference, FINISH, printed, [11], **values)
        for one in three[:2]:
            one.invited_at = NOW
        assert service.to_write_to(conference, ANSWER) == three[:2]
        dates.set_milestone(conference, printed, NOW + timedelta(days=20), by=SYSTEM)
        assert (queries.due_rounds(LATER), queries.due_rounds(NOW + timedelta(days=13))) == ([], [made.id])
        three[0].state = "declined"
        db.session.commit()
        with clock.at(NOW + timedelta(days=13)):
            send_due_rounds()
            send_due_rounds()
        (sent,) = letters("remind_answer")
        assert (sent.to_address, "UNESCO" in sent.text) == ("focal@unesco.example.org", True)

    def test_nobody_is_reminded_of_what_is_over(self, three: list[Delegation]) -> None:
        conference, closes = three[0].conference, MilestoneKind.REGISTRATION_CLOSES
        for one in three:
            one.invited_at = NOW
        dates.set_milestone(conference, closes, LATER, by=SYSTEM)
        made, last = service.plan_reminders(conference, ANSWER, closes, [2, 0], texts={}, by=SYSTEM, now=NOW)
        late = LATER + timedelta(hours=1)
        service.send_some(made.id, by=SYSTEM, now=late)
        assert (made.state, queries.addressees(made), letters("remind_answer")) == ("missed", [], [])
        service.send_some(last.id, by=SYSTEM, now=late)
        assert (last.state, len(letters("remind_answer"))) == ("sent", 3)

    def test_what_would_happen_says_who_is_left_out_and_why(self, three: list[Delegation]) -> None:
        three[0].state, three[1].focal_email = "declined", ""
        tried = service.tried(three[0].conference, INVITATION)
        assert [why for _one, why in tried] == ["answered", None, "no_address"]
        assert [one for one, _why in tried] == [three[0], three[2], three[1]]
        assert letters("invitation") == []

    def test_who_has_not_finished_is_told_of_whom(self, three: list[Delegation]) -> None:
        coming = three[2]
        coming.state, coming.focal_language = "accepted", "en"
        make_delegate(coming, "draft", family_name="Sato", given_name="Ken", email="k@example.org")
        make_delegate(coming, "approved")
        made = planned([coming], FINISH)
        service.send_some(made.id, by=SYSTEM, now=LATER)
        (sent,) = letters("remind_finish")
        assert "Not finished yet: Ken Sato" in sent.text
        assert isinstance(sent, OutboxLetter)
        assert "Naoki" not in sent.text
