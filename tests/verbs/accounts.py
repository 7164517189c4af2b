"""The verbs of accounts."""

from __future__ import annotations

from datetime import timedelta

from eventsys.accounts.erasure.service import erase_account
from eventsys.accounts.invitations import service as invitations
from eventsys.accounts.links import queries as links_queries
from eventsys.accounts.links import service as links
from eventsys.accounts.proofs.service import use_challenge
from eventsys.accounts.roles import service as roles
from eventsys.accounts.sessions import service as sessions
from eventsys.accounts.users import service as users
from eventsys.accounts.users.models import Passkey, User
from eventsys.core.actor import Grant, Role
from eventsys.core.db import db
from eventsys.core.ids import hash_token
from tests.accounts.factories import PASSWORD, make_user
from tests.conferences.factories import make_conference
from tests.support.verbs import BY, NOW, Seen


def passkey(user: User) -> None:
    user.webauthn.append(
        Passkey(
            credential_id=str(user.id).encode(),
            public_key=b"key",
            sign_count=0,
            name="Key",
            usage="secondary",
            backup_state=False,
            device_type="single_device",
            lastuse_datetime=NOW,
        )
    )
    db.session.flush()


def story(see: Seen) -> None:
    conference = make_conference()
    lan = see(users.create_user, "lan@example.org", "Lan", PASSWORD, language="vi", by=BY)
    see(users.edit_own, lan, name="Lan Anh", language="fr", by=BY)
    see(users.set_password, lan, PASSWORD + "!", by=BY)
    see(users.note_sign_in, lan, now=NOW, by=BY, via=["password"])
    one = see(sessions.begin_session, lan, browser="Firefox", network="192.0.2.0/24", now=NOW)
    see(sessions.note_proof, lan, one, "password", by=BY, now=NOW + timedelta(minutes=5))
    see(sessions.sign_out, lan, one, by=BY, now=NOW)
    sessions.begin_session(lan, browser="Firefox", network="192.0.2.0/24", now=NOW)
    db.session.flush()
    begun = [row for row in db.session.query(sessions.SignIn) if row.ended_at is None]
    see(sessions.end_session, lan, str(begun[0].public_id), by=BY, now=NOW)
    see(use_challenge, "asked once", now=NOW)
    _roles(see, conference.id, lan)
    _links(see, conference.id)
    passkey(lan)
    lan.tf_primary_method, lan.tf_totp_secret = "authenticator", "secret"
    see(users.reset_second_factor, lan, by=BY)
    see(users.disable, lan, by=BY)
    see(users.enable, lan, by=BY)
    given = {
        "conference_id": conference.id,
        "title": conference.title_forms,
        "url": "https://example.org/c/hanoi",
    }
    when = {"by": BY, "now": NOW, "language": "fr"}
    binh = see(invitations.invite, "binh@example.org", "Bình", **when)
    see(
        invitations.invite_staff,
        "tam@example.org",
        "Tâm",
        role=Role.DESK,
        **given,
        **when,
        case="without account",
    )
    see(invitations.invite_staff, "lan@example.org", "", role=Role.DESK, **given, **when, case="with account")
    see(
        invitations.invite_staff,
        "binh@example.org",
        "",
        role=Role.DESK,
        **given,
        **when,
        case="without password",
    )
    see(invitations.resend_invitation, binh, by=BY, now=NOW)
    link = [one for one in links_queries.links_of("password", binh.public_id) if one.revoked_at is None][-1]
    see(invitations.set_first_password, binh, PASSWORD, link_id=link.id, by=BY)
    links.grant_link("password", binh.public_id, conference_id=None, by=BY, now=NOW, lifetime=timedelta(1))
    see(invitations.end_password_links, binh, by=BY)
    passkey(lan)
    see(erase_account, lan, by=BY, now=NOW)


def _roles(see: Seen, conference_id: int, lan: User) -> None:
    make_user("organiser", conference_id)
    see(roles.give_role, lan, Role.ORGANISER, conference_id, by=BY)
    see(roles.take_role, lan, Role.ORGANISER, conference_id, by=BY, case="of organisers")
    roles.give_role(lan, Role.PRESS, conference_id, by=BY)
    see(roles.take_role, lan, Role.PRESS, conference_id, by=BY)
    see(roles.set_admin, lan, True, by=BY)


def _links(see: Seen, conference_id: int) -> None:
    terms = {
        "conference_id": conference_id,
        "by": BY,
        "now": NOW,
        "lifetime": timedelta(days=3),
        "language": "vi",
    }
    see(links.grant_link, "delegate", "somebody", **terms)
    own = links.grant_link("delegate", "somebody", **terms)
    db.session.flush()
    held = links_queries.find_link(own)
    assert held is not None
    holder = type(BY)(kind="link", grants=(Grant("delegate", "somebody", held.id),), label="somebody")
    see(links.revoke_links, "delegate", "somebody", by=holder, keep_own=True, case="but the own one")
    see(links.revoke_links, "delegate", "somebody", by=BY)
    assert held.token_hash == hash_token(own)
    see(links.let_go, "mark", [held], now=NOW)
