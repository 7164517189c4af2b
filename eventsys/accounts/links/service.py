"""Links: granting, opening, revoking; and the register of what they are for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, update
from sqlalchemy.exc import IntegrityError

from eventsys.accounts.links import queries
from eventsys.accounts.links.errors import LinkExpired, LinkUnknown, LinkUsedUp
from eventsys.accounts.links.models import LetGo, Link
from eventsys.accounts.links.rules import link_problem
from eventsys.core import audit, clock, current, signals
from eventsys.core.actor import Actor
from eventsys.core.db import db
from eventsys.core.ids import hash_token, new_token
from eventsys.mail.settling import service as settling


@dataclass(frozen=True, slots=True)
class Purpose:
    """What links of a name open: ``endpoint`` with the values of ``values(subject, conference_slug)``.

    ``resend(link)``, when there is one, mails a fresh link of the same purpose to the address on file, in the
    running transaction; it is called for expired links only and may decline by doing nothing.
    """

    name: str
    endpoint: str
    values: Callable[[str, str], dict[str, Any]]
    resend: Callable[[Link], None] | None = None


_purposes: dict[str, Purpose] = {}


def register_purpose(
    name: str,
    *,
    endpoint: str,
    values: Callable[[str, str], dict[str, Any]],
    resend: Callable[[Link], None] | None = None,
) -> Purpose:
    """Register what links of ``name`` are for; a room says this once, when it is imported."""
    _purposes[name] = Purpose(name, endpoint, values, resend)
    return _purposes[name]


def purpose_named(name: str) -> Purpose | None:
    return _purposes.get(name)


def grant_link(
    purpose: str,
    subject: object,
    *,
    conference_id: int | None,
    by: Actor,
    now: datetime,
    lifetime: timedelta,
    single_use: bool = False,
    language: str = "",
) -> str:
    """A new link; returns the plain token, which is kept nowhere: put it into the letter now."""
    token = new_token()
    link = Link(
        token_hash=hash_token(token),
        purpose=purpose,
        subject=str(subject),
        conference_id=conference_id,
        language=language,
        single_use=single_use,
        created_at=now,
        created_by=by.user_id,
        expires_at=now + lifetime,
    )
    db.session.add(link)
    audit.record(by, verb="link.granted", thing=link, after={"purpose": purpose, "subject": str(subject)})
    return token


def link_url(token: str) -> str:
    """The absolute address to put into a letter."""
    return f"{current.settings().base_url}/l/{token}"


def open_link(token: str, *, now: datetime) -> Link:
    """The link of a token. Changes nothing: mail scanners open links too. Raises a :class:`LinkProblem`."""
    link = queries.find_link(token)
    if link is None or purpose_named(link.purpose) is None:
        raise LinkUnknown
    problem = link_problem(link, now)
    if problem is not None:
        raise problem
    signals.link_opened.send(link)
    return link


def revoke_links(purpose: str, subject: object, *, by: Actor, keep_own: bool = False) -> int:
    """End every live link of this purpose on this subject, at once and for good; returns how many. Letters with
    one that still wait are withdrawn. ``keep_own``: but for the one that ``by`` is acting with."""
    now = clock.now()
    own = {grant.link_id for grant in by.grants} if keep_own else set()
    every = [link for link in queries.links_of(purpose, subject) if link.id not in own]
    live = [link for link in every if link.revoked_at is None and not (link.single_use and link.used_at)]
    for link in live:
        link.revoked_at = now
        audit.record(by, verb="link.revoked", thing=link)
    settling.withdraw([link.token_hash for link in live], by=by, now=now)
    return len(live)


def use_up(link_id: int) -> None:
    """Note that a single-use link did its work. Raises :class:`LinkUsedUp` when another request was first."""
    first = update(Link).where(Link.id == link_id, Link.used_at.is_(None)).values(used_at=clock.now())
    result = db.session.execute(first.execution_options(synchronize_session="fetch"))
    if not result.rowcount:  # type: ignore[attr-defined]  # an UPDATE's result has it
        raise LinkUsedUp


def can_resend(token: str) -> bool:
    """Whether the holder of an expired link may ask for a fresh one."""
    link = queries.find_link(token)
    found = purpose_named(link.purpose) if link else None
    return found is not None and found.resend is not None


def resend(link: Link, *, now: datetime) -> None:
    """Mail a fresh link in the place of an expired one; anything else is left in silence."""
    found = purpose_named(link.purpose)
    if found is not None and found.resend is not None and isinstance(link_problem(link, now), LinkExpired):
        found.resend(link)


def let_go(mark: str, links: Iterable[Link], *, now: datetime) -> None:
    """The browser with this mark holds none of ``links`` any more, nor does a copy of its cookie."""
    ends = [link.expires_at for link in links]
    if not ends:
        return
    db.session.execute(
        delete(LetGo).where(LetGo.until < now), execution_options={"synchronize_session": False}
    )
    try:
        with db.session.begin_nested():
            db.session.add(LetGo(mark_hash=hash_token(mark), until=max(ends)))
    except IntegrityError:  # a copy of the cookie let go at the same moment
        return
