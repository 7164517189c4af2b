"""Inviting cities, and their answers."""

from __future__ import annotations

import pytest

from eventsys.core import clock
from eventsys.core.actor import SYSTEM, Actor, Grant
from eventsys.registration.delegations import errors as delegations_errors
from eventsys.registration.invitations import errors as invitations_errors
from eventsys.registration.invitations import service as invitations
from eventsys.registration.naming import errors as naming_errors
from eventsys.registration.naming import service as naming
from tests.conferences.factories import make_conference
from tests.networks.factories import make_city, make_network
from tests.registration.browser import letters
from tests.registration.factories import PERSON, category_of, make_delegation

pytestmark = pytest.mark.usefixtures("app")

NOW = clock.now()


def focal_of(delegation) -> Actor:
    return Actor(kind="link", label="Focal", grants=(Grant("focal", str(delegation.public_id), 1),))


def test_standing_is_that_of_the_edition_s_own_time() -> None:
    network = make_network()
    tomsk = make_city("TOF", network=network, status="observer", since="2010")
    member = make_city("SEL", network=network)
    stranger = make_city("TYO")
    conference = make_conference(network=network)
    added = invitations.invite_cities(
        conference, [invitations.Invitee(c) for c in (tomsk, member, stranger)], by=SYSTEM, now=NOW
    )
    assert [d.standing for d in added] == ["observer", "member", "partner"]
    assert letters("invitation") == []
    with pytest.raises(invitations_errors.AlreadyInvited, match="Seoul"):
        invitations.invite_cities(conference, [invitations.Invitee(member)], by=SYSTEM, now=NOW)


def test_a_city_is_unable_to_attend_and_need_not_say_why() -> None:
    delegation = make_delegation(make_conference(), state="invited")
    invitations.decline(delegation, " ", by=focal_of(delegation), now=NOW)
    assert (delegation.state, delegation.answer_note, delegation.answered_at) == ("declined", "", NOW)


def test_a_city_declines_with_a_reason_and_may_come_after_all() -> None:
    delegation = make_delegation(make_conference(), state="invited")
    actor = focal_of(delegation)
    with pytest.raises(naming_errors.NotAccepted):
        naming.name_delegate(delegation, category_of(delegation.conference), PERSON, by=actor, now=NOW)
    invitations.decline(delegation, "Elections", by=actor, now=NOW)
    assert (delegation.state, delegation.answer_note, delegation.answered_at) == (
        "declined",
        "Elections",
        NOW,
    )
    with pytest.raises(naming_errors.InvitationDeclined):
        naming.name_delegate(delegation, category_of(delegation.conference), PERSON, by=actor, now=NOW)
    invitations.accept(delegation, by=actor, now=NOW)
    with pytest.raises(delegations_errors.InvitationAnswered):
        invitations.accept(delegation, by=actor, now=NOW)
    naming.name_delegate(delegation, category_of(delegation.conference), PERSON, by=actor, now=NOW)
    with pytest.raises(invitations_errors.HasDelegates):
        invitations.decline(delegation, "Elections", by=actor, now=NOW)
