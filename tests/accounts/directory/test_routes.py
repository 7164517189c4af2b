"""Every account of the installation, for administrators."""

import re
from types import SimpleNamespace

import pytest

from eventsys.accounts.roles import service as roles
from eventsys.accounts.users import queries as users_queries
from eventsys.accounts.users import service as users
from eventsys.accounts.users.errors import NotYourself
from eventsys.core.actor import Role
from eventsys.core.db import db
from tests.accounts.factories import act, letters, link_in, make_user, sign_in
from tests.support.web import post, token_of


def test_the_list_of_users_reads_the_same_number_of_rows_for_1_and_for_30(client):
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
    user = users_queries.find_by_email("new@example.org")
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
        users.disable(admin, by=me)
    with pytest.raises(NotYourself):
        roles.set_admin(admin, False, by=me)
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
