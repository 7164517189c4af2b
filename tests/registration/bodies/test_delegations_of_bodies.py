"""A body at a plenary: it comes as a city does, and is none where cities are meant."""

from __future__ import annotations

import pytest
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from eventsys.badges.desk import queries as desk_queries
from eventsys.badges.printing import queries as printing_queries
from eventsys.badges.words.service import Words
from eventsys.conferences.categories import queries as categories_queries
from eventsys.conferences.categories import service as categories
from eventsys.conferences.editions.models import Conference
from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from eventsys.core.errors import NotFound
from eventsys.declarations.remarks import queries as remarks_queries
from eventsys.declarations.representation import queries as representation_queries
from eventsys.declarations.representation.pages import quorum_of
from eventsys.declarations.representation.service import seats
from eventsys.networks.bodies import service as bodies
from eventsys.networks.bodies.models import BodyKind
from eventsys.registration.credentials import queries as credentials_queries
from eventsys.registration.delegations import queries as delegations_queries
from eventsys.registration.delegations.models import Delegation
from eventsys.registration.invitations import errors
from eventsys.registration.invitations import service as invitations
from eventsys.registration.overview import queries as overview_queries
from eventsys.registration.people import queries as people_queries
from eventsys.registration.people import rules as people_rules
from eventsys.registration.people.errors import QuotaFull
from eventsys.registration.people.service import lock_free_place
from eventsys.registration.questions.rules import standard_parts
from eventsys.registration.review import queries as review_queries
from eventsys.site import queries as site_queries
from tests.conferences.factories import make_conference
from tests.declarations.factories import make_declaration
from tests.networks.factories import make_body, make_city, make_network
from tests.registration.browser import letters
from tests.registration.factories import category_of, make_delegate, make_delegation

pytestmark = pytest.mark.usefixtures("app")
NOW = clock.now()


@pytest.fixture
def plenary() -> Conference:
    conference = make_conference(slug="plenary")
    make_delegation(conference, make_city("SEL", network=conference.network), present=True)
    return conference


def invited(conference: Conference, name: str = "UNESCO", kind: str = "organisation") -> Delegation:
    invitee = invitations.Invitee(make_body(conference.network, name, kind), "Ms Diop", "diop@example.org")
    (found,) = invitations.invite_cities(conference, [invitee], by=SYSTEM, now=NOW)
    return found


class TestInvited:
    def test_it_stands_on_the_list_by_its_kind_and_is_written_to_by_its_name(
        self, plenary: Conference
    ) -> None:
        found = invited(plenary)
        assert (found.standing, found.state, found.city_id, found.party.code) == (
            "organisation",
            "invited",
            None,
            "unesco",
        )
        letter = letters("invitation")[-1]
        assert "invite UNESCO to take part" in letter.text
        assert "focal point of your city" not in letter.text
        assert "City of" not in letter.subject
        with pytest.raises(errors.AlreadyInvited, match="UNESCO"):
            invited(plenary)

    def test_a_body_of_another_network_is_not_invited(self, plenary: Conference) -> None:
        stranger = invitations.Invitee(make_body(make_network("OTHER")))
        with pytest.raises(errors.OtherNetwork):
            invitations.invite_cities(plenary, [stranger], by=SYSTEM, now=NOW)

    def test_it_neither_sends_a_proxy_nor_can_be_a_member(self, plenary: Conference) -> None:
        found = invited(plenary)
        with pytest.raises(errors.ProxyForMembers):
            invitations.send_proxy(found, "Seoul", by=SYSTEM, now=NOW)
        for wrong in ({"standing": "member"}, {"body_id": None}, {"city_id": plenary.host_city_id}):
            own = update(Delegation).where(Delegation.id == found.id).values(wrong)
            with pytest.raises(IntegrityError), db.session.begin_nested():
                db.session.execute(own)

    def test_its_kind_is_that_of_the_day_it_was_invited(self, plenary: Conference) -> None:
        found = invited(plenary)
        bodies.update_body(found.body, kind=BodyKind.ASSOCIATION, name={"en": "Unesco club"}, by=SYSTEM)
        assert (found.standing, str(found.city_name)) == ("organisation", "Unesco club")


class TestAmongOthers:
    def test_it_is_on_lists_of_delegations_and_of_people(self, plenary: Conference) -> None:
        found = invited(plenary)
        person = make_delegate(found)
        rows = overview_queries.delegation_rows(plenary)
        assert [str(r.delegation.city_name) for r in overview_queries.narrowed(rows, search="unes")] == [
            "UNESCO"
        ]
        assert [r.approved for r in overview_queries.narrowed(rows, standing="organisation")] == [1]
        wanted = delegations_queries.delegation_by_code(plenary, "unesco")
        assert review_queries.approved_delegates(plenary, delegation_ids=[wanted.id]) == [person]
        assert site_queries.search(plenary, "unesco").cities == [found]
        assert desk_queries.find_people(plenary, "Inose unesco") == [person]

    def test_it_is_in_no_list_of_cities_and_counts_nowhere(self, plenary: Conference) -> None:
        found = invited(plenary)
        found.present_since = NOW
        declaration = make_declaration(plenary)
        seoul = delegations_queries.delegation_by_code(plenary, "SEL")
        assert representation_queries.member_delegations(plenary) == [seoul]
        assert representation_queries.members_of_network(plenary) == 2  # the host, too
        quorum = quorum_of(declaration, seats(plenary), 1)
        assert (quorum.represented, quorum.total, quorum.guests) == (1, 1, [])
        _host, guests = site_queries.host_and_guests(
            plenary, delegations_queries.delegations_of_cities(plenary)
        )
        assert len(guests) == 1
        assert [one.delegation for one in credentials_queries.cities(plenary)] == [seoul]
        with pytest.raises(NotFound):
            remarks_queries.seat_in("plenary", found.public_id)
        assert remarks_queries.circulated(found) == []


class TestPeople:
    def test_a_badge_says_the_body_where_others_say_the_city(self, plenary: Conference) -> None:
        person = make_delegate(invited(plenary, "Ministry of Construction", "authority"))
        said = Words(plenary, [person]).of(person)
        assert (said["city"], said["native_city"]) == ("Ministry of Construction", "")
        waiting = list(printing_queries.words_of_unprinted(plenary))
        assert [(one.public_id, one.city_id, one.body_id) for one in waiting] == [
            (person.public_id, None, person.delegation.body_id)
        ]

    def test_its_own_quota_goes_before_that_of_every_delegation(self, plenary: Conference) -> None:
        found, other = invited(plenary, "Guards", "security"), invited(plenary, "Reuters", "newsroom")
        categories.set_quota(plenary, places=1, by=SYSTEM)
        categories.set_quota(plenary, places=2, body=found.body, by=SYSTEM)
        quotas = categories_queries.quotas(plenary)
        assert [people_rules.places_left(quotas, one, {})[0].places for one in (found, other)] == [2, 1]
        category = category_of(plenary, "security")
        make_delegate(found, category=category)
        lock_free_place(found, category, plenary)
        make_delegate(found, category=category, email="two@example.org")
        with pytest.raises(QuotaFull, match="Guards"):
            lock_free_place(found, category, plenary)
        assert people_queries.taken_places(other) == {}

    @pytest.mark.parametrize(
        ("kind", "travels"), [("security", False), ("host_staff", False), ("newsroom", True)]
    )
    def test_who_works_for_the_host_is_not_asked_for_a_journey(
        self, plenary: Conference, kind: str, travels: bool
    ) -> None:
        person = make_delegate(invited(plenary, "A team", kind))
        assert standard_parts(person).travel is travels
