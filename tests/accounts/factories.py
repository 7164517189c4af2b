"""Users, roles and links for tests."""

from __future__ import annotations

import re
from datetime import timedelta
from itertools import count
from typing import Any

from flask.testing import FlaskClient

from eventsys.accounts.links import service as links
from eventsys.accounts.roles import service as roles
from eventsys.accounts.users import service as users
from eventsys.accounts.users.models import User
from eventsys.core import clock
from eventsys.core.actor import SYSTEM, Role
from eventsys.core.db import db
from eventsys.mail.record.models import OutboxLetter
from tests.support.web import post, token_of

__all__ = [
    "PASSWORD",
    "act",
    "letters",
    "link_in",
    "make_link",
    "make_user",
    "open_link",
    "sign_in",
    "sign_out",
]

PASSWORD = "lotus-Bridge river 42 ấm"
_numbers = count(1)


def make_user(
    role: Role | str | None = None,
    conference: Any = None,
    admin: bool = False,
    *,
    email: str | None = None,
    name: str | None = None,
    password: str | None = PASSWORD,
    subject: object = "",
) -> User:
    """A user, with a role at ``conference`` (a conference or its number) when asked for. Committed."""
    number = next(_numbers)
    user = users.create_user(
        email or f"person{number}@example.org", name or f"Person {number}", password, admin=admin
    )
    if role is not None:
        conference_id = conference if isinstance(conference, int) else conference.id
        roles.give_role(user, role, conference_id, by=SYSTEM, subject=subject)
    db.session.commit()
    return user


def sign_in(client: FlaskClient, user: User | str, password: str = PASSWORD, **data: Any) -> Any:
    """Sign in through the page, as a person does; returns the answer."""
    email = user if isinstance(user, str) else user.email
    return post(client, "/account/sign-in", {"email": email, "password": password, **data})


def sign_out(client: FlaskClient, page: str = "/account/") -> Any:
    return post(client, "/account/sign-out", page=page)


def make_link(
    purpose: str,
    subject: object,
    *,
    conference: Any = None,
    lifetime: timedelta = timedelta(days=30),
    **more: Any,
) -> str:
    """The plain token of a fresh link. Committed."""
    conference_id = conference if conference is None or isinstance(conference, int) else conference.id
    token = links.grant_link(
        purpose, subject, conference_id=conference_id, by=SYSTEM, now=clock.now(), lifetime=lifetime, **more
    )
    db.session.commit()
    return token


def open_link(client: FlaskClient, token: str) -> Any:
    """Open a link as its holder does; returns the redirect to its page."""
    return client.get(f"/l/{token}")


def act(client: FlaskClient, url: str, page: str, **data: Any) -> Any:
    """Send one of a page's one-button forms."""
    token = token_of(client.get(page).text)
    return client.post(url, data={**data, "csrf_token": token})


def link_in(letter: OutboxLetter) -> str:
    """The path of the link that a letter carries."""
    return re.search(r"http\S+(/l/\S+|/account/reset/\S+)", letter.text)[1]  # type: ignore[index]  # a letter without its link fails here


def letters() -> list[OutboxLetter]:
    """Every letter queued so far, in order."""
    return db.session.query(OutboxLetter).order_by(OutboxLetter.id).all()
