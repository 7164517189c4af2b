"""The first password, and what ends with it."""

from eventsys.accounts.invitations import service
from tests.accounts.factories import PASSWORD, letters, link_in, make_link, make_user, open_link, sign_in
from tests.support.web import post


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
