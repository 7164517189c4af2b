"""Sessions on the server: ended by signing out, by their owner, by time, in every copy of the cookie."""

from datetime import timedelta

import pytest

from eventsys.accounts.invitations import service as invitations
from eventsys.accounts.links.models import LetGo
from eventsys.accounts.sessions import queries
from eventsys.core import clock
from eventsys.core.db import db
from tests.accounts.factories import make_link, make_user, open_link, sign_in, sign_out
from tests.accounts.links.test_links import actor_after
from tests.accounts.sign_in.test_sign_in import is_signed_in
from tests.support.web import post


def copy_of(client):
    """Another browser with the same cookie, as a thief has it."""
    there = client.application.test_client()
    there.set_cookie("eventsys", client.get_cookie("eventsys").value)
    return there


def test_signing_out_ends_every_copy_of_the_cookie_and_the_links_in_it(client):
    user, invited = make_user(), make_user(password=None)
    sign_in(client, user)
    open_link(client, make_link(invitations.PASSWORD_LINK, invited.public_id))
    copy = copy_of(client)
    assert copy.get("/account/set-password").status_code == 200
    sign_out(client)
    for browser in (client, copy):
        assert not is_signed_in(browser)
        assert browser.get("/account/set-password").status_code == 404


def test_who_came_by_a_link_alone_lets_go_of_it_by_signing_out(client):
    open_link(client, make_link(invitations.PASSWORD_LINK, make_user(password=None).public_id))
    assert client.get("/account/set-password").status_code == 200
    sign_out(client, page="/account/set-password")
    assert client.get("/account/set-password").status_code == 404


@pytest.mark.parametrize("leave", ["signs out", "signs in"])
def test_a_copied_cookie_that_holds_links_alone_ends_with_the_first(client, leave):
    token = make_link(invitations.PASSWORD_LINK, make_user(password=None).public_id)
    open_link(client, token)
    copy, other = copy_of(client), client.application.test_client()
    open_link(other, token)
    assert copy.get("/account/set-password").status_code == 200
    if leave == "signs out":
        sign_out(client, page="/account/set-password")
    else:
        sign_in(client, make_user())
    db.session.rollback()  # what was not committed is gone
    assert copy.get("/account/set-password").status_code == 404
    invited = make_user(password=None, email="another@example.org")
    open_link(copy, make_link(invitations.PASSWORD_LINK, invited.public_id))
    assert len(actor_after(copy).grants) == 1, "it holds what it opens anew, and nothing of before"
    assert other.get("/account/set-password").status_code == 200, "another browser with the same link goes on"


def test_what_was_let_go_of_is_forgotten_when_the_links_have_ended(client):
    start = clock.now()
    for days in (0, 40):
        with clock.at(start + timedelta(days=days)):
            open_link(client, make_link(invitations.PASSWORD_LINK, make_user(password=None).public_id))
            sign_out(client, page="/account/set-password")
    assert db.session.query(LetGo).count() == 1


@pytest.mark.parametrize(
    ("steps", "signed_in"), [([3, 6, 9, 12], True), ([5], False), ([3, 6, 9, 12, 15, 18, 21, 23, 25], False)]
)
def test_a_session_ends_when_it_sleeps_and_after_a_day(client, steps, signed_in):
    start = clock.now()
    with clock.at(start):
        sign_in(client, make_user())
    for hours in steps:
        with clock.at(start + timedelta(hours=hours)):
            last = is_signed_in(client)
    assert last == signed_in


def test_the_owner_sees_the_sessions_and_ends_one_or_all_others(app):
    user, here = make_user(), app.test_client()
    agents = {
        "Firefox": "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0",
        "Edge": "Chrome/1 Safari/1 Edg/1 Windows",
    }
    others = [app.test_client() for _ in range(3)]
    for one, agent in zip(others, ["", *agents.values()], strict=True):
        one.environ_base["HTTP_USER_AGENT"] = agent
        sign_in(one, user)
    sign_in(here, user)
    page = here.get("/account/").text
    assert "Firefox, Linux" in page
    assert "Edge, Windows" in page
    [firefox] = [one for one in queries.sign_ins(user.id, now=clock.now()) if "Firefox" in one.browser]
    post(here, "/account/sessions", {"session": str(firefox.public_id)}, page="/account/")
    assert [is_signed_in(one) for one in (*others, here)] == [True, False, True, True]
    post(here, "/account/sessions", page="/account/")
    assert [is_signed_in(one) for one in (*others, here)] == [False, False, False, True]


def test_nobody_ends_the_session_of_another(app):
    mine, theirs = app.test_client(), app.test_client()
    sign_in(mine, make_user())
    sign_in(theirs, other := make_user())
    [session] = queries.sign_ins(other.id, now=clock.now())
    post(mine, "/account/sessions", {"session": str(session.public_id)}, page="/account/")
    assert is_signed_in(theirs)
