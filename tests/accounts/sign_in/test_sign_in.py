"""Signing in and out: who gets in, who does not, and that both look alike to a stranger."""

import re

import pytest
from sqlalchemy import event

from eventsys.accounts.roles import service as roles_service
from eventsys.accounts.users import service as users
from eventsys.app import create_app
from eventsys.core.actor import SYSTEM, Actor, Role
from eventsys.core.db import db
from eventsys.core.web.access import current_actor
from tests.accounts.factories import PASSWORD, make_user, sign_in, sign_out
from tests.conftest import test_settings
from tests.support.web import post, token_of

pytestmark = pytest.mark.usefixtures("app")


def is_signed_in(client) -> bool:
    return client.get("/account/").status_code == 200


def words_of(page: str) -> str:
    """The page without what changes each time: tokens, nonces, and what was typed."""
    page = re.sub(r'(value|nonce|data-nonce)="[^"]*"', "", page)
    return re.sub(r"'nonce-[^']*'", "", page)


def test_a_user_signs_in_and_sees_the_account(client):
    user = make_user(name="Trần Thị Bình")
    answer = sign_in(client, user)
    assert (answer.status_code, answer.location) == (303, "/account/arrive")
    page = client.get("/account/")
    assert page.status_code == 200
    assert "Trần Thị Bình" in page.text


def test_the_address_may_be_typed_in_capitals(client):
    make_user(email="binh@example.org")
    assert sign_in(client, "  BINH@Example.ORG ").status_code == 303


@pytest.mark.parametrize(
    "email", ["known@example.org", "unknown@example.org", "invited@example.org", "closed@example.org"]
)
def test_a_refusal_says_the_same_whoever_tries(client, email):
    make_user(email="known@example.org")
    make_user(email="invited@example.org", password=None)
    users.disable(make_user(email="closed@example.org"), by=SYSTEM)
    db.session.commit()
    reference = post(
        client, "/account/sign-in", {"email": "nobody@example.org", "password": "quite-Wrong 9 things"}
    )
    answer = post(client, "/account/sign-in", {"email": email, "password": "quite-Wrong 9 things"})
    assert answer.status_code == reference.status_code == 422
    assert words_of(answer.text) == words_of(reference.text)
    assert not is_signed_in(client)


def test_a_closed_account_gets_the_same_answer_with_the_right_password(client):
    users.disable(make_user(email="closed@example.org"), by=SYSTEM)
    db.session.commit()
    wrong = sign_in(client, "closed@example.org", "quite-Wrong 9 things")
    right = sign_in(client, "closed@example.org", PASSWORD)
    assert words_of(right.text) == words_of(wrong.text)
    assert not is_signed_in(client)


def test_signing_in_needs_the_token_of_the_page(client):
    user = make_user()
    answer = client.post("/account/sign-in", data={"email": user.email, "password": PASSWORD})
    assert answer.status_code == 400
    assert not is_signed_in(client)


def test_a_planted_token_is_worth_nothing_after_sign_in(client):
    token = token_of(client.get("/account/sign-in").text)
    sign_in(client, make_user())
    answer = client.post("/account/", data={"name": "Mallory", "language": "en", "csrf_token": token})
    assert answer.status_code == 400


def test_what_was_in_the_session_before_sign_in_is_gone_but_the_language(client):
    with client.session_transaction() as session:
        session.update(links=[1, 2], second_factor=True, planted="x", lang="vi")
    sign_in(client, make_user())
    with client.session_transaction() as session:
        assert (session.get("links"), session["second_factor"], session.get("planted"), session["lang"]) == (
            None,
            False,
            None,
            "vi",
        )


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "http:evil.example",
        "///evil.example",
        "\thttps://evil.example",
    ],
)
def test_no_way_leads_out_after_sign_in(client, target):
    user = make_user()
    answer = sign_in(client, user, next=target)
    assert answer.status_code in (303, 422)
    if answer.status_code == 303:
        assert answer.location.startswith("/")
        assert not answer.location.startswith(("//", "/\\"))
    asked = client.application.test_client().get("/account/sign-in", query_string={"next": target})
    assert asked.location is None


def test_a_page_asked_for_comes_after_sign_in(client):
    user = make_user()
    asked = client.get("/account/")
    assert asked.status_code == 303
    assert asked.location.startswith("/account/sign-in?next=")
    answer = sign_in(client, user, next="/account/")
    assert answer.location.endswith("/account/")


def test_cookies_are_closed_to_scripts_and_to_other_sites(client):
    answer = sign_in(client, make_user())
    [cookie] = [c for c in answer.headers.getlist("Set-Cookie") if c.startswith("eventsys=")]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Expires" not in cookie
    assert (
        answer.headers["Cache-Control"] == "private=True, no-store=True"
        or "no-store" in answer.headers["Cache-Control"]
    )


def test_over_tls_cookies_are_of_this_host_alone(database_url, tmp_path):
    site, page = "https://plenary.example.org", "/account/sign-in"
    client = create_app(test_settings(tmp_path, database_url, base_url=site)).test_client()
    token = token_of(client.get(page, base_url=site).text)
    data = {"email": make_user().email, "password": PASSWORD, "csrf_token": token}
    answer = client.post(page, data=data, base_url=site, headers={"Referer": site + page})
    cookies = [c for c in answer.headers.getlist("Set-Cookie") if not c.startswith("remember_token=;")]
    assert {c.partition("=")[0] for c in cookies} == {"__Host-eventsys", "__Host-eventsys_known"}
    for cookie in cookies:
        assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))
        assert "Domain" not in cookie
    assert answer.headers["Strict-Transport-Security"] == "max-age=63072000"


def test_signing_out_takes_a_post_with_a_token(client):
    sign_in(client, make_user())
    assert client.get("/account/sign-out").status_code == 405
    assert client.post("/account/sign-out").status_code == 400
    assert is_signed_in(client)
    assert sign_out(client).status_code == 303
    assert not is_signed_in(client)


def test_there_is_no_registration_and_no_token_sign_in(client):
    user = make_user()
    assert client.get("/account/register").status_code == 404
    answer = client.post(
        "/account/sign-in?include_auth_token", json={"email": user.email, "password": PASSWORD}
    )
    assert answer.status_code == 400
    assert b"authentication_token" not in answer.data


def test_a_changed_browser_ends_the_session(client):
    user = make_user()
    client.environ_base["HTTP_USER_AGENT"] = "One"
    sign_in(client, user)
    assert is_signed_in(client)
    client.environ_base["HTTP_USER_AGENT"] = "Another"
    assert not is_signed_in(client)


def test_closing_an_account_ends_its_sessions_at_once(client):
    user = make_user()
    sign_in(client, user)
    users.disable(user, by=SYSTEM)
    db.session.commit()
    assert not is_signed_in(client)


@pytest.mark.parametrize("change", ["given", "taken", "administrator"])
def test_with_other_rights_one_signs_in_again(client, change):
    user = make_user(Role.ORGANISER, 7)
    make_user(Role.ORGANISER, 7)
    sign_in(client, user)
    assert roles_seen(client) == {7: {"organiser"}}
    if change == "given":
        roles_service.give_role(user, Role.REVIEWER, 8, by=SYSTEM)
    elif change == "taken":
        roles_service.take_role(user, Role.ORGANISER, 7, by=SYSTEM)
    else:
        roles_service.set_admin(user, True, by=SYSTEM)
    db.session.commit()
    assert not is_signed_in(client)


def test_who_changes_an_own_role_stays_and_has_it_at_once(client):
    user = make_user(Role.ORGANISER, 7)
    make_user(Role.ORGANISER, 7)
    sign_in(client, user)
    me = Actor(kind="user", user_id=user.id)
    roles_service.take_role(user, Role.ORGANISER, 7, by=me)
    roles_service.give_role(user, Role.DESK, 7, by=me)
    db.session.commit()
    assert roles_seen(client) == {7: {"desk"}}


def roles_seen(client) -> dict:
    with client:
        client.get("/account/")
        return {number: {str(r) for r in roles} for number, roles in current_actor().roles.items()}


def test_changing_the_password_ends_the_other_sessions(app):
    user = make_user()
    here, there = app.test_client(), app.test_client()
    sign_in(here, user)
    sign_in(there, user)
    fresh = "seven-Quiet lamps 88"
    answer = post(
        here,
        "/account/password",
        {"password": PASSWORD, "new_password": fresh, "new_password_confirm": fresh},
    )
    assert (answer.status_code, answer.location) == (303, "/account/")
    assert is_signed_in(here)
    assert not is_signed_in(there)
    assert sign_in(there, user, fresh).status_code == 303


@pytest.mark.parametrize(
    ("new", "said"),
    [
        ("short", "at least 12"),
        ("password123456", "easy to guess"),
        ("person-person", "easy to guess"),
        (PASSWORD, "is the one you have"),
    ],
)
def test_a_weak_new_password_is_refused(client, new, said):
    user = make_user(name="Person Ha")
    sign_in(client, user)
    answer = post(
        client, "/account/password", {"password": PASSWORD, "new_password": new, "new_password_confirm": new}
    )
    assert answer.status_code == 422
    assert said in answer.text
    assert sign_in(client.application.test_client(), user).status_code == 303


def test_a_request_of_a_user_reads_user_and_roles_in_one_query_and_the_public_none(app):
    user = make_user(Role.REVIEWER, 3)
    client = app.test_client()
    sign_in(client, user)
    db.session.rollback()
    db.session.expunge_all()
    assert (
        queries_of(lambda: client.get("/account/second-factor")) == 1 + 3
    )  # the account page reads its own account
    db.session.rollback()
    assert queries_of(lambda: app.test_client().get("/account/sign-in")) == 0


def queries_of(request) -> int:
    seen = []
    note = lambda *args: seen.append(args[2])  # noqa: E731
    event.listen(db.engine, "before_cursor_execute", note)
    try:
        assert request().status_code == 200
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    return len([s for s in seen if s.lstrip().upper().startswith("SELECT")])
