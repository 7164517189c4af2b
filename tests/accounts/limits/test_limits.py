"""How often a secret may be tried: by account and by network, whatever a form says; and nobody is kept out."""

import pytest

from eventsys.app import create_app
from eventsys.core.db import db
from eventsys.core.web.limits import limiter
from tests.accounts.factories import make_user, sign_in, sign_out
from tests.accounts.sign_in.test_second_factor import set_up_app
from tests.conftest import test_settings
from tests.support.web import token_of


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
    def waiting(email):
        user, client = make_user(email=email), limited.test_client()
        sign_in(client, user)
        set_up_app(client)
        sign_out(client)
        sign_in(client, user)
        return client

    def tried(client, network, times):
        token = token_of(client.get("/account/second-factor/code").text)
        return [
            client.post(
                "/account/second-factor/code",
                data={"code": f"{n:06}", "email": f"random{n}@example.org", "csrf_token": token},
                environ_overrides={"REMOTE_ADDR": f"10.{network}.0.{n}"},
            ).status_code
            for n in range(times)
        ]

    target, other = waiting("target@example.org"), waiting("other@example.org")
    answers = tried(target, 3, 14)
    assert (answers[0], set(answers[10:])) == (422, {429})
    assert tried(other, 4, 1) == [422]


def test_asking_for_letters_is_limited_alike_for_those_who_are_known_and_others(limited):
    make_user(email="known@example.org")
    for address in ("known@example.org", "unknown@example.org"):
        answers = trier(limited)("/account/reset", [f"10.4.0.{n}" for n in range(6)], email=address)
        assert answers == [303] * 5 + [429]
