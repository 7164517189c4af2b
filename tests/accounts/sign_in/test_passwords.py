"""A forgotten password is set anew."""

from tests.accounts.factories import PASSWORD, letters, link_in, make_user, sign_in
from tests.support.web import post, token_of

FRESH = "seven-Quiet lamps 88"


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
    page = client.get(way).text
    assert "<title>Set a new password" in page
    for words in ("New password", "At least 12 characters.", "The same again", "Set the password"):
        assert words in page
    short = post(client, way, {"password": "short", "password_confirm": "other"})
    assert (short.status_code, "errors-summary" in short.text) == (422, True)
    answer = post(client, way, {"password": FRESH, "password_confirm": FRESH})
    assert answer.status_code == 303
    assert inside.get("/account/").status_code == 303
    assert client.get(way).status_code == 302
    assert sign_in(client, user, PASSWORD).status_code == 422
    assert sign_in(client, user, FRESH).status_code == 303
    assert [one.kind for one in letters()] == ["accounts/reset", "accounts/password-changed"]
