"""Signing in and out: who gets in, who does not, and that both look alike to a stranger."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import event

from eventsys.accounts import queries, service
from eventsys.app import create_app
from eventsys.core import clock
from eventsys.core.access import current_actor
from eventsys.core.actor import SYSTEM, Actor, Role
from eventsys.core.db import db
from eventsys.core.limits import limiter
from tests.accounts.factories import PASSWORD, make_link, make_user, open_link, sign_in, sign_out
from tests.accounts.test_second_factor import set_up_app
from tests.conftest import test_settings
from tests.support.web import post, token_of


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
    service.disable(make_user(email="closed@example.org"), by=SYSTEM)
    db.session.commit()
    reference = post(
        client, "/account/sign-in", {"email": "nobody@example.org", "password": "quite-Wrong 9 things"}
    )
    answer = post(client, "/account/sign-in", {"email": email, "password": "quite-Wrong 9 things"})
    assert answer.status_code == reference.status_code == 422
    assert words_of(answer.text) == words_of(reference.text)
    assert not is_signed_in(client)


def test_a_closed_account_gets_the_same_answer_with_the_right_password(client):
    service.disable(make_user(email="closed@example.org"), by=SYSTEM)
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


def test_cookies_are_closed_to_scripts_and_to_other_sites(app, client):
    answer = sign_in(client, make_user())
    [cookie] = [c for c in answer.headers.getlist("Set-Cookie") if c.startswith("eventsys=")]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Expires" not in cookie
    assert (
        answer.headers["Cache-Control"] == "private=True, no-store=True"
        or "no-store" in answer.headers["Cache-Control"]
    )


def test_signing_out_takes_a_post_with_a_token(client):
    sign_in(client, make_user())
    assert client.get("/account/sign-out").status_code == 405
    assert client.post("/account/sign-out").status_code == 400
    assert is_signed_in(client)
    assert sign_out(client).status_code == 303
    assert not is_signed_in(client)


def copy_of(client):
    """Another browser with the same cookie, as a thief has it."""
    there = client.application.test_client()
    there.set_cookie("eventsys", client.get_cookie("eventsys").value)
    return there


def test_signing_out_ends_every_copy_of_the_cookie_and_the_links_in_it(client):
    user, invited = make_user(), make_user(password=None)
    sign_in(client, user)
    open_link(client, make_link(service.PASSWORD_LINK, invited.public_id))
    copy = copy_of(client)
    assert copy.get("/account/set-password").status_code == 200
    sign_out(client)
    for browser in (client, copy):
        assert not is_signed_in(browser)
        assert browser.get("/account/set-password").status_code == 404


def test_who_came_by_a_link_alone_lets_go_of_it_by_signing_out(client):
    open_link(client, make_link(service.PASSWORD_LINK, make_user(password=None).public_id))
    assert client.get("/account/set-password").status_code == 200
    sign_out(client, page="/account/set-password")
    assert client.get("/account/set-password").status_code == 404


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
    service.disable(user, by=SYSTEM)
    db.session.commit()
    assert not is_signed_in(client)


@pytest.mark.parametrize("change", ["given", "taken", "administrator"])
def test_with_other_rights_one_signs_in_again(client, change):
    user = make_user(Role.ORGANISER, 7)
    make_user(Role.ORGANISER, 7)
    sign_in(client, user)
    assert roles_seen(client) == {7: {"organiser"}}
    if change == "given":
        service.give_role(user, Role.REVIEWER, 8, by=SYSTEM)
    elif change == "taken":
        service.take_role(user, Role.ORGANISER, 7, by=SYSTEM)
    else:
        service.set_admin(user, True, by=SYSTEM)
    db.session.commit()
    assert not is_signed_in(client)


def test_who_changes_an_own_role_stays_and_has_it_at_once(client):
    user = make_user(Role.ORGANISER, 7)
    make_user(Role.ORGANISER, 7)
    sign_in(client, user)
    me = Actor(kind="user", user_id=user.id)
    service.take_role(user, Role.ORGANISER, 7, by=me)
    service.give_role(user, Role.DESK, 7, by=me)
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


@pytest.fixture
def limited(app, database_url, tmp_path):
    """The same house with its limits on."""
    limited = create_app(test_settings(tmp_path, database_url, rate_limits=True))
    yield limited
    limiter.reset()
    limiter.enabled = False
    with limited.app_context():
        db.engine.dispose()


WRONG = "quite-Wrong 9 things"


def trier(limited, client=None):
    """Sends a form of a page as often as asked, each time from the network given; returns the statuses."""
    client = client or limited.test_client()

    def tries(page: str, where: list[str], **fields: str) -> list[int]:
        token = token_of(client.get(page, environ_overrides={"REMOTE_ADDR": where[0]}).text)
        return [
            client.post(
                page, data={**fields, "csrf_token": token}, environ_overrides={"REMOTE_ADDR": one}
            ).status_code
            for one in where
        ]

    return tries


def test_guessing_a_password_is_slowed_by_network_by_account_and_by_both(limited):
    make_user(email="target@example.org")
    tries = trier(limited)
    page, target = "/account/sign-in", {"email": "target@example.org", "password": WRONG}
    assert tries(page, ["10.0.0.1"] * 12, **target) == [422] * 10 + [429] * 2
    assert tries(page, [f"10.0.1.{n}" for n in range(22)], **target) == [422] * 20 + [429] * 2
    names = [tries(page, ["10.1.1.1"], email=f"name{n}@example.org", password=WRONG)[0] for n in range(42)]
    assert names == [422] * 40 + [429] * 2


def test_addresses_of_one_site_and_ways_to_write_a_domain_are_one(limited):
    make_user(email="target@example.org")
    tries = trier(limited)
    domains = ["example.org", "ＥＸＡＭＰＬＥ.org", "example。org", "EXAMPLE.ORG"]
    made = [
        tries("/account/sign-in", [f"2001:db8:0:7::{n:x}"], email=f"target@{domains[n % 4]}", password=WRONG)[
            0
        ]
        for n in range(12)
    ]
    assert made == [422] * 10 + [429] * 2


def test_wrong_passwords_from_elsewhere_keep_nobody_out(limited):
    """Neither from a new place, nor, when the whole world guesses, from a browser that was signed in before."""
    user = make_user(email="target@example.org")
    here = limited.test_client()
    assert sign_in(here, user).status_code == 303
    sign_out(here)
    tries, target = trier(limited), {"email": "target@example.org", "password": WRONG}
    assert set(tries("/account/sign-in", ["10.0.0.1"] * 12, **target)) == {422, 429}
    assert sign_in(limited.test_client(), user).status_code == 303
    world = tries("/account/sign-in", [f"10.0.2.{n}" for n in range(40)], **target)
    assert world[-1] == 429
    assert sign_in(limited.test_client(), user).status_code == 429
    assert sign_in(here, user).status_code == 303


def test_codes_are_counted_by_the_sign_in_that_waits_whatever_the_form_says(limited):
    user = make_user(email="target@example.org")
    client = limited.test_client()
    sign_in(client, user)
    set_up_app(client)
    sign_out(client)
    sign_in(client, user)
    token = token_of(client.get("/account/second-factor/code").text)
    answers = [
        client.post(
            "/account/second-factor/code",
            data={"code": f"{n:06}", "email": f"random{n}@example.org", "csrf_token": token},
            environ_overrides={"REMOTE_ADDR": f"10.3.0.{n}"},
        ).status_code
        for n in range(14)
    ]
    assert (answers[0], set(answers[10:])) == (422, {429})


def test_asking_for_letters_is_limited_alike_for_those_who_are_known_and_others(limited):
    make_user(email="known@example.org")
    for address in ("known@example.org", "unknown@example.org"):
        answers = trier(limited)("/account/reset", [f"10.4.0.{n}" for n in range(6)], email=address)
        assert answers == [303] * 5 + [429]
