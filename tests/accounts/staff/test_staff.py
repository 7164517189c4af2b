"""Inviting people, giving and taking roles at a conference."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from eventsys.accounts.invitations import service as invitations
from eventsys.accounts.links import queries as links_queries
from eventsys.accounts.links.errors import LinkUsedUp
from eventsys.accounts.roles import service as roles
from eventsys.accounts.roles.errors import LastOrganiser
from eventsys.accounts.users import queries as users_queries
from eventsys.accounts.users import service as users
from eventsys.conferences.editions.models import Conference
from eventsys.core import clock
from eventsys.core.actor import SYSTEM, Role
from eventsys.core.audit import AuditEntry
from eventsys.core.db import db
from tests.accounts.factories import act, letters, link_in, make_user, sign_in
from tests.conferences.factories import make_conference
from tests.support.web import post

pytestmark = pytest.mark.usefixtures("app")

FRESH = "seven-Quiet lamps 88"


@pytest.fixture
def conference(app) -> Conference:
    made = make_conference()
    db.session.commit()
    return made


def test_an_organiser_invites_the_secretariat_by_mail(app, client, conference):
    sign_in(client, make_user(Role.ORGANISER, conference))
    page = f"/o/{conference.slug}/staff"
    data = {"email": "New@Example.org", "name": "Lê Văn Nam", "role": "secretariat", "language": "vi"}
    assert post(client, page, data).status_code == 303
    user = users_queries.find_by_email("new@example.org")
    assert [(a.conference_id, a.role) for a in user.assignments] == [(conference.id, "secretariat")]
    assert user.password is None
    assert "Lê Văn Nam" in client.get(page).text

    [letter] = letters()
    assert (letter.kind, letter.to_address, letter.language) == (
        "accounts/invitation",
        "new@example.org",
        "vi",
    )
    newcomer = app.test_client()
    opened = newcomer.get(link_in(letter))
    assert opened.location == "/account/set-password?lang=vi"
    answer = post(newcomer, "/account/set-password", {"password": "short", "again": "short"})
    assert answer.status_code == 422
    answer = post(newcomer, "/account/set-password", {"password": FRESH, "again": FRESH})
    assert (answer.status_code, answer.location) == (303, "/account/sign-in")
    assert sign_in(newcomer, user, FRESH).status_code == 303
    assert newcomer.get(link_in(letter)).status_code == 410


@pytest.mark.usefixtures("conference")
def test_the_invitation_opens_nothing_but_its_own_page(client):
    invitations.invite("new@example.org", "Nam", by=SYSTEM, now=clock.now(), language="en")
    other = make_user(email="other@example.org")
    db.session.commit()
    client.get(link_in(letters()[0]))
    assert client.get("/account/set-password").status_code == 200
    assert client.get("/account/").status_code == 404
    assert "other@example.org" not in client.get("/account/set-password").text
    assert other.password is not None


def test_two_at_once_cannot_use_one_invitation():
    user = invitations.invite("new@example.org", "Nam", by=SYSTEM, now=clock.now(), language="en")
    db.session.commit()
    link = links_queries.find_link(link_in(letters()[0]).rsplit("/", 1)[1])
    invitations.set_first_password(user, FRESH, link_id=link.id, by=SYSTEM)
    with pytest.raises(LinkUsedUp):
        invitations.set_first_password(user, FRESH + "!", link_id=link.id, by=SYSTEM)


def test_somebody_with_an_account_gets_the_role_and_keeps_the_name(client, conference):
    sign_in(client, make_user(Role.ORGANISER, conference))
    known = make_user(email="known@example.org", name="Known")
    page = f"/o/{conference.slug}/staff"
    post(client, page, {"email": "known@example.org", "name": "Other", "role": "desk", "language": "en"})
    assert known.name == "Known"
    assert [a.role for a in users_queries.find_by_email("known@example.org").assignments] == ["desk"]
    assert [letter.kind for letter in letters()] == ["accounts/role"]


@pytest.mark.parametrize("address", ["", "nonsense", "a@b", "two@example.org, three@example.org"])
def test_a_bad_address_is_told_on_its_field(client, conference, address):
    sign_in(client, make_user(Role.ORGANISER, conference))
    answer = post(
        client,
        f"/o/{conference.slug}/staff",
        {"email": address, "name": "Kept", "role": "desk", "language": "en"},
    )
    assert answer.status_code == 422
    assert 'value="Kept"' in answer.text
    assert letters() == []


def test_a_role_outside_the_list_is_refused(client, conference):
    organiser = make_user(Role.ORGANISER, conference)
    sign_in(client, organiser)
    page = f"/o/{conference.slug}/staff"
    data = {"email": "new@example.org", "name": "N", "role": "emperor", "language": "en"}
    assert post(client, page, data).status_code == 422
    assert act(client, f"{page}/{organiser.public_id}/emperor/give", page).status_code == 400


def test_roles_are_given_and_taken(client, conference):
    sign_in(client, make_user(Role.ORGANISER, conference))
    nam = make_user(Role.DESK, conference)
    page = f"/o/{conference.slug}/staff"
    assert act(client, f"{page}/{nam.public_id}/press/give", page).status_code == 303
    assert act(client, f"{page}/{nam.public_id}/desk/take", page).status_code == 303
    assert [a.role for a in users_queries.find_by_email(nam.email).assignments] == ["press"]
    verbs = [
        e.verb
        for e in db.session.query(AuditEntry)
        .filter(AuditEntry.thing_type == "role_assignment")
        .order_by(AuditEntry.id)
    ]
    assert verbs[-2:] == ["role.given", "role.taken"]


def test_the_last_organiser_stays(client, conference):
    organiser = make_user(Role.ORGANISER, conference)
    sign_in(client, organiser)
    page = f"/o/{conference.slug}/staff"
    answer = act(client, f"{page}/{organiser.public_id}/organiser/take", page)
    assert answer.status_code == 409
    assert "at least one organiser" in answer.text
    assert [a.role for a in users_queries.find_by_email(organiser.email).assignments] == ["organiser"]


def test_a_disabled_organiser_does_not_count_as_one():
    organiser, gone = make_user(Role.ORGANISER, 9), make_user(Role.ORGANISER, 9)
    users.disable(gone, by=SYSTEM)
    db.session.commit()
    with pytest.raises(LastOrganiser):
        roles.take_role(organiser, Role.ORGANISER, 9, by=SYSTEM)


def test_two_organisers_who_leave_at_once_leave_one(app):
    leaving = [make_user(Role.ORGANISER, 9).email for _ in range(2)]
    start = Barrier(2)

    def leave(address: str) -> str:
        with app.app_context():
            start.wait()
            try:
                roles.take_role(users_queries.find_by_email(address), Role.ORGANISER, 9, by=SYSTEM)
                db.session.commit()
            except LastOrganiser:
                return "stays"
            return "left"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(leave, leaving)) == ["left", "stays"]


@pytest.mark.parametrize("role", [None, *(r for r in Role if r is not Role.ORGANISER)])
def test_only_organisers_see_the_staff_page(client, conference, role):
    sign_in(client, make_user(role, conference))
    assert client.get(f"/o/{conference.slug}/staff").status_code == (404 if role is None else 403)


def test_an_organiser_elsewhere_finds_nothing(client, conference):
    sign_in(client, make_user(Role.ORGANISER, conference.id + 1))
    assert client.get(f"/o/{conference.slug}/staff").status_code == 404


def test_people_of_other_conferences_cannot_be_given_roles_by_guessing(client, conference):
    sign_in(client, make_user(Role.ORGANISER, conference))
    stranger = make_user(Role.DESK, conference.id + 1)
    page = f"/o/{conference.slug}/staff"
    assert act(client, f"{page}/{stranger.public_id}/desk/give", page).status_code == 404
