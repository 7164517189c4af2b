"""One's own account."""

from eventsys.core.db import db
from tests.accounts.factories import make_user, sign_in
from tests.support.web import post


def test_a_user_keeps_name_and_language(client):
    user = make_user()
    sign_in(client, user)
    for name in ("", "prize@evil.example"):
        assert post(client, "/account/", {"name": name, "language": "vi"}).status_code == 422
    assert post(client, "/account/", {"name": " Nguyễn Thế Thảo ", "language": "vi"}).status_code == 303
    db.session.refresh(user)
    assert (user.name, user.language) == ("Nguyễn Thế Thảo", "vi")
