"""A proof anew before something is signed: the page that asks, what it holds, and what it takes."""

import html
import re
from datetime import timedelta

import pytest
from flask import request

from eventsys.accounts.sessions import queries as sessions_queries
from eventsys.accounts.sessions import rules as sessions_rules
from eventsys.accounts.sessions import service as sessions
from eventsys.accounts.sessions.pages import MARK
from eventsys.core import audit, clock
from eventsys.core.db import db
from eventsys.core.web.access import access, signed_in
from tests.accounts.factories import PASSWORD, make_user, sign_in
from tests.accounts.sign_in.test_second_factor import set_up_app
from tests.support.web import post, token_of

NOW = clock.now()


@pytest.mark.parametrize(("ago", "is_fresh"), [(0, True), (300, True), (301, False), (-1, False)])  # seconds
def test_a_proof_lasts_five_minutes(ago, is_fresh):
    assert sessions_rules.is_fresh(NOW - timedelta(seconds=ago), NOW) is is_fresh


@pytest.fixture
def signing(app, monkeypatch):
    """A page of an account that wants a fresh proof: it answers with what was typed."""
    view = access(signed_in, fresh=True)(lambda: f"done: {request.form['words']}")
    monkeypatch.setitem(app.view_functions, "accounts.end_sessions", view)
    return "/account/sessions"


def later(minutes=6):
    return clock.at(clock.now() + timedelta(minutes=minutes))


def ask(client, url, **data):
    with later():
        return post(client, url, {"words": "kept “as typed”", **data}, page="/account/")


def held(page):
    """What the page would send on."""
    fields = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page)
    return {name: html.unescape(value) for name, value in fields}


def proofs():
    rows = db.session.query(audit.AuditEntry).filter_by(verb="user.proved_anew")
    return [entry.after["via"] for entry in rows.order_by(audit.AuditEntry.id)]


def test_who_signed_in_just_now_is_not_asked(client, signing):
    sign_in(client, make_user())
    assert post(client, signing, {"words": "at once"}, page="/account/").text == "done: at once"
    assert proofs() == []


def test_without_a_second_factor_the_password_is_asked_for_and_the_words_are_kept(client, signing):
    user = make_user()
    sign_in(client, user)
    asked = ask(client, signing)
    assert (asked.status_code, "_proof_code" in asked.text) == (422, False)
    fields = held(asked.text)
    assert fields["words"] == "kept “as typed”"
    with later():
        wrong = client.post(signing, data={**fields, "_proof_password": "something else entirely"})
        assert "This password is not right." in wrong.text
        assert held(wrong.text)["words"] == fields["words"]
        done = client.post(signing, data={**held(wrong.text), "_proof_password": PASSWORD})
        assert done.text == "done: kept “as typed”"
        again = client.post(signing, data={**fields, "words": "more"})
        assert again.text == "done: more"
    assert proofs() == ["password"]


def test_with_a_second_factor_the_password_is_not_enough(client, signing):
    user = make_user()
    sign_in(client, user)
    phone = set_up_app(client)
    asked = ask(client, signing)
    assert "_proof_password" not in asked.text
    with later():
        for proof in ({"_proof_password": PASSWORD}, {"_proof_code": "000000"}, {"credential": "{}"}):
            assert client.post(signing, data={**held(asked.text), **proof}).status_code == 422
        assert "done" in client.post(signing, data={**held(asked.text), "_proof_code": phone.code()}).text
    assert proofs() == ["code"]
    with later(20):  # the code is spent
        used = client.post(signing, data={**held(asked.text), "_proof_code": phone.same_code()})
        assert (used.status_code, "was used before" in used.text) == (422, True)


def test_another_browser_of_the_same_account_proves_for_itself(app, client, signing):
    user = make_user()
    other = app.test_client()
    sign_in(client, user)
    sign_in(other, user)
    with later():
        fields = held(ask(client, signing).text)
        assert "done" in client.post(signing, data={**fields, "_proof_password": PASSWORD}).text
        assert post(other, signing, {"words": "x"}, page="/account/").status_code == 422


def test_what_is_only_read_comes_after_the_page(client):
    sign_in(client, make_user())
    asked = client.get("/account/prove?next=/account/second-factor")
    data = {"csrf_token": token_of(asked.text), "next": "/account/second-factor", "_proof_password": PASSWORD}
    assert client.post("/account/prove", data=data).location == "/account/second-factor"
    elsewhere = client.post("/account/prove", data={**data, "next": "https://elsewhere.example/"})
    assert elsewhere.location == "/account/"


def test_the_moment_is_kept_on_the_server(client):
    user = make_user()
    sign_in(client, user)
    with client.session_transaction() as cookie:
        kept = sessions_queries.sign_in_of(cookie[MARK])
        assert kept.proven_at <= clock.now()
        assert not any("prove" in str(key) for key in cookie)


@pytest.mark.usefixtures("app")
def test_a_password_alone_is_no_proof_for_who_has_more():
    """A passkey that replaces the password was not shown: the session is asked before it signs anything."""
    user, now = make_user(), clock.now()
    words = {"browser": "", "network": "", "now": now}
    fresh = {
        is_proven: sessions_rules.is_fresh(
            sessions_queries.sign_in_of(sessions.begin_session(user, **words, is_proven=is_proven)).proven_at,
            now,
        )
        for is_proven in (True, False)
    }
    assert fresh == {True: True, False: False}


@pytest.mark.parametrize("page", ["second-factor/app", "passkeys", "recovery-codes"])
def test_an_open_session_makes_no_key_of_its_own(client, page):
    """Else whoever found it could prove with that key who they are."""
    user = make_user()
    sign_in(client, user)
    with later():
        asked = client.get(f"/account/{page}")
        assert asked.location == f"/account/prove?next=/account/{page}"
        token = token_of(client.get("/account/").text)
        sent = client.post(
            f"/account/{page}", data={"setup": "authenticator", "name": "key", "csrf_token": token}
        )
        assert (sent.status_code, "_proof_password" in sent.text) == (422, True)
    assert not user.has_second_factor
