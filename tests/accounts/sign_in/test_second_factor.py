"""Two keys: authenticator app with real codes, recovery codes, and what staff may do without them."""

import html
import re
import time

import pytest
from flask_security.totp import TOTP

from eventsys.accounts.users import queries as users_queries
from eventsys.accounts.users import service as users
from eventsys.app import create_app
from eventsys.core.actor import SYSTEM, Role
from eventsys.core.db import db
from eventsys.core.web.access import current_actor
from tests.accounts.factories import PASSWORD, make_user, sign_in, sign_out
from tests.conftest import test_settings
from tests.support.web import post, token_of

pytestmark = pytest.mark.usefixtures("app")


class App:
    """An authenticator app on a telephone: it holds a key and shows codes, each later one on demand."""

    def __init__(self, key: str) -> None:
        self.otp = TOTP(key=key.replace("-", "").replace(" ", ""), format="base32")
        self.last = 0

    def code(self) -> str:
        """A code that was not shown before: the next half minute's when need be."""
        counter = max(int(time.time()) // 30, self.last + 1)
        self.last = counter
        return str(self.otp.generate(counter * 30).token)

    def same_code(self) -> str:
        return str(self.otp.generate(self.last * 30).token)


def set_up_app(client) -> App:
    """Set the authenticator app up through the pages."""
    shown = post(client, "/account/second-factor/app", {"setup": "authenticator"})
    assert shown.status_code == 200
    assert 'src="data:image/png;base64,' in shown.text
    key = html.unescape(re.search(r'readonly value="([A-Z2-7\- ]{16,})"', shown.text)[1])
    action = html.unescape(re.search(r'action="(/account/second-factor/app/[^"]+)"', shown.text)[1])
    app = App(key)
    data = {"code": app.code(), "csrf_token": token_of(shown.text)}
    done = client.post(action, data=data)
    assert (done.status_code, done.location) == (303, "/account/arrive?set-up=app")
    return app


def actor_of(client):
    with client:
        client.get("/account/second-factor")
        return current_actor()


@pytest.fixture
def strict(app, database_url, tmp_path):
    """The same house where staff must have a second factor."""
    made = create_app(test_settings(tmp_path, database_url, second_factor="required"))
    yield made
    with made.app_context():
        db.engine.dispose()


def test_sign_in_with_a_code_from_the_app(client):
    user = make_user()
    sign_in(client, user)
    phone = set_up_app(client)
    sign_out(client)

    first = sign_in(client, user, next="/account/")
    assert first.location.startswith("/account/second-factor/code")
    assert client.get("/account/").status_code == 303  # the password alone opens nothing
    wrong = post(client, first.location, {"code": "000000"})
    assert wrong.status_code == 422
    assert "not right" in wrong.text
    right = post(client, first.location, {"code": phone.code()})
    assert right.status_code == 303
    assert right.location.endswith("/account/")
    assert client.get("/account/").status_code == 200


def test_a_code_works_once(app):
    user = make_user()
    one, two = app.test_client(), app.test_client()
    sign_in(one, user)
    phone = set_up_app(one)
    seen = sign_in(two, user)
    assert post(two, seen.location, {"code": phone.same_code()}).status_code == 422
    assert post(two, seen.location, {"code": phone.code()}).status_code == 303


def test_a_recovery_code_stands_in_once(app, client):
    user = make_user()
    sign_in(client, user)
    set_up_app(client)
    page = post(client, "/account/recovery-codes", {"generate_new_codes": "1"})
    codes = re.findall(r"<code>([0-9a-f-]{14})</code>", page.text)
    assert len(codes) == 8
    assert "<code>" not in client.get("/account/recovery-codes").text
    kept = users_queries.find_by_email(user.email).mf_recovery_codes
    assert not set(codes) & set(kept)

    for expected in (303, 422):
        other = app.test_client()
        sign_in(other, user)
        assert post(other, "/account/second-factor/recovery", {"code": codes[0]}).status_code == expected


def test_the_secret_is_kept_encrypted(client):
    user = make_user()
    sign_in(client, user)
    phone = set_up_app(client)
    kept = users_queries.find_by_email(user.email).tf_totp_secret
    assert phone.otp.base32_key not in kept
    assert '"enckey"' in kept


def test_setting_up_ends_the_other_sessions(app):
    user = make_user()
    one, two = app.test_client(), app.test_client()
    sign_in(one, user)
    sign_in(two, user)
    set_up_app(one)
    assert one.get("/account/").status_code == 200
    assert two.get("/account/").status_code == 303


def test_the_set_up_leads_on_to_recovery_codes(client):
    sign_in(client, make_user())
    set_up_app(client)
    assert client.get("/account/arrive?set-up=app").location == "/account/recovery-codes"


def test_changing_keys_asks_again_after_half_an_hour(client):
    sign_in(client, make_user())
    with client.session_transaction() as session:
        session["fs_paa"] = time.time() - 31 * 60
        session.pop("fs_gexp", None)
    for page in ("/account/second-factor/app", "/account/passkeys", "/account/recovery-codes"):
        answer = client.get(page)
        assert answer.status_code == 302
        assert answer.location.startswith("/account/verify?next=")
    wrong = post(client, "/account/verify?next=/account/recovery-codes", {"password": "quite-Wrong 9 things"})
    assert wrong.status_code == 422
    right = post(client, "/account/verify?next=/account/recovery-codes", {"password": PASSWORD})
    assert (right.status_code, right.location) == (303, "/account/recovery-codes")
    assert client.get("/account/recovery-codes").status_code == 200


def test_staff_without_a_second_factor_hold_no_roles_and_are_told_why(strict):
    user = make_user(Role.ORGANISER, 5)
    client = strict.test_client()
    arrived = sign_in(client, user)
    assert client.get(arrived.location).location == "/account/second-factor"
    page = client.get("/account/second-factor")
    assert "/account/second-factor/app" in page.text
    actor = actor_of(client)
    assert (actor.needs_second_factor, actor.roles, actor.admin) == (True, {}, False)
    assert client.get("/o/any/staff").location == "/account/second-factor"


def test_administrators_too(strict):
    client = strict.test_client()
    sign_in(client, make_user(admin=True))
    assert not actor_of(client).admin
    assert client.get("/account/users").location == "/account/second-factor"


def test_roles_work_as_soon_as_the_second_factor_is_set_up_and_at_each_later_sign_in(strict):
    user = make_user(Role.ORGANISER, 5)
    client = strict.test_client()
    sign_in(client, user)
    phone = set_up_app(client)
    assert actor_of(client).roles == {5: frozenset({Role.ORGANISER})}
    sign_out(client)
    asked = sign_in(client, user)
    assert actor_of(client).is_anonymous
    post(client, asked.location, {"code": phone.code()})
    assert actor_of(client).roles == {5: frozenset({Role.ORGANISER})}


def test_people_without_a_role_need_no_second_factor(strict):
    client = strict.test_client()
    user = make_user("focal_point", 5, subject="delegation-1")
    sign_in(client, user)
    actor = actor_of(client)
    assert (actor.needs_second_factor, actor.focal) == (False, {"delegation-1"})


def test_the_password_alone_adds_no_key_beside_another(client):
    """Somebody who only knows the password must not set up a key of their own."""
    user = make_user()
    sign_in(client, user)
    set_up_app(client)
    with client.session_transaction() as session:
        session["second_factor"] = False
    for page in ("/account/second-factor/app", "/account/passkeys", "/account/recovery-codes"):
        assert client.get(page).location == "/account/second-factor"
    token = token_of(client.get("/account/").text)
    answer = client.post("/account/second-factor/app", data={"setup": "disable", "csrf_token": token})
    assert answer.location == "/account/second-factor"
    assert users_queries.find_by_email(user.email).tf_primary_method == "authenticator"


def test_an_administrator_resets_a_lost_second_factor(client):
    user = make_user()
    sign_in(client, user)
    set_up_app(client)
    users.reset_second_factor(user, by=SYSTEM)
    db.session.commit()
    assert client.get("/account/").status_code == 303
    assert sign_in(client, user).location == "/account/arrive"
