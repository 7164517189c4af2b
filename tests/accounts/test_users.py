"""The administrators' page of users, forgotten passwords, and one's own account."""

import re
from types import SimpleNamespace

import pytest

from eventsys.accounts import queries, service
from eventsys.accounts.errors import AddressTaken, NotYourself
from eventsys.core.actor import SYSTEM, Role
from eventsys.core.addresses import AddressAsName, BadAddress
from eventsys.core.db import db
from tests.accounts.factories import PASSWORD, act, letters, link_in, make_link, make_user, open_link, sign_in
from tests.support.web import post, token_of

FRESH = "seven-Quiet lamps 88"


def test_the_list_of_users_reads_the_same_number_of_rows_for_1_and_for_30(client, app):
    sign_in(client, make_user(admin=True))
    assert client.get("/account/users").status_code == 200
    for _ in range(60):
        make_user(Role.DESK, 3, password=None)
    page = client.get("/account/users")
    assert page.text.count('class="row-title"') == 50
    following = re.search(r'href="([^"]+after=[^"]+)"', page.text)[1]
    assert client.get(following).text.count('class="row-title"') == 11
    assert client.get("/account/users?q=nobody-like-this").text.count("Nobody found") == 1


def test_an_administrator_invites_disables_and_promotes(client):
    sign_in(client, make_user(admin=True))
    post(client, "/account/users/invite", {"email": "new@example.org", "name": "New", "language": "fr"})
    user = queries.by_email("new@example.org")
    page = f"/account/users/{user.public_id}"
    assert (
        post(
            client, "/account/users/invite", {"email": "NEW@example.org", "name": "Twice", "language": "fr"}
        ).status_code
        == 422
    )
    for verb, check in (
        ("invite-again", lambda: len(letters()) == 2),
        ("make-administrator", lambda: user.admin),
        ("unmake-administrator", lambda: not user.admin),
        ("disable", lambda: not user.active),
        ("enable", lambda: user.active),
    ):
        assert act(client, f"{page}/{verb}", page).status_code == 303
        db.session.refresh(user)
        assert check()
    assert act(client, f"{page}/explode", page).status_code == 400
    assert client.get(link_in(letters()[0])).status_code == 410
    assert client.get(link_in(letters()[1])).status_code == 303


def test_nobody_disables_or_unmakes_themselves(client):
    admin = make_user(admin=True)
    sign_in(client, admin)
    me = SimpleNamespace(user_id=admin.id)
    with pytest.raises(NotYourself):
        service.disable(admin, by=me)
    with pytest.raises(NotYourself):
        service.set_admin(admin, False, by=me)
    token = token_of(client.get("/account/").text)
    assert (
        client.post(f"/account/users/{admin.public_id}/disable", data={"csrf_token": token}).status_code
        == 409
    )


@pytest.mark.parametrize("role", [None, Role.ORGANISER])
def test_users_are_for_administrators(client, role):
    other = make_user()
    sign_in(client, make_user(role, 3))
    assert client.get("/account/users").status_code == 403
    assert client.get(f"/account/users/{other.public_id}").status_code == 404


def test_a_forgotten_password_is_set_by_the_letter_once(app, client):
    user = make_user(email="known@example.org")
    inside = app.test_client()
    sign_in(inside, user)
    token = token_of(client.get("/account/reset").text)
    known = client.post("/account/reset", data={"email": "known@example.org", "csrf_token": token})
    unknown = client.post("/account/reset", data={"email": "nobody@example.org", "csrf_token": token})
    assert (
        (known.status_code, known.location)
        == (unknown.status_code, unknown.location)
        == (303, "/account/reset")
    )
    [letter] = letters()
    assert letter.to_address == "known@example.org"
    way = link_in(letter)
    answer = post(client, way, {"password": FRESH, "password_confirm": FRESH})
    assert answer.status_code == 303
    assert inside.get("/account/").status_code == 303
    assert client.get(way).status_code == 302
    assert sign_in(client, user, PASSWORD).status_code == 422
    assert sign_in(client, user, FRESH).status_code == 303
    assert [one.kind for one in letters()] == ["accounts/reset", "accounts/password-changed"]


def test_create_user_refuses_by_name(app):
    make_user(email="known@example.org")
    with pytest.raises(AddressTaken):
        service.create_user("Known@Example.org", "Twice", PASSWORD)
    with pytest.raises(BadAddress):
        service.create_user("not an address", "Nobody", PASSWORD)
    with pytest.raises(AddressAsName):
        service.create_user("guest@example.org", "Win at www.evil.example", PASSWORD)


def test_a_user_keeps_name_and_language(client):
    user = make_user()
    sign_in(client, user)
    for name in ("", "prize@evil.example"):
        assert post(client, "/account/", {"name": name, "language": "vi"}).status_code == 422
    assert post(client, "/account/", {"name": " Nguyễn Thế Thảo ", "language": "vi"}).status_code == 303
    db.session.refresh(user)
    assert (user.name, user.language) == ("Nguyễn Thế Thảo", "vi")


def test_asking_for_a_role_twice_gives_it_once(app):
    user = make_user()
    first = service.give_role(user, Role.DESK, 3, by=SYSTEM)
    db.session.flush()
    assert service.give_role(user, Role.DESK, 3, by=SYSTEM) is first
    with pytest.raises(ValueError, match="focal point"):
        service.give_role(user, "focal_point", 3, by=SYSTEM)


def test_one_used_invitation_ends_all_others_and_its_owner_is_told(app):
    user = make_user(password=None)
    first, second = (make_link(service.PASSWORD_LINK, user.public_id, single_use=True) for _ in range(2))
    here, there = app.test_client(), app.test_client()
    open_link(here, first)
    open_link(there, second)
    words = {"password": PASSWORD, "again": PASSWORD}
    assert post(here, "/account/set-password", words).status_code == 303
    assert there.get("/account/set-password").status_code == 404
    assert (open_link(there, first).status_code, open_link(there, second).status_code) == (410, 410)
    assert [(letter.kind, letter.to_address) for letter in letters()] == [
        ("accounts/password-changed", user.email)
    ]


def test_a_password_set_by_a_forgotten_ones_letter_ends_invitations(app, client):
    user = make_user()
    waiting = make_link(service.PASSWORD_LINK, user.public_id, single_use=True)
    post(client, "/account/reset", {"email": user.email})
    fresh = "seven-Quiet lamps 88"
    post(client, link_in(letters()[-1]), {"password": fresh, "password_confirm": fresh})
    assert sign_in(app.test_client(), user, fresh).status_code == 303
    assert open_link(client, waiting).status_code == 410
