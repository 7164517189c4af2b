"""Links: what opens, what does not and says why, and that looking changes nothing."""

from datetime import timedelta

import pytest

from eventsys.accounts.links import queries, service
from eventsys.accounts.links.errors import LinkUsedUp
from eventsys.accounts.links.models import Link
from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from eventsys.core.ids import hash_token
from eventsys.core.web.access import current_actor
from tests.accounts.factories import make_link, make_user, open_link, sign_in
from tests.support.web import token_of

SENT: list[str] = []


@pytest.fixture(autouse=True)
def purposes(app):
    """Two purposes of the tests' own: "tea" may be renewed, "salt" may not."""
    SENT.clear()
    values = lambda subject, slug: {"next": f"/{subject}/{slug}"}  # noqa: E731
    service.register_purpose(
        "tea", endpoint="security.login", values=values, resend=lambda link: SENT.append(link.subject)
    )
    service.register_purpose("salt", endpoint="security.login", values=values)


def actor_after(client, url="/account/sign-in"):
    with client:
        client.get(url)
        return current_actor()


def test_a_link_opens_its_page_and_makes_an_actor(client):
    token = make_link("tea", "cup", language="vi")
    answer = open_link(client, token)
    assert (answer.status_code, answer.location) == (303, "/account/sign-in?next=/cup/&lang=vi")
    actor = actor_after(client)
    assert actor.granted("tea", "cup")
    assert not actor.granted("tea", "pot")
    assert not actor.granted("salt", "cup")
    assert not actor.is_anonymous


@pytest.mark.usefixtures("client")
def test_only_the_hash_is_kept():
    token = make_link("tea", "cup")
    link = db.session.query(Link).one()
    assert link.token_hash == hash_token(token)
    assert token not in str({c.key: getattr(link, c.key) for c in Link.__table__.columns})


def test_opening_changes_nothing_even_ten_times(client):
    token = make_link("tea", "cup", single_use=True)
    before = {c.key: getattr(queries.find_link(token), c.key) for c in Link.__table__.columns}
    for _ in range(10):
        assert open_link(client, token).status_code == 303
    db.session.expire_all()
    after = {c.key: getattr(queries.find_link(token), c.key) for c in Link.__table__.columns}
    assert after == before


def test_a_link_gone_from_the_database_is_gone_from_the_session(client):
    token = make_link("tea", "cup")
    open_link(client, token)
    service.revoke_links("tea", "cup", by=SYSTEM)
    db.session.commit()
    assert actor_after(client).is_anonymous


def test_a_link_expires_in_the_session_too(client):
    token = make_link("tea", "cup", lifetime=timedelta(hours=1))
    open_link(client, token)
    with clock.at(clock.now() + timedelta(hours=2)):
        assert actor_after(client).is_anonymous


@pytest.mark.parametrize(
    ("kind", "status", "title", "way"),
    [
        ("unknown", 404, "We do not know this link", "Open the letter again"),
        ("expired", 410, "This link has expired", "Send me a new link"),
        ("revoked", 410, "This link was withdrawn", "Look for a later letter"),
        ("used", 410, "This link has been used", "If you used it yourself"),
    ],
)
def test_a_dead_link_says_which_and_how_to_get_a_new_one(client, kind, status, title, way):
    token = make_link("tea", "cup", single_use=True) if kind != "unknown" else "no-such-token"
    if kind == "expired":
        queries.find_link(token).expires_at = clock.now() - timedelta(seconds=1)
    elif kind == "revoked":
        service.revoke_links("tea", "cup", by=SYSTEM)
    elif kind == "used":
        service.use_up(queries.find_link(token).id)
    db.session.commit()
    answer = open_link(client, token)
    assert answer.status_code == status
    assert title in answer.text
    assert way in answer.text
    assert actor_after(client).is_anonymous


def test_an_expired_link_whose_owner_offers_no_renewal_names_the_secretariat(client):
    token = make_link("salt", "cup", lifetime=timedelta(seconds=-1))
    page = open_link(client, token)
    assert "Send me a new link" not in page.text
    assert "Write to the secretariat" in page.text


def test_asking_for_a_new_link_answers_all_alike_and_mails_only_for_expired_ones(client):
    expired = make_link("tea", "expired", lifetime=timedelta(seconds=-1))
    live, revoked = make_link("tea", "live"), make_link("tea", "revoked")
    service.revoke_links("tea", "revoked", by=SYSTEM)
    db.session.commit()
    token = token_of(open_link(client, expired).text)
    answers = {
        (answer.status_code, answer.location)
        for answer in (
            client.post(f"/l/{asked}/again", data={"csrf_token": token})
            for asked in (expired, live, revoked, "nothing")
        )
    }
    assert answers == {(303, "/l/sent")}
    assert SENT == ["expired"]
    assert client.get("/l/sent").status_code == 200


def test_asking_needs_the_token_of_the_page(client):
    expired = make_link("tea", "expired", lifetime=timedelta(seconds=-1))
    assert client.post(f"/l/{expired}/again").status_code == 400
    assert SENT == []


@pytest.mark.usefixtures("client")
def test_a_single_use_link_is_used_up_once():
    token = make_link("tea", "cup", single_use=True)
    link = queries.find_link(token)
    service.use_up(link.id)
    with pytest.raises(LinkUsedUp):
        service.use_up(link.id)


def test_a_tampered_session_grants_nothing(client):
    make_link("tea", "cup")
    client.set_cookie("eventsys", "eyJsaW5rcyI6WzFdfQ.forged.forged")
    assert actor_after(client).is_anonymous


def test_signing_in_lets_go_of_links(client):
    open_link(client, make_link("tea", "cup"))
    sign_in(client, make_user())
    assert actor_after(client, "/account/").grants == ()


def test_many_links_are_read_in_one_query_and_the_oldest_goes(client):
    tokens = [make_link("tea", f"cup{n}") for n in range(14)]
    for token in tokens:
        open_link(client, token)
    held = {g.subject for g in actor_after(client).grants}
    assert held == {f"cup{n}" for n in range(2, 14)}
